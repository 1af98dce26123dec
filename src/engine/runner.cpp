#include "engine/runner.hpp"

#include <algorithm>
#include <array>

#include "engine/execution.hpp"
#include "engine/gather.hpp"
#include "engine/limits.hpp"
#include "engine/operand.hpp"
#include "engine/step.hpp"

namespace eligo::engine {

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

/// Strings that come with a dictionary, written out; those that are not known are empty.
const values::StringValue* decode(const View& strings, std::size_t rows, Arena& arena) {
  auto* const decoded = arena.allocate<values::StringValue>(rows);
  for (std::size_t row = 0; row < rows; ++row)
    decoded[row] = strings.is_known(row) ? strings.string_at(row)
                                         : values::StringValue{"", 0, values::StringValue::absent_code};
  return decoded;
}

/// Facts are read where they are.
void place_fact(const Execution& run, const Operation& fact) {
  const View& view = run.facts[fact.fact()];
  const std::size_t rows = run.rows(fact);
  if (view.constant && rows != 1) [[unlikely]] {
    run.put_view(fact.id, broadcast(view, rows, *run.arena));
  } else if (view.codes != nullptr) {
    run.slot(fact.id) = {decode(view, rows, *run.arena), view.known};
  } else {
    run.slot(fact.id) = {is_aggregate(fact.kind) ? &view : view.values, view.known};
  }
}

void place_now(const Execution& run, ValueId id, values::Nanoseconds now) {
  auto* const value = run.arena->allocate<values::Nanoseconds>(1);
  auto* const known = run.arena->allocate<std::uint64_t>(1);
  *value = now;
  *known = 1;
  run.slot(id) = {value, known};
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

void execute(const Execution& run, std::span<const ValueId> part, std::size_t rows) {
  if (rows != 1) {
    for (const ValueId id : part) {
      run.arena->begin_texts();
      step_rows(run, run.operations[id], id);
    }
    return;
  }
  for (auto next = part.begin(); next != part.end();) {
    try {
      for (; next != part.end(); ++next) {
        run.arena->begin_texts();
        execute_one(run, run.operations[*next]);
      }
    } catch (const BeyondBudget&) {
      fail_all_rows(run, run.operations[*next++]);
    }
  }
}

}  // namespace

Results::Results(const program::Program& program, std::span<const View> facts, std::size_t rows,
                 values::Nanoseconds now, const RunOptions& options, std::pmr::memory_resource& memory)
    : program_(&program),
      facts_(facts),
      options_(options),
      now_(now),
      rows_(rows),
      slots_(program.initial_slots(), rows == 1),
      arena_(memory),
      errors_(&memory) {
  if (options.part != Part::nothing)
    arena_.reserve(program.scratch_bytes(rows) + SlotTable::bytes(program.initial_slots().size(), rows == 1));
  const Limits& limits = program.limits();
  arena_.bound({limits.text_bytes, limits.copied_elements, rows == 1 ? 0 : max_batch_bytes});
  if (options.part != Part::nothing) make_domains();
}

void Results::make_domains() {
  const std::size_t count = program_->domains().size();
  domains_ = arena_.allocate<DomainRows>(count);
  std::fill_n(domains_, count, DomainRows{});
  domains_[program::profile_domain].rows = rows_;
}

Execution Results::execution() const {
  return {program_,
          program_->operations().data(),
          program_->all_operands().data(),
          &slots_,
          domains_,
          &arena_,
          &errors_,
          &options_,
          facts_.data()};
}

Results run(const program::Program& program, std::span<const View> facts, std::size_t rows,
            values::Nanoseconds now, const RunOptions& options, std::pmr::memory_resource& memory) {
  Results results(program, facts, rows, now, options, memory);
  if (options.part == Part::nothing) return results;
  const Execution run = results.execution();
  for (const program::FactSource& source : program.facts())
    place_fact(run, program.operations()[source.value]);
  if (program.now() != program::no_value) place_now(run, program.now(), now);
  execute(run, options.part == Part::every ? program.every_part() : program.decision_part(), rows);
  return results;
}

void Results::sort_errors(std::size_t before) {
  if (errors_.size() == before) return;
  std::ranges::sort(errors_, {}, [](const ErrorEntry& entry) { return std::pair(entry.value, entry.row); });
}

void Results::run(std::span<const ValueId> operations) {
  if (operations.empty()) return;
  if (rows() > 1) {
    std::size_t bytes = 0;
    for (const ValueId id : operations) bytes += program_->scratch_bytes(program_->operations()[id], rows());
    arena_.reserve(bytes);
  }
  execute_listed(operations);
}

void Results::execute_listed(std::span<const ValueId> operations) {
  if (domains_ == nullptr) make_domains();
  const Execution run = execution();
  const std::size_t before = errors_.size();
  for (const ValueId id : operations) {
    const Operation& operation = program_->operations()[id];
    if (operation.opcode == Opcode::fact) {
      place_fact(run, operation);
    } else if (operation.opcode == Opcode::now) {
      place_now(run, id, now_);
    } else {
      execute(run, {&id, 1}, rows());
    }
  }
  sort_errors(before);
}

void Results::require(ValueId value) {
  if (has(value)) return;
  std::array<std::byte, 1024> buffer;
  std::pmr::monotonic_buffer_resource memory(buffer.data(), buffer.size());
  // Operands stand before what uses them: the last open one is no operand of another.
  std::pmr::vector<ValueId> open({value}, &memory), needed(&memory);
  while (!open.empty()) {
    std::ranges::pop_heap(open);
    const ValueId id = open.back();
    open.pop_back();
    if (!needed.empty() && needed.back() == id) continue;
    needed.push_back(id);
    for (const ValueId operand : program_->operands(program_->operations()[id])) {
      if (has(operand)) continue;
      open.push_back(operand);
      std::ranges::push_heap(open);
    }
  }
  std::ranges::reverse(needed);
  execute_listed(needed);
}

const View& Results::make_view(program::ValueId value) const {
  auto* const view = arena_.allocate<View>(1);
  *view = execution().view(value);
  slots_.view(value, arena_) = view;
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
