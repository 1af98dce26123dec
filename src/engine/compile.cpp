#include "engine/compile.hpp"

#include <array>
#include <cstddef>
#include <memory_resource>

#include "engine/execution.hpp"
#include "program/lowering.hpp"

namespace eligo::engine {

namespace {

/// Runs one operation on constants: one row, no facts, and an instant that no operand can depend on.
program::Folded evaluate(const program::Program& program, ValueId id, std::span<program::Slot> slots) {
  std::array<std::byte, 4096> buffer;  // enough for most
  std::pmr::monotonic_buffer_resource memory(buffer.data(), buffer.size());
  Arena arena(memory);
  std::pmr::vector<ErrorEntry> errors(&memory);
  const RunOptions options;
  DomainRows profiles;
  profiles.rows = 1;
  SlotTable table(slots);
  const Execution run{&program,
                      program.operations().data(),
                      program.all_operands().data(),
                      &table,
                      &profiles,
                      &arena,
                      &errors,
                      &options};
  step_rows(run, run.operations[id], id);
  program::Folded folded{values::value_at(run.view(id), 0), values::Cause::none};
  if (!errors.empty()) folded.error = errors.front().cause;
  if (!folded.value.known())
    folded.value = {
        values::Unknown{folded.error == values::Cause::none ? values::Cause::absent : folded.error}};
  return folded;
}

}  // namespace

program::Program compile(const check::CheckedRuleSet& rules, const Limits& limits) {
  return program::lower(rules, &evaluate, limits);
}

}  // namespace eligo::engine
