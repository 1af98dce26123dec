#pragma once

#include <string_view>

namespace eligo::expression {

/// How tightly an operator binds; higher binds tighter. As CEL has it.
enum Precedence : int {
  precedence_any = 0,
  precedence_conditional = 1,
  precedence_or = 2,
  precedence_and = 3,
  precedence_relation = 4,
  precedence_sum = 5,
  precedence_product = 6,
  precedence_unary = 7,
  precedence_primary = 8,
};

/// The precedence of a binary operator as written (`in` included); `precedence_any` for anything else.
[[nodiscard]] Precedence binary_precedence(std::string_view text) noexcept;

/// Words that CEL keeps for other languages (`if`, `var`, …): no name may be one.
[[nodiscard]] bool is_reserved_word(std::string_view text) noexcept;

/// `true`, `false`, `null`, `in`: they cannot even follow a `.`.
[[nodiscard]] bool is_keyword(std::string_view text) noexcept;

/// `[A-Za-z_][A-Za-z0-9_]*`.
[[nodiscard]] constexpr bool is_name_start(char c) noexcept {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_';
}
[[nodiscard]] constexpr bool is_digit(char c) noexcept { return c >= '0' && c <= '9'; }
[[nodiscard]] constexpr bool is_name_part(char c) noexcept { return is_name_start(c) || is_digit(c); }

}  // namespace eligo::expression
