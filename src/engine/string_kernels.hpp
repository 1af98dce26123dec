#pragma once

#include "engine/execution.hpp"

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

}  // namespace eligo::engine
