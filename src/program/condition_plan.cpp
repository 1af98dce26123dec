#include "program/condition_plan.hpp"

#include <algorithm>
#include <map>
#include <unordered_map>
#include <utility>

#include "program/clauses.hpp"

namespace eligo::program {

namespace {

// Of a longer dictionary, and beyond so many words (128 KB) in all, each test is asked: the answers to its
// codes would take more than they save.
constexpr std::size_t most_codes = 4096, most_answers = 16'384;

// A guard of so many values would hang its clause under most of them.
constexpr std::size_t most_values = 64;

std::size_t value_count(const Test& guard, std::span<const ListSet> sets) {
  return guard.kind == Test::Kind::range ? 1 : sets[guard.set].size();
}

bool is_guard(const Test& test, std::span<const ListSet> sets) {
  if (test.negated) return false;
  if (test.fact_kind != values::Kind::string && test.fact_kind != values::Kind::integer) return false;
  if (test.kind == Test::Kind::range) return test.span == 0;
  return test.kind == Test::Kind::member && sets[test.set].size() <= most_values;
}

bool is_number_range(const Test& test) {
  return test.kind == Test::Kind::range && !test.negated && test.fact_kind != values::Kind::string;
}

}  // namespace

class ConditionPlan::Maker {
 public:
  Maker(ConditionPlan& plan, const Program& program, std::size_t least_indexed)
      : plan_(plan), program_(program), least_indexed_(least_indexed) {}

  void make(const std::vector<bool>& fails_closed) {
    const std::size_t rules = fails_closed.size();
    for (std::uint32_t rule = 0; rule < rules; ++rule)
      conditions_.push_back(clauses_of(program_, program_.rule_condition(rule)));
    plan_.repeats_rules_ =
        std::ranges::any_of(conditions_, [](const Clauses& condition) { return condition.size() > 1; });
    list_asked();
    choose_indexed();
    number_tests();
    plan_.lone_tests_.resize(plan_.words());
    plan_.lone_rules_.resize(plan_.bits_);
    std::vector<IndexedClause> indexed;
    std::vector<std::uint32_t> indexed_tests;
    std::span<const std::uint32_t> left = numbers_;
    for (std::uint32_t rule = 0; rule < rules; ++rule) {
      for (const auto& clause : conditions_[rule]) {
        const auto numbers = left.first(clause.size());
        left = left.subspan(clause.size());
        if (plan_.indexed_[rule]) {
          indexed.push_back(indexed_clause(rule, clause, numbers, indexed_tests));
        } else {
          add_clause(rule, numbers);
        }
      }
    }
    plan_.index_ = RuleIndex(indexed, std::move(indexed_tests), plan_.tests_, program_.sets(), fails_closed);
    for (std::uint32_t rule = 0; rule < rules; ++rule) {
      plan_.columns_.push_back(static_cast<std::uint32_t>(plan_.column_count_));
      if (!plan_.indexed_[rule]) ++plan_.column_count_;
    }
    list_computed();
  }

 private:
  void list_asked() {
    DistinctListsMaker<std::uint32_t> lists;
    for (const Clauses& condition : conditions_) {
      const auto is_computed = [](const Test& test) { return test.kind == Test::Kind::computed; };
      if (condition.size() != 1 || std::ranges::any_of(condition.front(), is_computed)) {
        plan_.asked_lists_.push_back(no_list);
        continue;
      }
      std::vector<std::uint32_t> facts;
      for (const Test& test : condition.front()) facts.push_back(test.fact);
      std::ranges::sort(facts);
      facts.erase(std::unique(facts.begin(), facts.end()), facts.end());
      plan_.asked_lists_.push_back(lists.number_of(std::move(facts)));
    }
    plan_.asked_ = lists.take();
  }

  // The first of the choices with the fewest values, among guards on facts that are worth an index.
  [[nodiscard]] const Test* guard_of(const std::vector<Test>& clause) const {
    const Test* best = nullptr;
    for (const Test& test : clause) {
      if (!is_guard(test, program_.sets()) || refused_guards_[test.fact]) continue;
      if (best == nullptr || value_count(test, program_.sets()) < value_count(*best, program_.sets()))
        best = &test;
    }
    return best;
  }
  [[nodiscard]] const Test* range_of(const std::vector<Test>& clause, bool guarded) const {
    const auto fits = [&](const Test& test) {
      return is_number_range(test) && (guarded || !refused_ranges_[test.fact]);
    };
    const auto found = std::ranges::find_if(clause, fits);
    return found == clause.end() ? nullptr : &*found;
  }

  // Facts by which too few clauses would hang are left out until all that are left have enough.
  void choose_indexed() {
    const std::size_t facts = program_.schema().facts.size();
    plan_.indexed_.assign(conditions_.size(), false);
    refused_guards_.assign(facts, false);
    refused_ranges_.assign(facts, false);
    for (bool changed = true; changed;) {
      changed = false;
      std::vector<std::size_t> guards(facts), ranges(facts);
      for (std::size_t rule = 0; rule < conditions_.size(); ++rule) {
        plan_.indexed_[rule] = can_be_indexed(conditions_[rule]);
        for (const auto& clause : conditions_[rule]) {
          if (!plan_.indexed_[rule]) break;
          if (const Test* const guard = guard_of(clause)) {
            ++guards[guard->fact];
          } else {
            ++ranges[range_of(clause, false)->fact];
          }
        }
      }
      const auto refuse = [&](const std::vector<std::size_t>& counts, std::vector<bool>& refused) {
        for (std::size_t fact = 0; fact < facts; ++fact) {
          if (counts[fact] == 0 || counts[fact] >= least_indexed_) continue;
          refused[fact] = changed = true;
        }
      };
      refuse(guards, refused_guards_);
      refuse(ranges, refused_ranges_);
    }
  }

  [[nodiscard]] bool can_be_indexed(const Clauses& condition) const {
    return !condition.empty() && std::ranges::all_of(condition, [&](const std::vector<Test>& clause) {
      return guard_of(clause) != nullptr || range_of(clause, false) != nullptr;
    });
  }

  /// A test that some clauses have.
  struct Distinct {
    const Test* test = nullptr;
    bool has_bit = false;
    std::uint32_t place = 0;  // among them, as they come
  };

  /// In the order in which they come; their places stand in numbers_.
  [[nodiscard]] std::vector<Distinct> distinct_tests() {
    std::vector<Distinct> distinct;
    std::unordered_map<TestKey, std::uint32_t, TestKeyHash> places;
    for (std::size_t rule = 0; rule < conditions_.size(); ++rule) {
      for (const auto& clause : conditions_[rule]) {
        for (const Test& test : clause) {
          const auto next = static_cast<std::uint32_t>(distinct.size());
          const auto [place, is_new] = places.try_emplace(key_of(test), next);
          if (is_new) distinct.push_back({&test, false, next});
          Distinct& one = distinct[place->second];
          one.has_bit = one.has_bit || !plan_.indexed_[rule];
          numbers_.push_back(one.place);
        }
      }
    }
    return distinct;
  }

  // Tests of clauses come first; those of the index alone come last.
  void number_tests() {
    std::vector<Distinct> distinct = distinct_tests();
    std::ranges::sort(distinct, {},
                      [](const Distinct& one) { return std::pair(!one.has_bit, key_of(*one.test)); });
    std::vector<std::uint32_t> by_place(distinct.size());
    for (const Distinct& one : distinct) {
      by_place[one.place] = static_cast<std::uint32_t>(plan_.tests_.size());
      plan_.tests_.push_back(*one.test);
      if (one.has_bit) ++plan_.bits_;
    }
    for (std::uint32_t& number : numbers_) number = by_place[number];
    make_runs();
    answer_codes();
    make_words();
  }

  void make_runs() {
    for (std::uint32_t number = 0; number < plan_.bits_; ++number) {
      const Test& test = plan_.tests_[number];
      auto& runs = plan_.test_runs_;
      if (number % 64 == 0 || !goes_on(runs.back(), test)) runs.push_back({test.form(), number});
      runs.back().negated |= std::uint64_t{test.negated} << (number % 64);
      ++runs.back().count;
    }
  }
  [[nodiscard]] bool goes_on(const TestRun& run, const Test& test) const {
    return run.form == test.form() &&
           (run.form != Test::Form::codes || plan_.tests_[run.first].fact == test.fact);
  }

  void answer_codes() {
    const std::size_t codes = std::size_t{program_.dictionary().size()} + 1;
    if (codes > most_codes) return;
    for (TestRun& run : plan_.test_runs_) {
      if (run.form != Test::Form::codes || plan_.code_answers_.size() + codes > most_answers) continue;
      run.answers = static_cast<std::uint32_t>(plan_.code_answers_.size());
      plan_.code_answers_.resize(run.answers + codes, run.negated);
      std::uint64_t* const answers = &plan_.code_answers_[run.answers];
      for (std::uint32_t number = run.first; number < run.first + run.count; ++number) {
        const Test& test = plan_.tests_[number];
        for (std::uint32_t code = 0; code < codes; ++code)
          answers[code] ^= std::uint64_t{holds_of_code(test, code, program_.sets())} << (number % 64);
      }
    }
  }

  // Runs stand by form: numbers and bools first, then texts, of which the last may have no answers.
  void make_words() {
    for (const TestRun& run : plan_.test_runs_) {
      if (run.first % 64 == 0) {
        TestWord& begun = plan_.test_words_.emplace_back();
        begun.first = run.first;
        begun.first_text = static_cast<std::uint32_t>(plan_.text_answers_.size());
      }
      TestWord& word = plan_.test_words_.back();
      const auto count = static_cast<std::uint8_t>(run.count);
      word.count += run.count;
      switch (run.form) {
        case Test::Form::truth: word.truths = count; break;
        case Test::Form::integers: word.integers = count; break;
        case Test::Form::doubles: word.doubles = count; break;
        case Test::Form::codes:
          if (run.answers == TestRun::no_answers) continue;
          plan_.text_answers_.push_back({plan_.tests_[run.first].fact, run.answers});
          ++word.texts;
          word.told += count;
          continue;
        case Test::Form::other: continue;
      }
      word.told += count;
      word.negated |= run.negated;
    }
  }

  void add_clause(std::uint32_t rule, std::span<const std::uint32_t> numbers) {
    std::map<std::uint32_t, std::uint64_t> masks;
    for (const std::uint32_t number : numbers) masks[number / 64] |= std::uint64_t{1} << (number % 64);
    Clause clause;
    clause.rule = rule;
    clause.first_more = static_cast<std::uint32_t>(plan_.more_masks_.size());
    bool first = true;
    for (const auto& [word, bits] : masks) {
      if (std::exchange(first, false)) {
        clause.mask = {word, bits};
      } else {
        plan_.more_masks_.push_back({word, bits});
        ++clause.more;
      }
    }
    plan_.clauses_.push_back(clause);
    if (!takes_alone(clause)) plan_.joint_clauses_.push_back(clause);
  }

  // Another rule may have the same test: only one is read off its bit.
  [[nodiscard]] bool takes_alone(const Clause& clause) {
    const auto [word, bits] = clause.mask;
    if (!clause.is_one_test() || (plan_.lone_tests_[word] & bits) != 0) return false;
    plan_.lone_tests_[word] |= bits;
    plan_.lone_rules_[clause.first_test()] = clause.rule;
    return true;
  }

  [[nodiscard]] IndexedClause indexed_clause(std::uint32_t rule, const std::vector<Test>& tests,
                                             std::span<const std::uint32_t> numbers,
                                             std::vector<std::uint32_t>& listed) const {
    IndexedClause clause;
    clause.first = static_cast<std::uint32_t>(listed.size());
    clause.count = static_cast<std::uint16_t>(tests.size());
    clause.rule = rule;
    const Test* const guard = guard_of(tests);
    const Test* const range = range_of(tests, guard != nullptr);
    clause.guarded = guard != nullptr;
    clause.sorted = range != nullptr && range != guard;
    if (clause.guarded) listed.push_back(numbers[static_cast<std::size_t>(guard - tests.data())]);
    if (clause.sorted) listed.push_back(numbers[static_cast<std::size_t>(range - tests.data())]);
    for (std::size_t i = 0; i < tests.size(); ++i) {
      if (&tests[i] != guard && (&tests[i] != range || !clause.sorted)) listed.push_back(numbers[i]);
    }
    return clause;
  }

  void list_computed() {
    std::vector<ValueId> open;
    if (!program_.segment_conditions().empty()) open.push_back(program_.segment_index());
    for (const Test& test : plan_.tests_) {
      if (test.kind == Test::Kind::computed) open.push_back(test.value);
    }
    std::vector<bool> listed(program_.operations().size());
    while (!open.empty()) {
      const ValueId value = open.back();
      open.pop_back();
      const Operation& operation = program_.operations()[value];
      if (listed[value] || operation.opcode == Opcode::constant) continue;
      listed[value] = true;
      plan_.computed_part_.push_back(value);
      const auto operands = program_.operands(operation);
      open.insert(open.end(), operands.begin(), operands.end());
    }
    std::ranges::sort(plan_.computed_part_);
  }

  ConditionPlan& plan_;
  const Program& program_;
  std::size_t least_indexed_;
  std::vector<Clauses> conditions_;
  std::vector<bool> refused_guards_, refused_ranges_;  // by fact
  std::vector<std::uint32_t> numbers_;                 // of all tests, rule by rule and clause by clause
};

ConditionPlan::ConditionPlan(const Program& program, std::vector<bool> fails_closed,
                             std::size_t least_indexed)
    : fails_closed_(std::move(fails_closed)) {
  Maker(*this, program, least_indexed).make(fails_closed_);
}

}  // namespace eligo::program
