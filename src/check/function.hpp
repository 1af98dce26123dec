#pragma once

#include <cstdint>
#include <string_view>

namespace eligo::check {

/// The functions and operators of the language, declared in functions.inc. The operand types pick the form,
/// an overload: `add` is integer, floating, string, list, timestamp + duration and so on.
enum class Function : std::uint8_t {
#define FUNCTION(id, name, failure, time) id,
#define OVERLOAD(id, style, operands, result, opcode, lowered)
#include "check/functions.inc"
#undef OVERLOAD
#undef FUNCTION
};

/// As written in an expression: `+`, `size`, `math.greatest`.
[[nodiscard]] std::string_view function_name(Function function) noexcept;
/// Whether a call of known operands can be unknown, by a run-time error.
[[nodiscard]] bool may_fail(Function function) noexcept;
/// Whether it is known, for an operand that moves with `now`, when what it gives changes. For scalar
/// operands.
[[nodiscard]] bool can_be_followed(Function function) noexcept;

/// `==`, `!=`, `<`, `<=`, `>`, `>=`.
[[nodiscard]] constexpr bool is_comparison(Function function) noexcept {
  return function >= Function::equal && function <= Function::greater_equal;
}
/// `getFullYear` to `getMilliseconds`.
[[nodiscard]] constexpr bool is_time_accessor(Function function) noexcept {
  return function >= Function::get_full_year && function <= Function::get_milliseconds;
}

}  // namespace eligo::check
