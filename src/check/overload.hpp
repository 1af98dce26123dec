#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "check/function.hpp"
#include "values/type.hpp"

namespace eligo::check {

/// How a function is written: `a + b`, `f(a)`, `a.f()`.
enum class Style : std::uint8_t { infix, global, member };

/// What calling a function by some name with some operand types comes to. Operators whose rule is not a
/// list of types (`==`, `in`, `[]`) are not here.
struct Call {
  enum class Outcome : std::uint8_t { found, unknown_name, wrong_count, wrong_types };
  Outcome outcome = Outcome::unknown_name;
  Function function = Function::add;
  std::uint32_t overload = 0;  ///< its number in functions.inc
  values::Type result;
};

/// Picks the overload. The target of a member call is its first operand.
[[nodiscard]] Call resolve_call(std::string_view name, Style style, std::span<const values::Type> operands);

/// The forms that a name has in that style, for people: "`int + int`, `double + double`"; only those with
/// so many operands where `operands` is not 0. Empty where there are none.
[[nodiscard]] std::string forms_of(std::string_view name, Style style, std::size_t operands = 0);

/// Every name of that style, for suggestions.
[[nodiscard]] std::vector<std::string> names_of(Style style);

/// The one type that values of both types share: equal types, where an empty list fits every list. An
/// enumeration is kept where both are of the same one.
[[nodiscard]] std::optional<values::Type> join_types(const values::Type& left, const values::Type& right);

}  // namespace eligo::check
