#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>

#include "engine/execution.hpp"

namespace eligo::engine {

/// Bytes of text that make one step.
inline constexpr std::uint64_t bytes_a_step = 64;

/// The profile to which a row of an operation belongs.
[[nodiscard]] std::size_t profile_of(const Execution& run, const Operation& operation, std::size_t row);

/// Marks the rows of the profiles for which the operation would take more steps than one part may; null
/// where there are none. `cost_at(row, first)` says what a row costs, in units of which `unit` make a step;
/// `first`: the row is its profile's first.
template <typename CostAt>
const std::uint64_t* rows_over_budget(const Execution& run, const Operation& operation, std::uint64_t unit,
                                      CostAt cost_at) {
  const std::size_t rows = run.rows(operation);
  const std::uint64_t most = run.program->limits().steps * unit;
  std::uint64_t* marks = nullptr;
  // A profile's rows stand side by side.
  for (std::size_t begin = 0; begin < rows;) {
    const std::size_t profile = profile_of(run, operation, begin);
    std::uint64_t total = cost_at(begin, true);
    std::size_t end = begin + 1;
    for (; end < rows && profile_of(run, operation, end) == profile; ++end) total += cost_at(end, false);
    if (total > most) {
      if (marks == nullptr) {
        const std::size_t words = values::words_for(rows);
        marks = run.arena->allocate<std::uint64_t>(words);
        std::fill_n(marks, words, 0);
      }
      for (std::size_t row = begin; row < end; ++row) values::set_bit(marks, row);
    }
    begin = end;
  }
  return marks;
}

/// While it lives, the marked rows of one operand are unknown; the operation's rows among them are recorded
/// as run-time errors.
class RowsLeftOut {
 public:
  RowsLeftOut(const Execution& run, const Operation& operation, ValueId id, const std::uint64_t* marks);
  ~RowsLeftOut();
  RowsLeftOut(const RowsLeftOut&) = delete;
  RowsLeftOut& operator=(const RowsLeftOut&) = delete;

 private:
  program::Slot* masked_ = nullptr;
  program::Slot before_;
};

}  // namespace eligo::engine
