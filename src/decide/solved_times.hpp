#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include <eligo/verdict.hpp>

#include "check/checked_rule_set.hpp"
#include "program/program.hpp"
#include "values/time.hpp"

namespace eligo::decide {

struct RuleOrder;
struct TimeDependence;

/// A column that a run computes, with a row for each profile, or for each element of a list of theirs.
struct SolvedColumn {
  program::ValueId value = program::no_value;
  bool of_element = false;
};

/// A part of a condition, as the times of a batch are solved from it.
struct SolvedPart {
  enum class Kind : std::uint8_t {
    unsolved,  ///< left to walks over the conditions of one profile
    truth,     ///< a bool that time does not change
    number,    ///< an int that time does not change
    times,     ///< `left` compared with `right`, times whose difference moves along a line
    count,     ///< what the elements of a list come to: `elements`
    definition,
    negation,
    conjunction,
    disjunction,
    conditional,
    numbers,  ///< two ints compared
    sum,
    difference,
    product
  };

  Kind kind = Kind::unsolved;
  bool boolean = true;                                  ///< else an int
  bool moves = true;                                    ///< false: time does not change it
  check::Function comparison = check::Function::equal;  ///< of `times` and `numbers`
  bool below = false, level = false, above = false;     ///< what it says where left < right, = and >
  SolvedColumn value;                                   ///< what it comes to at the instant of a run
  SolvedColumn left, right;
  std::int64_t slope = 0;      ///< of `times`: nanoseconds by which left minus right moves a nanosecond
  std::uint32_t elements = 0;  ///< of `count`: which of SolvedTimes::lists
  std::uint32_t first = 0, operand_count = 0;  ///< its operands, among those of its SolvedParts
  std::uint32_t walked =
      0;  ///< nodes that a walk looks at besides parts: of its times' sums, on the way to its list
};

/// Parts, operands before what uses them; the last one is the root where there is one.
struct SolvedParts {
  std::vector<SolvedPart> parts;
  std::vector<std::uint32_t> all_operands;

  [[nodiscard]] std::span<const std::uint32_t> operands(const SolvedPart& part) const {
    return {all_operands.data() + part.first, part.operand_count};
  }
};

/// A list whose elements are counted.
struct SolvedList {
  enum class Outcome : std::uint8_t { all, exists, exists_one, size };
  Outcome outcome = Outcome::size;
  program::ValueId list = program::no_value;
  program::DomainId domain = program::profile_domain;
  SolvedParts condition;
};

/// A rule that time may change.
struct SolvedRule {
  static constexpr std::uint32_t no_part = 0xFFFF'FFFF;

  std::uint32_t rule = 0;
  std::uint32_t part = no_part;  ///< its condition; none where only its window says when it applies
  Verdict verdict = Verdict::visible;
  std::uint32_t triggers = 0;
  bool windowed = false;
  std::vector<std::uint32_t> shown;  ///< the moving bools of its condition, by which a reason shows facts
};

/// What of a rule set time changes in a way that is solved for whole batches, without a walk over the
/// conditions of each profile: comparisons of times that move along lines, logic over them, and elements of
/// lists that are counted. Worked out once. Immutable.
class SolvedTimes {
 public:
  SolvedTimes(const check::CheckedRuleSet& rules, const program::Program& program, const RuleOrder& order,
              const TimeDependence& time, const std::vector<check::NodeId>& element_nodes);

  /// Who hears of a part that changes.
  struct Use {
    enum class Kind : std::uint8_t { condition, shown, alternative };
    Kind kind = Kind::condition;
    std::uint32_t rule = 0;  ///< which of rules()
  };

  /// False where every profile needs a walk: then all else is empty.
  [[nodiscard]] bool usable() const { return usable_; }
  [[nodiscard]] const SolvedParts& parts() const { return parts_; }
  [[nodiscard]] const std::vector<SolvedList>& lists() const { return lists_; }
  [[nodiscard]] const std::vector<SolvedRule>& rules() const { return rules_; }
  /// Of those that move.
  [[nodiscard]] const std::vector<std::uint32_t>& alternatives() const { return alternatives_; }
  /// How many parts, the first ones, a decision without alternatives needs.
  [[nodiscard]] std::size_t parts_without_alternatives() const { return without_alternatives_; }
  /// The parts behind a rule's placeholders, of those that move.
  [[nodiscard]] const std::vector<std::uint32_t>& placeholders(std::uint32_t rule) const {
    return placeholders_[rule];
  }
  [[nodiscard]] bool changes(std::uint32_t rule) const { return changes_[rule]; }
  /// Whether the segment sets the rule's code aside.
  [[nodiscard]] bool waives(std::uint32_t segment, std::size_t rule) const {
    return waived_[segment * rules_.size() + rule];
  }
  [[nodiscard]] std::span<const std::uint32_t> parents(std::uint32_t part) const {
    return {all_parents_.data() + first_parent_[part], first_parent_[part + 1] - first_parent_[part]};
  }
  [[nodiscard]] std::span<const Use> uses(std::uint32_t part) const {
    return {all_uses_.data() + first_use_[part], first_use_[part + 1] - first_use_[part]};
  }

  /// What is known of one profile, as walks over its conditions see it.
  struct Walk {
    std::size_t flips = 0;       ///< of comparisons, still to come
    std::size_t list_flips = 0;  ///< those of the list that has most
    std::size_t elements = 0, element_rows = 0;
    std::span<const std::uint32_t> showing;    ///< those of rules() whose conditions its reasons show
    std::span<const std::uint32_t> waiting{};  ///< those of rules() whose conditions stay undecided
    std::size_t undecided = 0;  ///< conditions that no fact decides; bounds are looked for, too
    std::size_t tried = 0;      ///< instants at which the decision may be another, so far
    std::optional<values::Nanoseconds> reach{};  ///< how far off it is another; nothing: it never is
    bool retried = false;                        ///< whether a better verdict is looked for
  };
  /// How many steps such walks take at most: see SearchLimits.
  struct MostSteps {
    std::uint64_t for_change = 0, in_all = 0;
  };
  [[nodiscard]] MostSteps most_steps(const Walk& walk) const;

 private:
  class Compiler;
  // Steps, where no list has more than so many flips.
  struct Steps {
    std::size_t changes = 0;           // of a part, at most
    std::uint64_t outcomes = 0;        // one look at everything that the decision is made of
    std::vector<std::uint64_t> shown;  // besides, where a reason shows the condition, by rule
    std::uint64_t triggers = 0;        // one look at all triggers
    std::uint64_t element = 0;         // one look at an element
  };
  static constexpr std::array<std::size_t, 10> flip_levels{0, 1, 2, 3, 4, 8, 16, 32, 64, 128};

  void link();
  [[nodiscard]] Steps count_steps(std::size_t list_flips) const;

  bool usable_ = false;
  SolvedParts parts_;
  std::vector<SolvedList> lists_;
  std::vector<SolvedRule> rules_;
  std::vector<std::uint32_t> alternatives_;
  std::vector<std::vector<std::uint32_t>> placeholders_;
  std::vector<bool> changes_, waived_;
  std::vector<std::uint32_t> all_parents_, first_parent_, first_use_;
  std::vector<Use> all_uses_;
  std::size_t without_alternatives_ = 0, trigger_count_ = 0, run_steps_ = 0, windows_ = 0;
  std::array<Steps, flip_levels.size()> steps_;
};

}  // namespace eligo::decide
