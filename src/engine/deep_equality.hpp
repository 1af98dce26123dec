#pragma once

#include <cstdint>

#include "values/view.hpp"

namespace eligo::engine {

/// The answer to a question that may be unknown.
enum class Answer : std::uint8_t { no, yes, unknown };

/// Whether two values are equal: lists element by element, numbers exactly across int and double, values
/// of other kinds never. An unknown part makes it unknown, unless other parts already differ.
[[nodiscard]] Answer deep_equal(const values::View& left, std::size_t left_row, const values::View& right,
                                std::size_t right_row);

/// Whether `value` equals an element of the list in row `list_row`; unknown elements count only if no other
/// one is equal.
[[nodiscard]] Answer deep_contains(const values::View& lists, std::size_t list_row, const values::View& value,
                                   std::size_t value_row);

/// Equal by number in the dictionary where that decides, else by content.
[[nodiscard]] inline bool equal_strings(const values::StringValue& left, const values::StringValue& right) {
  constexpr std::uint32_t unknown = values::StringValue::unknown_code;
  const bool looked_up = left.code != unknown && right.code != unknown;
  if (looked_up && (left.code | right.code) != values::StringValue::absent_code)
    return left.code == right.code;
  return left.text() == right.text();
}

}  // namespace eligo::engine
