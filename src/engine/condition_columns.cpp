#include "engine/condition_columns.hpp"

#include <algorithm>
#include <array>
#include <bit>

#include "engine/test_columns.hpp"

namespace eligo::engine {

using program::Clause;
using program::ConditionPlan;
using program::Mask;

namespace {

constexpr std::size_t block_words = TestColumns::block_words;
using Block = std::array<std::uint64_t, block_words>;

/// Calls `use` with each test of a clause.
template <typename Use>
void for_each_test(const ConditionPlan& plan, const Clause& clause, Use use) {
  const auto use_mask = [&](const Mask& mask) {
    for (std::uint64_t bits = mask.bits; bits != 0; bits &= bits - 1)
      use(mask.word * 64 + static_cast<std::size_t>(std::countr_zero(bits)));
  };
  use_mask(clause.mask);
  for (const Mask& mask : plan.more_masks(clause)) use_mask(mask);
}

/// Rows in which all tests of a clause are true.
Block all_true(const ConditionPlan& plan, const TestColumns& tests, const Clause& clause) {
  Block all;
  all.fill(values::all_rows);
  for_each_test(plan, clause, [&](std::size_t test) {
    const std::uint64_t* const truth = tests.truth(test);
    for (std::size_t word = 0; word < block_words; ++word) all[word] &= truth[word];
  });
  return all;
}

/// Rows in which none of them is false.
Block none_false(const ConditionPlan& plan, const TestColumns& tests, const Clause& clause,
                 std::size_t words) {
  Block none;
  none.fill(values::all_rows);
  for_each_test(plan, clause, [&](std::size_t test) {
    const std::uint64_t* const truth = tests.truth(test);
    const std::uint64_t* const known = tests.known(test);
    for (std::size_t word = 0; word < words; ++word) none[word] &= truth[word] | ~known[word];
  });
  return none;
}

}  // namespace

ConditionColumns::ConditionColumns(const ConditionPlan& plan, const Results& results, Undecided undecided,
                                   std::pmr::memory_resource& memory)
    : plan_(&plan),
      words_(values::words_for(results.rows())),
      truth_(plan.column_count() * words_, 0, &memory),
      known_(&memory),
      all_known_(words_, values::all_rows, &memory),
      is_open_(plan.column_count(), 0, &memory) {
  if (plan.column_count() == 0) return;
  TestColumns tests(plan, results, memory);
  bool open = false;
  for (const Clause& clause : plan.clauses()) {
    if (undecided == Undecided::failing && !plan.fails_closed(clause.rule)) continue;
    for_each_test(plan, clause, [&](std::size_t test) {
      if (tests.is_always_known(test)) return;
      is_open_[plan.column(clause.rule)] = 1;
      open = true;
    });
  }
  if (open) known_.resize(truth_.size());
  for (std::size_t first = 0; first < words_; first += block_words) {
    const std::size_t words = std::min(block_words, words_ - first);
    tests.answer(first, words);
    for (const Clause& clause : plan.clauses()) {
      const std::size_t column = plan.column(clause.rule);
      std::uint64_t* const truth = &truth_[column * words_ + first];
      Block all;
      const std::uint64_t* met = all.data();
      if (clause.is_one_test()) {
        met = tests.truth(clause.first_test());
      } else {
        all = all_true(plan, tests, clause);
      }
      for (std::size_t word = 0; word < words; ++word) truth[word] |= met[word];
      if (is_open_[column] == 0) continue;
      // First the rows in which a clause may be true; what is not true and may not be is known.
      const Block possible = none_false(plan, tests, clause, words);
      std::uint64_t* const known = &known_[column * words_ + first];
      for (std::size_t word = 0; word < words; ++word) known[word] |= possible[word];
    }
    for (std::size_t column = 0; column < is_open_.size(); ++column) {
      if (is_open_[column] == 0) continue;
      const std::uint64_t* const truth = &truth_[column * words_ + first];
      std::uint64_t* const known = &known_[column * words_ + first];
      for (std::size_t word = 0; word < words; ++word) known[word] = truth[word] | ~known[word];
    }
  }
}

}  // namespace eligo::engine
