#include <memory_resource>

#include "engine/execution.hpp"
#include "program/lowering.hpp"

namespace eligo::program {

namespace {

/// Runs one operation on constants: one row, no facts, and an instant that no operand can depend on.
Folded evaluate(const Program& program, ValueId id, std::span<Slot> slots) {
  std::pmr::memory_resource& memory = *std::pmr::new_delete_resource();
  engine::Arena arena(memory);
  std::pmr::vector<engine::ErrorEntry> errors(&memory);
  const engine::RunOptions options;
  engine::DomainRows profiles;
  profiles.rows = 1;
  const engine::Execution run{&program,
                              program.operations().data(),
                              program.all_operands().data(),
                              slots.data(),
                              nullptr,
                              &profiles,
                              &arena,
                              &errors,
                              &options};
  engine::step_rows(run, run.operations[id], id);
  Folded folded{values::value_at(run.view(id), 0), values::Cause::none};
  if (!errors.empty()) folded.error = errors.front().cause;
  if (!folded.value.known())
    folded.value = {
        values::Unknown{folded.error == values::Cause::none ? values::Cause::absent : folded.error}};
  return folded;
}

}  // namespace

Program compile(const check::CheckedRuleSet& rules, const Limits& limits) {
  return lower(rules, &evaluate, limits);
}

}  // namespace eligo::program
