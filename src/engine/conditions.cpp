#include "engine/conditions.hpp"

#include <algorithm>
#include <array>
#include <span>

#include "engine/fact_tests.hpp"
#include "values/order_key.hpp"

namespace eligo::engine {

namespace {

using program::ConditionPlan;
using program::RuleIndex;
using program::Test;

/// Rules of one row are found clause by clause: one clause may be true where another is undecided.
void settle(ConditionHits& hits, std::size_t first) {
  if (hits.size() - first < 2) return;
  const auto begin = hits.begin() + static_cast<std::ptrdiff_t>(first);
  std::sort(begin, hits.end(), [](const ConditionHit& left, const ConditionHit& right) {
    return std::pair(left.rule, left.undecided) < std::pair(right.rule, right.undecided);
  });
  const auto same = [](const ConditionHit& left, const ConditionHit& right) {
    return left.rule == right.rule;
  };
  hits.erase(std::unique(begin, hits.end(), same), hits.end());
}

/// Looks rules up for one row.
template <typename Row>
class Lookup {
 public:
  Lookup(const ConditionPlan& plan, const FactTests<Row>& facts, Undecided undecided, ConditionHits& hits)
      : index_(plan.index()),
        tests_(plan.tests()),
        facts_(facts),
        every_(undecided == Undecided::every),
        hits_(hits) {}

  void find() {
    for (const RuleIndex::Guard& guard : index_.guards()) {
      if (!facts_.is_known(guard.fact)) [[unlikely]] {
        if (every_ || guard.fails_closed) find_undecided(guard);
        continue;
      }
      const std::uint32_t group = group_of(guard);
      if (group != RuleIndex::no_group) visit(index_.group(group));
    }
    visit(index_.unguarded());
  }

 private:
  [[nodiscard]] std::uint32_t group_of(const RuleIndex::Guard& guard) const {
    const std::int64_t key = facts_.key(guard.fact, guard.fact_kind);
    if (guard.fact_kind == values::Kind::string) {
      const auto code = static_cast<std::size_t>(key);
      return code < guard.by_code.size() ? guard.by_code[code] : RuleIndex::no_group;
    }
    const auto found =
        std::ranges::lower_bound(guard.by_value, key, {}, [](const auto& entry) { return entry.first; });
    return found != guard.by_value.end() && found->first == key ? found->second : RuleIndex::no_group;
  }

  void visit(const RuleIndex::Group& group) {
    for (const RuleIndex::Run& run : index_.runs(group)) {
      const auto entries = index_.entries(run);
      if (run.kind == RuleIndex::Run::Kind::every) {
        for (const RuleIndex::Entry& entry : entries) try_clause(entry.clause, true);
        continue;
      }
      if (!facts_.is_known(run.fact)) [[unlikely]] {
        for (const RuleIndex::Entry& entry : entries) try_undecided(entry.clause);
        continue;
      }
      const std::int64_t key = facts_.key(run.fact, run.fact_kind);
      switch (run.kind) {
        case RuleIndex::Run::Kind::below:
          for (std::size_t i = 0; i < entries.size() && key <= entries[i].bound; ++i)
            try_clause(entries[i].clause, false);
          break;
        case RuleIndex::Run::Kind::above:
          for (std::size_t i = 0; i < entries.size() && key >= entries[i].bound; ++i)
            try_clause(entries[i].clause, false);
          break;
        case RuleIndex::Run::Kind::bands: visit_tree(index_.tree(run), entries, key); break;
        case RuleIndex::Run::Kind::every: break;
      }
    }
  }

  void visit_tree(const RuleIndex::Tree& tree, std::span<const RuleIndex::Entry> entries, std::int64_t key) {
    const auto after = std::ranges::upper_bound(tree.bounds, key);
    for (std::size_t node = tree.leaves + static_cast<std::size_t>(after - tree.bounds.begin()); node != 0;
         node /= 2) {
      for (std::uint32_t i = tree.offsets[node]; i < tree.offsets[node + 1]; ++i)
        try_clause(entries[i].clause, false);
    }
  }

  /// Of a clause whose guard holds, and what its run is sorted by.
  void try_clause(std::uint32_t number, bool only_guard) {
    const RuleIndex::Clause& clause = index_.clause(number);
    try_tests(clause, only_guard ? clause.behind_guard : clause.behind_run);
  }

  void try_undecided(std::uint32_t number) {
    const RuleIndex::Clause& clause = index_.clause(number);
    if (every_ || clause.fails_closed) try_tests(clause, 0);
  }

  void find_undecided(const RuleIndex::Guard& guard) {
    for (const std::uint32_t clause : guard.clauses) try_undecided(clause);
  }

  void try_tests(const RuleIndex::Clause& clause, std::size_t behind) {
    bool undecided = false;
    for (const std::uint32_t test : index_.tests(clause, behind)) {
      const Answer truth = facts_.ask(tests_[test]);
      if (truth == Answer::no) return;
      undecided = undecided || truth == Answer::unknown;
    }
    if (undecided && !every_ && !clause.fails_closed) return;
    hits_.push_back({clause.rule, static_cast<std::uint32_t>(facts_.row()), undecided});
  }

  const RuleIndex& index_;
  std::span<const Test> tests_;
  const FactTests<Row>& facts_;
  bool every_;
  ConditionHits& hits_;
};

/// The bits of all tests of clauses for one row.
class TestBits {
 public:
  TestBits(std::size_t words, std::pmr::memory_resource& memory) : more_(&memory) {
    if (words > few_) more_.resize(words * 2);
    truth_ = words > few_ ? more_.data() : own_.data();
    known_ = truth_ + std::max(words, few_);
  }
  TestBits(const TestBits&) = delete;
  TestBits& operator=(const TestBits&) = delete;

  /// How tests of one word came out, `truth` among `known`.
  void put(std::size_t word, std::uint64_t known, std::uint64_t truth) {
    truth_[word] |= truth;
    known_[word] |= known;
  }
  [[nodiscard]] bool all_true(const program::Mask& mask) const {
    return (truth_[mask.word] & mask.bits) == mask.bits;
  }
  [[nodiscard]] bool any_false(const program::Mask& mask) const {
    return (known_[mask.word] & ~truth_[mask.word] & mask.bits) != 0;
  }

 private:
  static constexpr std::size_t few_ = 4;
  std::array<std::uint64_t, few_ * 2> own_{};
  std::pmr::vector<std::uint64_t> more_;
  std::uint64_t *truth_, *known_;
};

/// How the tests of a run come out, before they are negated: bit i is that of the i-th.
struct RunAnswers {
  std::uint64_t truth = 0, known = 0;
};

/// Of ranges of one type of numbers. What stands where none is known may be anything.
template <typename Number, typename Row>
RunAnswers ask_numbers(const Row& row, std::span<const Test> tests) {
  RunAnswers answers;
  for (std::size_t i = 0; i < tests.size(); ++i) {
    const std::uint32_t fact = tests[i].fact;
    const std::int64_t key = values::order_key(row.template value<Number>(fact));
    answers.known |= std::uint64_t{row.is_known(fact)} << i;
    answers.truth |= std::uint64_t{is_in_range(tests[i], key)} << i;
  }
  return answers;
}

template <typename Row>
RunAnswers ask_run(const FactTests<Row>& facts, Test::Form form, std::span<const Test> tests) {
  RunAnswers answers;
  switch (form) {
    case Test::Form::integers: return ask_numbers<std::int64_t>(facts.row_values(), tests);
    case Test::Form::doubles: return ask_numbers<double>(facts.row_values(), tests);
    case Test::Form::truth:
      for (std::size_t i = 0; i < tests.size(); ++i) {
        answers.known |= std::uint64_t{facts.is_known(tests[i].fact)} << i;
        answers.truth |= std::uint64_t{facts.is_true(tests[i].fact)} << i;
      }
      break;
    case Test::Form::codes:
      for (std::size_t i = 0; i < tests.size(); ++i) {
        if (!facts.is_known(tests[i].fact)) [[unlikely]]
          continue;
        const std::int64_t code = facts.key(tests[i].fact, values::Kind::string);
        answers.known |= std::uint64_t{1} << i;
        answers.truth |= std::uint64_t{is_in_range(tests[i], code)} << i;
      }
      break;
    case Test::Form::other:
      for (std::size_t i = 0; i < tests.size(); ++i) {
        const Answer answer = facts.ask_unnegated(tests[i]);
        answers.known |= std::uint64_t{answer != Answer::unknown} << i;
        answers.truth |= std::uint64_t{answer == Answer::yes} << i;
      }
      break;
  }
  return answers;
}

/// Whether everything is known.
template <typename Row>
bool ask_facts(const ConditionPlan& plan, const FactTests<Row>& facts, TestBits& bits) {
  bool all_known = true;
  for (const program::TestRun& run : plan.test_runs()) {
    const RunAnswers answers = ask_run(facts, run.form, plan.tests().subspan(run.first, run.count));
    all_known = all_known && answers.known == values::first_rows(run.count);
    const std::size_t shift = run.first % 64;
    const std::uint64_t known = answers.known << shift;
    bits.put(run.first / 64, known, (answers.truth << shift ^ run.negated) & known);
  }
  return all_known;
}

template <typename Row>
void find_by_clauses(const ConditionPlan& plan, const FactTests<Row>& facts, ConditionHits& hits) {
  if (plan.clauses().empty()) return;
  TestBits bits(plan.words(), *hits.get_allocator().resource());
  const bool all_known = ask_facts(plan, facts, bits);
  const auto row = static_cast<std::uint32_t>(facts.row());
  const auto every = [&](const program::Clause& clause, auto test) {
    return test(clause.mask) && std::ranges::all_of(plan.more_masks(clause), test);
  };
  const auto is_true = [&](const program::Mask& mask) { return bits.all_true(mask); };
  for (const program::Clause& clause : plan.clauses()) {
    if (bits.all_true(clause.mask)) [[unlikely]] {
      if (every(clause, is_true)) hits.push_back({clause.rule, row, false});
    }
  }
  if (all_known) return;
  const auto may_be_true = [&](const program::Mask& mask) { return !bits.any_false(mask); };
  for (const program::Clause& clause : plan.clauses()) {
    if (every(clause, may_be_true) && !every(clause, is_true)) hits.push_back({clause.rule, row, true});
  }
}

template <typename Row>
void find_row_hits(const ConditionPlan& plan, const Results& results, const Row& row, Undecided undecided,
                   ConditionHits& hits) {
  const FactTests<Row> facts(results, row);
  find_by_clauses(plan, facts, hits);
  if (!plan.index().empty()) Lookup<Row>(plan, facts, undecided, hits).find();
  settle(hits, 0);
}

}  // namespace

void find_hits(const ConditionPlan& plan, const Results& results, const values::ScalarCell* cells,
               Undecided undecided, ConditionHits& hits) {
  if (cells != nullptr) {
    find_row_hits(plan, results, CellRow(cells), undecided, hits);
  } else {
    find_row_hits(plan, results, ColumnRow(results, 0), undecided, hits);
  }
}

void find_indexed_hits(const ConditionPlan& plan, const Results& results, Undecided undecided,
                       ConditionHits& hits) {
  if (plan.index().empty()) return;
  for (std::size_t row = 0; row < results.rows(); ++row) {
    const std::size_t first = hits.size();
    const ColumnRow columns(results, row);
    Lookup<ColumnRow>(plan, FactTests<ColumnRow>(results, columns), undecided, hits).find();
    settle(hits, first);
  }
}

}  // namespace eligo::engine
