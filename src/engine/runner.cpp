#include "engine/runner.hpp"

#include <algorithm>
#include <cstring>

#include "engine/execution.hpp"
#include "engine/gather.hpp"
#include "engine/limits.hpp"
#include "engine/operand.hpp"
#include "engine/step.hpp"

namespace eligo::engine {

using program::Slot;
using values::View;

namespace {

/// Whether the operation has something to do even for no rows: to say what shape its elements have.
bool gives_shape(const Operation& operation) {
  return operation.kind == values::Kind::list || operation.kind == values::Kind::record ||
         operation.opcode == Opcode::iterate;
}

/// A column in which one row stands for all, written out.
View broadcast(const View& column, std::size_t rows, Arena& arena) {
  auto* const first = arena.allocate<std::uint32_t>(rows);
  std::fill_n(first, rows, 0);
  return gather(column, first, rows, arena);
}

/// Facts are read where they are.
void place_facts(const Execution& run, std::span<const View> facts, std::size_t rows) {
  for (const program::FactSource& source : run.program->facts()) {
    const View& fact = facts[source.fact];
    if (fact.constant && rows != 1) [[unlikely]] {
      run.put_view(source.value, broadcast(fact, rows, *run.arena));
    } else {
      run.slots[source.value] = {source.aggregate ? &fact : fact.values, fact.known};
    }
  }
}

void place_now(const Execution& run, values::Nanoseconds now) {
  const ValueId id = run.program->now();
  if (id == program::no_value) return;
  const ColumnWriter<values::Nanoseconds, true> out(run, id, 1);
  out.values[0] = now;
  out.known[0] = 1;
}

/// Makes an operation that asked for too much a run-time error of every row.
void fail_all_rows(const Execution& run, const Operation& operation) {
  const std::size_t rows = run.rows(operation);
  auto* const nothing = run.arena->allocate<RowRef>(rows);
  std::fill_n(nothing, rows, RowRef{});
  run.put_view(operation.id, gather(operation.kind, nothing, rows, *run.arena));
  for (std::size_t row = 0; row < rows; ++row) run.record(operation.id, row, values::Cause::step_budget);
}

void execute_one(const Execution& run, const Operation& operation) {
  if (operation.outermost) {
    step<true>(run, operation, operation.id);
  } else if (run.domains[operation.domain].rows != 0 || gives_shape(operation)) {
    step_rows(run, operation, operation.id);
  } else {
    // An empty list has no elements to work on.
    static_cast<void>(BitmapWriter<true>(run, operation.id, 0));
  }
}

void execute(const Execution& run, std::span<const Operation> part, std::size_t rows) {
  if (rows != 1) {
    for (const Operation& operation : part) {
      run.arena->begin_texts();
      step_rows(run, operation, operation.id);
    }
    return;
  }
  for (auto next = part.begin(); next != part.end();) {
    try {
      for (; next != part.end(); ++next) {
        run.arena->begin_texts();
        execute_one(run, *next);
      }
    } catch (const BeyondBudget&) {
      fail_all_rows(run, *next++);
    }
  }
}

}  // namespace

Execution Results::execution() const {
  return {program_,
          program_->operations().data(),
          program_->all_operands().data(),
          slots_,
          cells_,
          domains_,
          &arena_,
          &errors_,
          &options_,
          facts_.data()};
}

Results run(const program::Program& program, std::span<const View> facts, std::size_t rows,
            values::Nanoseconds now, const RunOptions& options, std::pmr::memory_resource& memory) {
  Results results(program, facts, options, memory);
  const std::span<const Slot> initial = program.initial_slots();
  const std::size_t domains = program.domains().size();
  Arena& arena = results.arena_;
  arena.reserve(program.scratch_bytes(rows));
  const Limits& limits = program.limits();
  arena.bound({limits.text_bytes, limits.copied_elements, rows == 1 ? 0 : max_batch_bytes});
  results.slots_ = arena.allocate<Slot>(initial.size());
  std::memcpy(static_cast<void*>(results.slots_), initial.data(), initial.size_bytes());
  results.cells_ = arena.allocate<Cell>(initial.size());
  results.domains_ = arena.allocate<DomainRows>(domains);
  std::fill_n(results.domains_, domains, DomainRows{});
  results.domains_[program::profile_domain].rows = rows;

  const Execution run = results.execution();
  place_facts(run, facts, rows);
  place_now(run, now);
  execute(run, options.every_part ? program.every_part() : program.verdict_part(), rows);
  results.remaining_ = !options.every_part;
  if (!options.verdict_first) results.run_remaining();
  return results;
}

void Results::run_remaining() {
  if (!std::exchange(remaining_, false)) return;
  const std::size_t before = errors_.size();
  execute(execution(), program_->remaining_part(), rows());
  if (errors_.size() == before) return;
  std::ranges::sort(errors_, {}, [](const ErrorEntry& entry) { return std::pair(entry.value, entry.row); });
}

const View& Results::make_view(program::ValueId value) const {
  const std::size_t count = program_->operations().size();
  if (views_ == nullptr) {
    views_ = arena_.allocate<const View*>(count);
    std::fill_n(views_, count, nullptr);
  }
  auto* const view = arena_.allocate<View>(1);
  *view = execution().view(value);
  views_[value] = view;
  return *view;
}

values::Cause Results::error_at(program::ValueId value, std::size_t row) const {
  const program::Operation& operation = program_->operations()[value];
  if (operation.opcode == program::Opcode::constant)
    return program_->constant(operation.constant_index()).error;
  const std::pair wanted(value, static_cast<std::uint32_t>(operation.constant ? 0 : row));
  const auto key = [](const ErrorEntry& entry) { return std::pair(entry.value, entry.row); };
  const auto found = std::ranges::lower_bound(errors_, wanted, {}, key);
  return found != errors_.end() && key(*found) == wanted ? found->cause : values::Cause::none;
}

std::size_t Results::element_rows() const {
  std::size_t rows = 0;
  for (std::size_t domain = program::profile_domain + 1; domain < program_->domains().size(); ++domain)
    rows += domains_[domain].rows;
  return rows;
}

std::pair<std::size_t, std::size_t> Results::rows_in(program::DomainId domain, std::size_t parent_row) const {
  const DomainRows& rows = domains_[domain];
  const std::size_t parent = program_->domains()[domain].constant_parent ? 0 : parent_row;
  return {rows.offsets[parent], rows.offsets[parent + 1]};
}

}  // namespace eligo::engine
