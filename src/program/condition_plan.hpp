#pragma once

#include <bit>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "program/distinct_lists.hpp"
#include "program/program.hpp"
#include "program/rule_index.hpp"
#include "program/test.hpp"

namespace eligo::program {

/// Of a condition one way to be true: every one of these tests is. The bits of tests beyond the first word
/// that it asks for stand in ConditionPlan::more_masks().
struct Clause {
  std::uint32_t rule = 0;
  Mask mask;
  std::uint32_t first_more = 0, more = 0;

  [[nodiscard]] bool is_one_test() const { return more == 0 && std::has_single_bit(mask.bits); }
  /// Its number, or that of the first.
  [[nodiscard]] std::size_t first_test() const {
    return mask.word * std::size_t{64} + static_cast<std::size_t>(std::countr_zero(mask.bits));
  }
};

/// Tests of one form, which stand side by side, their bits in one word; of codes those of one fact.
struct TestRun {
  Test::Form form = Test::Form::other;
  std::uint32_t first = 0, count = 0;
  std::uint64_t negated = 0;  ///< the bits of those that are, in word `first / 64`
  /// Where the answers to a string's codes begin, for ConditionPlan::answers_by_code(); no_answers where they
  /// would be too many.
  std::uint32_t answers = no_answers;
  static constexpr std::uint32_t no_answers = 0xFFFF'FFFF;
};

/// The tests of one word of bits, as one profile is asked them: by form, each in a loop of its own. Numbers
/// and bools have the first bits.
struct TestWord {
  std::uint32_t first = 0, count = 0;
  std::uint8_t truths = 0, integers = 0, doubles = 0;  ///< how many of them, in that order
  std::uint8_t told = 0;                    ///< these, and those of texts: all others are asked one by one
  std::uint32_t first_text = 0, texts = 0;  ///< see ConditionPlan::text_answers()
  std::uint64_t negated = 0;                ///< of numbers and bools
};
/// A string fact, and where the answers to its codes begin (TestRun::answers).
struct TextAnswers {
  std::uint32_t fact = 0, answers = 0;
};

/// The conditions of all rules as clauses of tests, for deciding row by row: a condition is true where one of
/// its clauses is, a clause where all of its tests are (disjunctive normal form; exact in three-valued logic,
/// where the distributive laws and De Morgan's hold). A test asks one fact, or what operations compute. Rules
/// that an index finds have no clause here. Worked out once from a program. Immutable.
class ConditionPlan {
 public:
  /// Fewer clauses on one fact are told faster by looking at all of them.
  static constexpr std::size_t usual_least_indexed = 32;

  /// `fails_closed`: by rule, whether it matters that its condition is undecided. `least_indexed`: how many
  /// clauses are to hang by one fact.
  ConditionPlan(const Program& program, std::vector<bool> fails_closed,
                std::size_t least_indexed = usual_least_indexed);

  /// Those of clauses, in the order of their bits, and behind them those of the index alone.
  [[nodiscard]] std::span<const Test> tests() const { return tests_; }
  /// Words that the bits of the clauses' tests take.
  [[nodiscard]] std::size_t words() const { return (bits_ + 63) / 64; }
  [[nodiscard]] std::size_t bits() const { return bits_; }
  /// Of all that have bits.
  [[nodiscard]] std::span<const TestRun> test_runs() const { return test_runs_; }
  /// The same tests, word by word.
  [[nodiscard]] std::span<const TestWord> test_words() const { return test_words_; }
  [[nodiscard]] std::span<const TextAnswers> text_answers(const TestWord& word) const {
    return std::span(text_answers_).subspan(word.first_text, word.texts);
  }
  /// The answers to a code; those that are not negated are true.
  [[nodiscard]] std::uint64_t answers_to(const TextAnswers& text, std::uint32_t code) const {
    return code_answers_[text.answers + code];
  }
  /// Of a run of codes that has them, by code, which of its tests are true, by their bits.
  [[nodiscard]] const std::uint64_t* answers_by_code(const TestRun& run) const {
    return code_answers_.data() + run.answers;
  }
  /// Whether a condition has several clauses, so that a rule may be found more than once.
  [[nodiscard]] bool repeats_rules() const { return repeats_rules_; }
  /// Ascending by rule.
  [[nodiscard]] std::span<const Clause> clauses() const { return clauses_; }
  [[nodiscard]] std::span<const Mask> more_masks(const Clause& clause) const {
    return std::span(more_masks_).subspan(clause.first_more, clause.more);
  }
  /// The bits of a word's tests that are a clause alone, and of one of them the rule: deciding a row reads
  /// the rules off the bits that are true.
  [[nodiscard]] std::uint64_t lone_tests(std::size_t word) const { return lone_tests_[word]; }
  [[nodiscard]] std::uint32_t lone_rule(std::size_t test) const { return lone_rules_[test]; }
  /// All other clauses.
  [[nodiscard]] std::span<const Clause> joint_clauses() const { return joint_clauses_; }
  [[nodiscard]] const RuleIndex& index() const { return index_; }
  /// By rule: the index finds it.
  [[nodiscard]] bool is_indexed(std::uint32_t rule) const { return indexed_[rule]; }
  /// By rule: whether it matters that its condition is undecided.
  [[nodiscard]] bool fails_closed(std::uint32_t rule) const { return fails_closed_[rule]; }
  /// Rules that the index does not find are numbered among themselves, ascending.
  [[nodiscard]] std::size_t column(std::uint32_t rule) const { return columns_[rule]; }
  [[nodiscard]] std::size_t column_count() const { return column_count_; }

  /// Of a rule whose condition is one clause of tests of facts: the number of the list of those facts. A
  /// condition of another form has no_list.
  [[nodiscard]] std::uint32_t asked_list(std::uint32_t rule) const { return asked_lists_[rule]; }
  static constexpr std::uint32_t no_list = 0xFFFF'FFFF;
  /// Ascending.
  [[nodiscard]] std::span<const std::uint32_t> asked_facts(std::uint32_t list) const { return asked_[list]; }

  /// What operations compute before conditions can be told; ascending, with what it needs.
  [[nodiscard]] std::span<const ValueId> computed_part() const { return computed_part_; }

  /// As people read it: what is asked of each fact, and under what rules hang.
  [[nodiscard]] std::string listing(const Program& program) const;

 private:
  class Maker;

  std::vector<Test> tests_;
  std::uint32_t bits_ = 0;
  bool repeats_rules_ = false;
  std::vector<TestRun> test_runs_;
  std::vector<TestWord> test_words_;
  std::vector<TextAnswers> text_answers_;
  std::vector<std::uint64_t> code_answers_;  // run by run, a word for each code
  std::vector<Clause> clauses_;
  std::vector<Mask> more_masks_;
  std::vector<std::uint64_t> lone_tests_;  // by word
  std::vector<std::uint32_t> lone_rules_;  // by test
  std::vector<Clause> joint_clauses_;
  RuleIndex index_;
  std::vector<bool> fails_closed_, indexed_;
  std::vector<std::uint32_t> columns_;
  std::size_t column_count_ = 0;
  std::vector<std::uint32_t> asked_lists_;  // by rule
  DistinctLists<std::uint32_t> asked_;
  std::vector<ValueId> computed_part_;
};

}  // namespace eligo::program
