#include "engine/step_budget.hpp"

#include <bit>

#include "engine/comprehension.hpp"

namespace eligo::engine {

std::size_t profile_of(const Execution& run, const Operation& operation, std::size_t row) {
  if (operation.constant) return 0;
  program::DomainId domain = operation.domain;
  while (domain != program::profile_domain) {
    row = parents_of(run, domain)[row];
    const program::Domain& shape = run.program->domains()[domain];
    if (shape.constant_parent) return 0;
    domain = shape.parent;
  }
  return row;
}

RowsLeftOut::RowsLeftOut(const Execution& run, const Operation& operation, ValueId id,
                         const std::uint64_t* marks) {
  if (marks == nullptr) return;
  // An operand with as many rows as the operation: there is one, or the operation would be constant.
  std::size_t which = 0;
  while (run.operations[run.operand(operation, which)].constant != operation.constant) ++which;
  masked_ = &run.slot(run.operand(operation, which));
  before_ = *masked_;
  const std::size_t rows = run.rows(operation);
  const std::size_t words = values::words_for(rows);
  auto* const known = run.arena->allocate<std::uint64_t>(words);
  for (std::size_t word = 0; word < words; ++word) {
    known[word] = before_.known[word] & ~marks[word];
    for (std::uint64_t left = before_.known[word] & marks[word]; left != 0; left &= left - 1)
      run.record(id, word * 64 + static_cast<std::size_t>(std::countr_zero(left)),
                 values::Cause::step_budget);
  }
  masked_->known = known;
}

RowsLeftOut::~RowsLeftOut() {
  if (masked_ != nullptr) *masked_ = before_;
}

}  // namespace eligo::engine
