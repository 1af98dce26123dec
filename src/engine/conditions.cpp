#include "engine/conditions.hpp"

#include <algorithm>
#include <bit>
#include <span>
#include <utility>

#include "engine/fact_tests.hpp"
#include "values/bitmap.hpp"
#include "values/inline_vector.hpp"
#include "values/order_key.hpp"

namespace eligo::engine {

namespace {

using program::ConditionPlan;
using program::RuleIndex;
using program::Test;
using program::TestWord;

/// Rules are found clause by clause: one clause may be true where another is undecided.
void settle(RowHits& hits) {
  if (hits.size() < 2) return;
  std::ranges::sort(hits, {}, [](const ConditionHit& hit) { return std::pair(hit.rule, hit.undecided); });
  const auto same_rule = [](const ConditionHit& left, const ConditionHit& right) {
    return left.rule == right.rule;
  };
  hits.erase(std::unique(hits.begin(), hits.end(), same_rule), hits.end());
}

/// Looks rules up for one row.
template <typename Row>
class Lookup {
 public:
  Lookup(const ConditionPlan& plan, const FactTests<Row>& facts, Undecided undecided, RowHits& hits)
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
  RowHits& hits_;
};

/// How tests come out, by their bits; those that are true are also known.
struct Answers {
  std::uint64_t truth = 0, known = 0;
};

/// The bits of all tests of clauses for one row.
class TestBits {
 public:
  explicit TestBits(std::size_t words) : truth_(words), known_(words) {}

  void put(std::size_t word, const Answers& answers) {
    truth_[word] = answers.truth;
    known_[word] = answers.known;
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
  values::InlineVector<std::uint64_t, 4> truth_, known_;
};

/// The tests of a word from `first` on, one by one.
template <typename Row>
[[gnu::noinline]] Answers ask_each(const FactTests<Row>& facts, std::span<const Test> tests,
                                   std::size_t first) {
  Answers answers;
  for (std::size_t bit = first; bit < tests.size(); ++bit) {
    const Answer answer = facts.ask(tests[bit]);
    answers.known |= std::uint64_t{answer != Answer::unknown} << bit;
    answers.truth |= std::uint64_t{answer == Answer::yes} << bit;
  }
  return answers;
}

/// Which of the facts asked are known. Seldom asked, and kept out of what nearly all decisions take.
[[gnu::noinline]] std::uint64_t known_facts(const CellRow& row, std::span<const Test> tests) {
  std::uint64_t known = 0;
  for (std::size_t bit = 0; bit < tests.size(); ++bit)
    known |= std::uint64_t{row.is_known(tests[bit].fact)} << bit;
  return known;
}

Answers ask_word(const ConditionPlan& plan, const FactTests<ColumnRow>& facts, const TestWord& word) {
  return ask_each(facts, plan.tests().subspan(word.first, word.count), 0);
}

/// What stands in a cell that is not known may be anything: a fact's answers count where it is.
[[gnu::always_inline]] inline Answers ask_word(const ConditionPlan& plan, const FactTests<CellRow>& facts,
                                               const TestWord& word) {
  const std::span<const Test> tests = plan.tests().subspan(word.first, word.count);
  const CellRow row = facts.row_values();
  std::uint64_t holds = 0, all_known = 1;
  const Test* test = tests.data() + word.truths + word.integers + word.doubles;
  const auto add = [&](bool is) {
    holds = holds * 2 + (is ? 1U : 0U);
    all_known &= row.known_bits(test->fact);
  };
  for (std::size_t left = word.doubles; left > 0; --left) {
    --test;
    add(test->is_in_range(values::order_key(row.value<double>(test->fact))));
  }
  for (std::size_t left = word.integers; left > 0; --left) {
    --test;
    add(test->is_in_range(row.value<std::int64_t>(test->fact)));
  }
  for (std::size_t left = word.truths; left > 0; --left) {
    --test;
    add(row.is_true(test->fact));
  }
  holds ^= word.negated;
  for (const program::TextAnswers& text : plan.text_answers(word)) {
    holds |= plan.answers_to(text, facts.code(text.fact));
    all_known &= row.known_bits(text.fact);
  }
  Answers answers;
  answers.known = values::first_rows(word.told);
  if (all_known == 0) [[unlikely]]
    answers.known = known_facts(row, tests.first(word.told));
  answers.truth = holds & answers.known;
  if (word.told == word.count) [[likely]]
    return answers;
  const Answers asked = ask_each(facts, tests, word.told);
  return {answers.truth | asked.truth, answers.known | asked.known};
}

/// Adds the rules of which one test alone is a clause, among those that are true in a word of bits.
void add_lone(const ConditionPlan& plan, std::size_t word, std::uint64_t truth, std::uint32_t row,
              RowHits& hits) {
  for (std::uint64_t bits = truth & plan.lone_tests(word); bits != 0; bits &= bits - 1)
    hits.push_back(
        {plan.lone_rule(word * 64 + static_cast<std::size_t>(std::countr_zero(bits))), row, false});
}

/// Where the bits of all tests are in one word, as of most rule sets.
template <typename Row>
void find_in_word(const ConditionPlan& plan, const FactTests<Row>& facts, RowHits& hits) {
  Answers all;
  const auto row = static_cast<std::uint32_t>(facts.row());
  for (const TestWord& word : plan.test_words()) {
    all = ask_word(plan, facts, word);
    add_lone(plan, 0, all.truth, row, hits);
  }
  const std::uint64_t untrue = ~all.truth, untold = untrue & all.known;
  for (const program::Clause& clause : plan.joint_clauses()) {
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
void find_by_clauses(const ConditionPlan& plan, const FactTests<Row>& facts, RowHits& hits) {
  if (plan.words() <= 1) return find_in_word(plan, facts, hits);
  TestBits bits(plan.words());
  const auto row = static_cast<std::uint32_t>(facts.row());
  for (std::size_t word = 0; word < plan.words(); ++word) {
    const Answers answers = ask_word(plan, facts, plan.test_words()[word]);
    bits.put(word, answers);
    add_lone(plan, word, answers.truth, row, hits);
  }
  const auto every = [&](const program::Clause& clause, auto test) {
    return test(clause.mask) && std::ranges::all_of(plan.more_masks(clause), test);
  };
  const auto is_true = [&](const program::Mask& mask) { return bits.all_true(mask); };
  for (const program::Clause& clause : plan.joint_clauses()) {
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
void find_row_hits(const ConditionPlan& plan, const AskedFacts& asked, const Row& row, Undecided undecided,
                   RowHits& hits) {
  const FactTests<Row> facts(asked, row);
  find_by_clauses(plan, facts, hits);
  const bool repeats = !plan.index().empty() && Lookup<Row>(plan, facts, undecided, hits).find();
  if (plan.repeats_rules() || repeats) settle(hits);
}

}  // namespace

void find_hits(const ConditionPlan& plan, const AskedFacts& facts, const values::ScalarCell* cells,
               Undecided undecided, RowHits& hits) {
  if (cells != nullptr) {
    find_row_hits(plan, facts, CellRow(cells), undecided, hits);
  } else {
    find_row_hits(plan, facts, ColumnRow(facts.views, 0), undecided, hits);
  }
}

void find_indexed_hits(const ConditionPlan& plan, const Results& results, Undecided undecided,
                       ConditionHits& hits) {
  if (plan.index().empty()) return;
  const AskedFacts asked = AskedFacts::of(results);
  RowHits found;
  for (std::size_t row = 0; row < results.rows(); ++row) {
    found.clear();
    const ColumnRow columns(asked.views, row);
    const bool repeats =
        Lookup<ColumnRow>(plan, FactTests<ColumnRow>(asked, columns), undecided, found).find();
    if (plan.repeats_rules() || repeats) settle(found);
    hits.insert(hits.end(), found.begin(), found.end());
  }
}

}  // namespace eligo::engine
