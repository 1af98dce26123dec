#include "engine/runner.hpp"

#include <algorithm>
#include <cstring>

#include "engine/execution.hpp"
#include "engine/gather.hpp"
#include "engine/operand.hpp"
#include "engine/step.hpp"

namespace eligo::engine {

using program::Slot;
using values::View;

namespace {

bool is_aggregate(values::Kind kind) { return kind == values::Kind::list || kind == values::Kind::record; }

/// A column in which one row stands for all, written out.
View written_out(const View& column, std::size_t rows, Arena& arena) {
  auto* const first = arena.take<std::uint32_t>(rows);
  std::fill_n(first, rows, 0);
  return gather(column, first, rows, arena);
}

/// Facts are read where they are.
void place_facts(const Execution& run, std::span<const View> facts, std::size_t rows) {
  for (const ValueId id : run.program->facts()) {
    const Operation& operation = run.operations[id];
    const View& fact = facts[operation.detail];
    if (fact.constant && rows != 1) [[unlikely]] {
      run.put_view(id, written_out(fact, rows, *run.arena));
    } else {
      run.slots[id] = {is_aggregate(operation.kind) ? &fact : fact.values, fact.known};
    }
  }
}

void place_now(const Execution& run, values::Nanoseconds now) {
  const ValueId id = run.program->now();
  if (id == program::no_value) return;
  const Result<values::Nanoseconds> out(run, id, 1);
  out.values[0] = now;
  out.known[0] = 1;
}

}  // namespace

Results run(const program::Program& program, std::span<const View> facts, std::size_t rows,
            values::Nanoseconds now, const RunOptions& options, std::pmr::memory_resource& memory) {
  Results results(program, memory);
  const std::span<const Slot> initial = program.initial_slots();
  const std::size_t domains = program.domains().size();
  Arena& arena = results.arena_;
  arena.reserve(program.scratch_bytes(rows));
  results.slots_ = arena.take<Slot>(initial.size());
  std::memcpy(static_cast<void*>(results.slots_), initial.data(), initial.size_bytes());
  results.domains_ = arena.take<DomainRows>(domains);
  std::fill_n(results.domains_, domains, DomainRows{});
  results.domains_[program::profile_domain].rows = rows;

  const Execution run{&program,
                      program.operations().data(),
                      program.all_operands().data(),
                      results.slots_,
                      results.domains_,
                      &arena,
                      &results.errors_,
                      &options};
  place_facts(run, facts, rows);
  place_now(run, now);
  const bool one_row = rows == 1;
  for (const ValueId id : program.order(options.every_part)) {
    const Operation& operation = run.operations[id];
    if (operation.uniform || (one_row && operation.domain == program::profile_domain)) {
      step<true>(run, operation, id);
    } else {
      step_rows(run, operation, id);
    }
  }
  return results;
}

const View& Results::make_view(program::ValueId value) const {
  const std::size_t count = program_->operations().size();
  if (views_ == nullptr) {
    views_ = arena_.take<const View*>(count);
    std::fill_n(views_, count, nullptr);
  }
  Execution run;
  run.program = program_;
  run.operations = program_->operations().data();
  run.slots = slots_;
  run.domains = domains_;
  auto* const view = arena_.take<View>(1);
  *view = run.view(value);
  views_[value] = view;
  return *view;
}

values::Cause Results::error_at(program::ValueId value, std::size_t row) const {
  const program::Operation& operation = program_->operations()[value];
  if (operation.opcode == program::Opcode::constant) return program_->constant(operation.detail).error;
  const std::pair wanted(value, static_cast<std::uint32_t>(operation.uniform ? 0 : row));
  const auto key = [](const ErrorEntry& entry) { return std::pair(entry.value, entry.row); };
  const auto found = std::ranges::lower_bound(errors_, wanted, {}, key);
  return found != errors_.end() && key(*found) == wanted ? found->cause : values::Cause::none;
}

std::pair<std::size_t, std::size_t> Results::rows_in(program::DomainId domain, std::size_t parent_row) const {
  const DomainRows& rows = domains_[domain];
  const std::size_t parent = program_->domains()[domain].uniform_parent ? 0 : parent_row;
  return {rows.offsets[parent], rows.offsets[parent + 1]};
}

}  // namespace eligo::engine
