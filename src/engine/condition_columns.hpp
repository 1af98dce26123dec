#pragma once

#include <cstddef>
#include <cstdint>
#include <memory_resource>
#include <vector>

#include "engine/conditions.hpp"
#include "engine/runner.hpp"
#include "program/condition_plan.hpp"
#include "values/bitmap.hpp"

namespace eligo::engine {

/// The conditions of the rules that no index finds, told for all rows by the masks of their clauses: what
/// find_hits does for one row, 64 rows a word operation.
class ConditionColumns {
 public:
  /// ConditionPlan::computed_part() has been run. `plan` outlives it.
  ConditionColumns(const program::ConditionPlan& plan, const Results& results, Undecided undecided,
                   std::pmr::memory_resource& memory);

  /// Of a rule that no index finds. Rows past the last one are unspecified. Where undecided conditions are
  /// not looked for, they count as known not to be true.
  [[nodiscard]] values::TruthBits<> of(std::uint32_t rule) const {
    const std::size_t column = plan_->column(rule);
    const std::uint64_t* const known = is_open_[column] != 0 ? &known_[column * words_] : all_known_.data();
    return {&truth_[column * words_], known};
  }

 private:
  const program::ConditionPlan* plan_;
  std::size_t words_;
  std::pmr::vector<std::uint64_t> truth_, known_;  // by column and word
  std::pmr::vector<std::uint64_t> all_known_;      // of every column that is not open
  std::pmr::vector<std::uint8_t> is_open_;         // whether it may be undecided
};

}  // namespace eligo::engine
