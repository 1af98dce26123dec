#include "program/rule_index.hpp"

#include <algorithm>
#include <bit>
#include <map>
#include <tuple>

#include "values/order_key.hpp"

namespace eligo::program {

namespace {

// Fewer intervals are looked through faster than a tree.
constexpr std::size_t least_tree = 32;

bool begins_lowest(const Test& range) {
  return range.low == (range.fact_kind == values::Kind::floating ? values::lowest_order_key<double>
                                                                 : values::lowest_order_key<std::int64_t>);
}

bool ends_highest(const Test& range) {
  return range.high() == (range.fact_kind == values::Kind::floating
                              ? values::highest_order_key<double>
                              : values::highest_order_key<std::int64_t>);
}

/// What a guard asks for: codes or ints.
std::vector<std::int64_t> values_of(const Test& guard, std::span<const ListSet> sets) {
  if (guard.kind == Test::Kind::range) return {guard.low};
  if (guard.fact_kind == values::Kind::integer) {
    const auto integers = sets[guard.set].integers();
    std::vector<std::int64_t> values(integers.begin(), integers.end());
    values.erase(std::unique(values.begin(), values.end()), values.end());
    return values;
  }
  const auto codes = sets[guard.set].codes();
  return {codes.begin(), codes.end()};
}

}  // namespace

class RuleIndex::Maker {
 public:
  Maker(RuleIndex& index, std::span<const Test> tests, std::span<const ListSet> sets)
      : index_(index), tests_(tests), sets_(sets) {}

  void add(const IndexedClause& given, bool fails_closed) {
    const auto number = static_cast<std::uint32_t>(index_.clauses_.size());
    Clause clause;
    clause.rule = given.rule;
    clause.first = given.first;
    clause.count = given.count;
    clause.behind_guard = clause.behind_run = given.guarded ? 1 : 0;
    clause.fails_closed = fails_closed;
    clause.sorted = given.sorted;
    const auto tests = index_.tests(clause, 0);
    if (given.sorted) {
      const Test& range = tests_[tests[clause.behind_guard]];
      ranges_.push_back(tests[clause.behind_guard]);
      if (begins_lowest(range) || ends_highest(range)) ++clause.behind_run;
    } else {
      ranges_.push_back(no_range);
    }
    index_.clauses_.push_back(clause);
    if (!given.guarded) return unguarded_.push_back(number);
    const Test& guard = tests_[tests.front()];
    for (const std::int64_t value : values_of(guard, sets_)) guarded_[{guard.fact, value}].push_back(number);
    auto& of_fact = of_guard_[guard.fact];
    of_fact.push_back(number);
  }

  void finish() {
    for (const auto& [where, clauses] : guarded_) {
      const auto& [fact, value] = where;
      const Test& test = tests_[index_.tests_[index_.clauses_[clauses.front()].first]];
      if (index_.guards_.empty() || index_.guards_.back().fact != fact) begin_guard(fact, test.fact_kind);
      Guard& guard = index_.guards_.back();
      const auto group = static_cast<std::uint32_t>(index_.groups_.size());
      index_.groups_.push_back(make_group(clauses));
      if (guard.fact_kind == values::Kind::string) {
        if (static_cast<std::size_t>(value) >= guard.by_code.size())
          guard.by_code.resize(static_cast<std::size_t>(value) + 1, no_group);
        guard.by_code[static_cast<std::size_t>(value)] = group;
      } else {
        guard.by_value.emplace_back(value, group);
      }
    }
    index_.unguarded_ = make_group(unguarded_);
  }

 private:
  static constexpr std::uint32_t no_range = 0xFFFF'FFFF;
  using Place = std::tuple<Run::Kind, std::uint32_t>;  // of a run: its kind and fact

  void begin_guard(std::uint32_t fact, values::Kind kind) {
    Guard guard;
    guard.fact = fact;
    guard.fact_kind = kind;
    guard.clauses = std::move(of_guard_[fact]);
    guard.fails_closed = std::ranges::any_of(
        guard.clauses, [&](std::uint32_t clause) { return index_.clauses_[clause].fails_closed; });
    index_.guards_.push_back(std::move(guard));
  }

  Group make_group(const std::vector<std::uint32_t>& clauses) {
    std::map<Place, std::vector<std::uint32_t>> runs;
    for (const std::uint32_t clause : clauses) runs[place_of(clause)].push_back(clause);
    Group group{static_cast<std::uint32_t>(index_.runs_.size()), 0};
    for (const auto& [place, members] : runs) {
      const auto [kind, fact] = place;
      const bool few = kind == Run::Kind::bands && members.size() < least_tree;
      Run run;
      run.kind = few ? Run::Kind::below : kind;
      run.fact = fact;
      run.first = static_cast<std::uint32_t>(index_.entries_.size());
      if (kind != Run::Kind::every) run.fact_kind = range_of(members.front()).fact_kind;
      if (run.kind == Run::Kind::bands) {
        add_tree(run, members);
      } else {
        add_sorted(run, members);
      }
      run.count = static_cast<std::uint32_t>(index_.entries_.size()) - run.first;
      index_.runs_.push_back(run);
      ++group.count;
    }
    return group;
  }

  [[nodiscard]] const Test& range_of(std::uint32_t clause) const { return tests_[ranges_[clause]]; }

  [[nodiscard]] Place place_of(std::uint32_t clause) const {
    if (ranges_[clause] == no_range) return {Run::Kind::every, 0};
    const Test& range = range_of(clause);
    if (begins_lowest(range)) return {Run::Kind::below, range.fact};
    return {ends_highest(range) ? Run::Kind::above : Run::Kind::bands, range.fact};
  }

  [[nodiscard]] Entry entry_of(const Run& run, std::uint32_t number) const {
    const Clause& clause = index_.clauses_[number];
    Entry entry;
    entry.clause = number;
    entry.rule = clause.rule & 0x7FFF'FFFFU;
    entry.asks_more = told_by(run.kind, clause) < clause.count;
    return entry;
  }

  void add_sorted(const Run& run, const std::vector<std::uint32_t>& members) {
    for (const std::uint32_t clause : members) {
      Entry entry = entry_of(run, clause);
      if (run.kind == Run::Kind::below) entry.bound = range_of(clause).high();
      if (run.kind == Run::Kind::above) entry.bound = range_of(clause).low;
      index_.entries_.push_back(entry);
    }
    const auto begin = index_.entries_.begin() + run.first;
    if (run.kind == Run::Kind::below) {
      std::stable_sort(begin, index_.entries_.end(),
                       [](const Entry& left, const Entry& right) { return left.bound > right.bound; });
    } else if (run.kind == Run::Kind::above) {
      std::stable_sort(begin, index_.entries_.end(),
                       [](const Entry& left, const Entry& right) { return left.bound < right.bound; });
    }
  }

  void add_tree(Run& run, const std::vector<std::uint32_t>& members) {
    Tree tree;
    for (const std::uint32_t clause : members) {  // with two ends: the last key is not the largest
      tree.bounds.push_back(range_of(clause).low);
      tree.bounds.push_back(range_of(clause).high() + 1);
    }
    std::ranges::sort(tree.bounds);
    tree.bounds.erase(std::unique(tree.bounds.begin(), tree.bounds.end()), tree.bounds.end());
    tree.leaves = std::bit_ceil(tree.bounds.size() + 1);
    const auto leaf_of = [&](std::int64_t key) {
      const auto after = std::upper_bound(tree.bounds.begin(), tree.bounds.end(), key);
      return tree.leaves + static_cast<std::size_t>(after - tree.bounds.begin());
    };
    std::vector<std::pair<std::size_t, std::uint32_t>> hung;  // by node
    for (const std::uint32_t clause : members) {
      std::size_t begin = leaf_of(range_of(clause).low), end = leaf_of(range_of(clause).high()) + 1;
      for (; begin < end; begin /= 2, end /= 2) {
        if (begin % 2 == 1) hung.emplace_back(begin++, clause);
        if (end % 2 == 1) hung.emplace_back(--end, clause);
      }
    }
    std::ranges::sort(hung);
    tree.offsets.assign(tree.leaves * 2 + 1, 0);
    for (const auto& [node, clause] : hung) {
      ++tree.offsets[node + 1];
      index_.entries_.push_back(entry_of(run, clause));
    }
    for (std::size_t node = 0; node + 1 < tree.offsets.size(); ++node)
      tree.offsets[node + 1] += tree.offsets[node];
    run.tree = static_cast<std::uint32_t>(index_.trees_.size());
    index_.trees_.push_back(std::move(tree));
  }

  RuleIndex& index_;
  std::span<const Test> tests_;
  std::span<const ListSet> sets_;
  std::vector<std::uint32_t> ranges_;  // by clause: the test by which it is sorted
  std::vector<std::uint32_t> unguarded_;
  std::map<std::pair<std::uint32_t, std::int64_t>, std::vector<std::uint32_t>> guarded_;
  std::map<std::uint32_t, std::vector<std::uint32_t>> of_guard_;
};

RuleIndex::RuleIndex(const std::vector<IndexedClause>& clauses, std::vector<std::uint32_t> clause_tests,
                     std::span<const Test> tests, std::span<const ListSet> sets,
                     const std::vector<bool>& fails_closed) {
  tests_ = std::move(clause_tests);
  clauses_.reserve(clauses.size());
  Maker maker(*this, tests, sets);
  for (const IndexedClause& clause : clauses) maker.add(clause, fails_closed[clause.rule]);
  maker.finish();
}

}  // namespace eligo::program
