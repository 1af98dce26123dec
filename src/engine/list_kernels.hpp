#pragma once

#include "engine/execution.hpp"

namespace eligo::engine {

// Kernels on lists, for any number of rows.

void size_list(const Execution& run, const Operation& operation, ValueId id);
void equal_deep(const Execution& run, const Operation& operation, ValueId id);  ///< and not_equal_deep
void in_list(const Execution& run, const Operation& operation, ValueId id);
void index_list(const Execution& run, const Operation& operation, ValueId id);
void make_list(const Execution& run, const Operation& operation, ValueId id);
void concat_list(const Execution& run, const Operation& operation, ValueId id);
void select_list(const Execution& run, const Operation& operation, ValueId id);
void select_record(const Execution& run, const Operation& operation, ValueId id);
/// greatest_element and least_element.
void extreme_element(const Execution& run, const Operation& operation, ValueId id);
void split_string(const Execution& run, const Operation& operation, ValueId id);
void join_strings(const Execution& run, const Operation& operation, ValueId id);

}  // namespace eligo::engine
