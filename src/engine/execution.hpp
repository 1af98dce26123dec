#pragma once

#include <cstddef>
#include <cstdint>
#include <memory_resource>
#include <vector>

#include "engine/arena.hpp"
#include "engine/runner.hpp"
#include "engine/slot_table.hpp"
#include "program/program.hpp"

namespace eligo::engine {

using program::Operation;
using program::ValueId;

/// Whether slots of this kind point to a view.
[[nodiscard]] constexpr bool is_aggregate(values::Kind kind) {
  return kind == values::Kind::list || kind == values::Kind::record;
}

/// What kernels work on: the slots of a run, and where to take memory.
struct Execution {
  const program::Program* program = nullptr;
  const Operation* operations = nullptr;
  const ValueId* operands = nullptr;  ///< all operations' operands
  SlotTable* slots = nullptr;         ///< its cells are there where step<true> is run
  DomainRows* domains = nullptr;
  Arena* arena = nullptr;
  std::pmr::vector<ErrorEntry>* errors = nullptr;
  const RunOptions* options = nullptr;
  const values::View* facts = nullptr;  ///< the rule set's, in its order

  [[nodiscard]] ValueId operand(const Operation& operation, std::size_t index) const {
    if (index == 0) return operation.left;
    if (index == 1) return operation.right;
    return operands[operation.first + index];
  }
  [[nodiscard]] program::Slot& slot(ValueId value) const { return slots->slot(value, *arena); }
  [[nodiscard]] Cell& cell(ValueId value) const { return slots->cell(value, *arena); }
  /// The rows that an operation computes.
  [[nodiscard]] std::size_t rows(const Operation& operation) const {
    return operation.constant ? 1 : domains[operation.domain].rows;
  }
  [[nodiscard]] values::View view(ValueId value) const;
  void put_view(ValueId value, const values::View& view) const;
  void record(ValueId value, std::size_t row, values::Cause cause) const {
    errors->push_back({value, static_cast<std::uint32_t>(row), cause});
  }
};

/// Runs one operation for all of its rows.
void step_rows(const Execution& run, const Operation& operation, ValueId id);

}  // namespace eligo::engine
