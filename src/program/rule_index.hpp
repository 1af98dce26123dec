#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include "program/list_set.hpp"
#include "program/test.hpp"

namespace eligo::program {

/// A clause of a rule that the index finds, and by what.
struct IndexedClause {
  std::uint32_t rule = 0;
  /// Numbers of tests, in a list of them: guard and threshold in front, as far as there are.
  std::uint32_t first = 0;
  std::uint16_t count = 0;
  bool guarded = false;  ///< the first is an equality or a membership
  bool sorted = false;   ///< the first behind the guard is a range of numbers
};

/// Finds the rules whose conditions are true, or undecided, without looking at all of them. A clause hangs
/// under its guard, an equality or a membership of a string or an int, by the value that it asks for; there,
/// clauses with a threshold on the same fact are sorted by it, so that a look stops at the first that does
/// not hold. Clauses without a guard are sorted in the same way; where there are many intervals with two
/// ends, they hang in a segment tree (Bentley 1977), in which each value has one path. Immutable.
class RuleIndex {
 public:
  RuleIndex() = default;
  RuleIndex(const std::vector<IndexedClause>& clauses, std::vector<std::uint32_t> clause_tests,
            std::span<const Test> tests, std::span<const ListSet> sets,
            const std::vector<bool>& fails_closed);

  /// Tests that remain for a clause: those behind the guard, or behind the threshold, too.
  struct Clause {
    std::uint32_t rule = 0;
    std::uint32_t first = 0;
    std::uint16_t count = 0;
    std::uint8_t behind_guard = 0, behind_run = 0;
    bool fails_closed = false;
    bool sorted = false;  ///< by the range behind the guard
  };
  /// A clause as its run has it. Most are told by guard and threshold: their rule is read here.
  struct Entry {
    std::int64_t bound = 0;
    std::uint32_t clause = 0;
    std::uint32_t rule : 31 = 0;
    std::uint32_t asks_more : 1 = 0;  ///< tests remain behind what the run is told by
  };
  /// Entries that are told by one fact.
  struct Run {
    enum class Kind : std::uint8_t {
      every,  ///< each may be true
      below,  ///< the key is at most the bound; the highest bound stands first
      above,  ///< the key is at least the bound; the lowest stands first
      bands   ///< a segment tree
    };
    Kind kind = Kind::every;
    values::Kind fact_kind = values::Kind::integer;
    std::uint32_t fact = 0;
    std::uint32_t first = 0, count = 0;  ///< entries; of bands those of the whole tree
    std::uint32_t tree = 0;
  };
  /// Intervals between `bounds`; entries of node i at [offsets[i], offsets[i + 1]) behind the run's first.
  /// The leaf of a key is the number of bounds that are at most it, behind the `leaves - 1` inner nodes.
  struct Tree {
    std::vector<std::int64_t> bounds;
    std::size_t leaves = 1;
    std::vector<std::uint32_t> offsets;
  };
  struct Group {
    std::uint32_t first = 0, count = 0;  ///< runs
  };
  struct Guard {
    std::uint32_t fact = 0;
    values::Kind fact_kind = values::Kind::string;
    std::vector<std::uint32_t> by_code;  ///< of strings: a group, by dictionary code
    std::vector<std::pair<std::int64_t, std::uint32_t>> by_value;  ///< of ints, ascending
    std::vector<std::uint32_t> clauses;                            ///< all
    bool fails_closed = false;                                     ///< one of them does
  };
  static constexpr std::uint32_t no_group = 0xFFFF'FFFF;

  [[nodiscard]] bool empty() const { return clauses_.empty(); }
  [[nodiscard]] std::span<const Guard> guards() const { return guards_; }
  /// Of clauses without a guard.
  [[nodiscard]] const Group& unguarded() const { return unguarded_; }
  [[nodiscard]] const Group& group(std::uint32_t number) const { return groups_[number]; }
  [[nodiscard]] std::span<const Run> runs(const Group& group) const {
    return std::span(runs_).subspan(group.first, group.count);
  }
  [[nodiscard]] std::span<const Entry> entries(const Run& run) const {
    return std::span(entries_).subspan(run.first, run.count);
  }
  [[nodiscard]] const Tree& tree(const Run& run) const { return trees_[run.tree]; }
  [[nodiscard]] const Clause& clause(std::uint32_t number) const { return clauses_[number]; }
  /// Numbers of the tests of a clause from `behind` on.
  [[nodiscard]] std::span<const std::uint32_t> tests(const Clause& clause, std::size_t behind) const {
    return std::span(tests_).subspan(clause.first + behind, clause.count - behind);
  }
  /// How many tests of a clause are told by the guard and a run of that kind.
  [[nodiscard]] static std::size_t told_by(Run::Kind kind, const Clause& clause) {
    if (kind == Run::Kind::every) return clause.behind_guard;
    return kind == Run::Kind::bands ? std::size_t{clause.behind_guard} + 1 : clause.behind_run;
  }
  [[nodiscard]] std::size_t clause_count() const { return clauses_.size(); }

 private:
  class Maker;

  std::vector<Clause> clauses_;
  std::vector<std::uint32_t> tests_;
  std::vector<Entry> entries_;
  std::vector<Run> runs_;
  std::vector<Group> groups_;
  std::vector<Guard> guards_;
  std::vector<Tree> trees_;
  Group unguarded_;
};

}  // namespace eligo::program
