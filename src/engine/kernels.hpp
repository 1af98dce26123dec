#pragma once

#include "engine/execution.hpp"

/// The kernels that are no loop of operand.hpp.
namespace eligo::engine {

/// The string operations, from size_string to replace but for split and join.
template <bool single>
void string_operation(const Execution& run, const Operation& operation, ValueId id);

extern template void string_operation<true>(const Execution&, const Operation&, ValueId);
extern template void string_operation<false>(const Execution&, const Operation&, ValueId);

/// Marks the rows of the profiles whose texts are more than the operation may look at; null where none are.
[[nodiscard]] const std::uint64_t* texts_over_budget(const Execution& run, const Operation& operation);

/// The conversions, from string_to_boolean to string_to_duration.
template <bool single>
void convert(const Execution& run, const Operation& operation, ValueId id);

extern template void convert<true>(const Execution&, const Operation&, ValueId);
extern template void convert<false>(const Execution&, const Operation&, ValueId);

/// A string that an expression made.
[[nodiscard]] inline values::StringValue computed_string(std::string_view text) {
  return {text.data(), static_cast<std::uint32_t>(text.size()), values::StringValue::unknown_code};
}

// On lists, for any number of rows.

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
