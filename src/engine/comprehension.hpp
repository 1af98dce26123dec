#pragma once

#include "engine/execution.hpp"

namespace eligo::engine {

// Comprehensions. `iterate` opens a domain whose rows are the elements of a list; the body's operations
// run over them like over any other rows; a reduction takes the domain back to its parent's rows.

void iterate(const Execution& run, const Operation& operation, ValueId id);
void element(const Execution& run, const Operation& operation, ValueId id);
void position(const Execution& run, const Operation& operation, ValueId id);
void field(const Execution& run, const Operation& operation, ValueId id);
void expand(const Execution& run, const Operation& operation, ValueId id);

/// The reductions that give a boolean: all, exists, exists_one. `single`: the list has one row.
template <bool single>
void reduce_truth(const Execution& run, const Operation& operation, ValueId id);
template <bool single>
void count(const Execution& run, const Operation& operation, ValueId id);
void filter(const Execution& run, const Operation& operation, ValueId id);
void map(const Execution& run, const Operation& operation, ValueId id);

/// The parent row of each row of a domain.
[[nodiscard]] const std::uint32_t* parents_of(const Execution& run, program::DomainId domain);

/// The row of domain `outer` to which a row of `domain` belongs; `outer` is an ancestor or itself.
[[nodiscard]] std::size_t row_in(const Execution& run, program::DomainId domain, std::size_t row,
                                 program::DomainId outer);

}  // namespace eligo::engine
