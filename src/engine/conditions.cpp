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
using program::TestRun;

/// Rules of one row are found clause by clause: one clause may be true where another is undecided.
void settle(ConditionHits& hits, std::size_t first) {
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

  /// Whether a clause may have been found more than once.
  bool find() {
    fetch_entries();
    for (const RuleIndex::Guard& guard : index_.guards()) {
      if (!facts_.is_known(guard.fact)) [[unlikely]] {
        if (every_ || guard.fails_closed) find_undecided(guard);
        continue;
      }
      const std::uint32_t group = group_of(guard);
      if (group != RuleIndex::no_group) visit(index_.group(group));
    }
    visit(index_.unguarded());
    return repeats_;
  }

 private:
  // Of many rules the entries are in no near cache: all that are looked at come at once, and not one behind
  // the other.
  void fetch_entries() const {
    for (const RuleIndex::Guard& guard : index_.guards()) {
      if (guard.fact_kind != values::Kind::string || !facts_.is_known(guard.fact)) continue;
      const std::uint32_t group = group_of(guard);
      if (group == RuleIndex::no_group) continue;
      for (const RuleIndex::Run& run : index_.runs(index_.group(group)))
        __builtin_prefetch(index_.entries(run).data());
    }
  }

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
        for (const RuleIndex::Entry& entry : entries) try_entry(entry, run.kind);
        continue;
      }
      if (!facts_.is_known(run.fact)) [[unlikely]] {
        for (const RuleIndex::Entry& entry : entries) try_undecided(entry.clause);
        repeats_ = repeats_ || run.kind == RuleIndex::Run::Kind::bands;  // hang under several nodes
        continue;
      }
      const std::int64_t key = facts_.key(run.fact, run.fact_kind);
      switch (run.kind) {
        case RuleIndex::Run::Kind::below:
          for (std::size_t i = 0; i < entries.size() && key <= entries[i].bound; ++i)
            try_entry(entries[i], run.kind);
          break;
        case RuleIndex::Run::Kind::above:
          for (std::size_t i = 0; i < entries.size() && key >= entries[i].bound; ++i)
            try_entry(entries[i], run.kind);
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
        try_entry(entries[i], RuleIndex::Run::Kind::bands);
    }
  }

  /// Of a clause whose guard holds, and what its run is sorted by.
  void try_entry(const RuleIndex::Entry& entry, RuleIndex::Run::Kind kind) {
    if (!entry.asks_more) return add_hit(entry.rule, false);
    const RuleIndex::Clause& clause = index_.clause(entry.clause);
    try_tests(clause, RuleIndex::told_by(kind, clause));
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
    add_hit(clause.rule, undecided);
  }

  void add_hit(std::uint32_t rule, bool undecided) {
    hits_.push_back({rule, static_cast<std::uint32_t>(facts_.row()), undecided});
  }

  const RuleIndex& index_;
  std::span<const Test> tests_;
  const FactTests<Row>& facts_;
  bool every_;
  bool repeats_ = false;
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
  /// Of so many tests.
  [[nodiscard]] bool all_known(std::size_t tests) const {
    std::size_t word = 0;
    while (tests > word * 64 && known_[word] == values::first_rows(tests - word * 64)) ++word;
    return tests <= word * 64;
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

/// How the tests of a run come out, by their bits; those that are true are also known.
struct RunAnswers {
  std::uint64_t truth = 0, known = 0;
};

// What is seldom asked is kept out of the loops that nearly all decisions take.

/// Which of the facts asked are known.
template <typename Row>
[[gnu::noinline]] std::uint64_t known_facts(const Row& row, const TestRun& run, std::span<const Test> tests) {
  std::uint64_t known = 0;
  for (std::size_t i = 0; i < tests.size(); ++i) known |= std::uint64_t{row.is_known(tests[i].fact)} << i;
  return known << (run.first % 64);
}

template <typename Row>
[[gnu::noinline]] RunAnswers ask_each(const FactTests<Row>& facts, const TestRun& run,
                                      std::span<const Test> tests) {
  RunAnswers answers;
  for (std::size_t i = 0; i < tests.size(); ++i) {
    const Answer answer = facts.ask(tests[i]);
    const std::size_t bit = (run.first + i) % 64;
    answers.known |= std::uint64_t{answer != Answer::unknown} << bit;
    answers.truth |= std::uint64_t{answer == Answer::yes} << bit;
  }
  return answers;
}

/// Asks facts that are scalars. What stands where nothing is known may be anything.
template <typename Row, typename Ask>
RunAnswers ask_scalars(const Row& row, const TestRun& run, std::span<const Test> tests, Ask ask) {
  std::uint64_t holds = 0;
  bool all_known = true;
  for (std::size_t i = tests.size(); i > 0; --i) {
    const Test& test = tests[i - 1];
    holds = holds * 2 + (ask(test) ? 1U : 0U);
    all_known &= row.is_known(test.fact);
  }
  const std::uint64_t known = all_known ? run.bits : known_facts(row, run, tests);
  return {(holds << (run.first % 64) ^ run.negated) & known, known};
}

template <typename Row>
[[gnu::always_inline]] inline RunAnswers ask_run(const ConditionPlan& plan, const FactTests<Row>& facts,
                                                 const TestRun& run) {
  const std::span<const Test> tests = plan.tests().subspan(run.first, run.count);
  const Row& row = facts.row_values();
  switch (run.form) {
    case Test::Form::integers:
      return ask_scalars(row, run, tests, [&](const Test& test) {
        return test.is_in_range(values::order_key(row.template value<std::int64_t>(test.fact)));
      });
    case Test::Form::doubles:
      return ask_scalars(row, run, tests, [&](const Test& test) {
        return test.is_in_range(values::order_key(row.template value<double>(test.fact)));
      });
    case Test::Form::truth:
      return ask_scalars(row, run, tests, [&](const Test& test) { return row.is_true(test.fact); });
    case Test::Form::codes: {
      const std::uint32_t fact = tests.front().fact;
      if (run.answers == TestRun::no_answers || !row.is_known(fact)) [[unlikely]]
        break;
      return {plan.answers_by_code(run)[facts.code(fact)], run.bits};
    }
    case Test::Form::other: break;
  }
  return ask_each(facts, run, tests);
}

/// Where the bits of all tests are in one word, as of most rule sets.
template <typename Row>
void find_in_word(const ConditionPlan& plan, const FactTests<Row>& facts, ConditionHits& hits) {
  RunAnswers all;
  for (const TestRun& run : plan.test_runs()) {
    const RunAnswers answers = ask_run(plan, facts, run);
    all.truth |= answers.truth;
    all.known |= answers.known;
  }
  const auto row = static_cast<std::uint32_t>(facts.row());
  const std::uint64_t untrue = ~all.truth, untold = untrue & all.known;
  for (const program::Clause& clause : plan.clauses()) {
    if ((clause.mask.bits & untrue) == 0) [[unlikely]]
      hits.push_back({clause.rule, row, false});
  }
  if (all.known == values::first_rows(plan.bits())) [[likely]]
    return;
  for (const program::Clause& clause : plan.clauses()) {
    if ((clause.mask.bits & untold) == 0 && (clause.mask.bits & untrue) != 0)
      hits.push_back({clause.rule, row, true});
  }
}

template <typename Row>
void find_by_clauses(const ConditionPlan& plan, const FactTests<Row>& facts, ConditionHits& hits) {
  if (plan.words() <= 1) return find_in_word(plan, facts, hits);
  TestBits bits(plan.words(), *hits.get_allocator().resource());
  for (const TestRun& run : plan.test_runs()) {
    const RunAnswers answers = ask_run(plan, facts, run);
    bits.put(run.first / 64, answers.known, answers.truth);
  }
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
  if (bits.all_known(plan.bits())) return;
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
  const bool repeats = !plan.index().empty() && Lookup<Row>(plan, facts, undecided, hits).find();
  if (plan.repeats_rules() || repeats) settle(hits, 0);
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
    const bool repeats =
        Lookup<ColumnRow>(plan, FactTests<ColumnRow>(results, columns), undecided, hits).find();
    if (plan.repeats_rules() || repeats) settle(hits, first);
  }
}

}  // namespace eligo::engine
