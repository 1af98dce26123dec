#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace eligo::expression {

/// What people write who know another language, or whose keyboard or editor writes for them, and what they
/// mean by it.

/// A sign that stands for one of this language's: `（`, `≥`.
struct ForeignSign {
  char32_t point;
  std::string_view meant;  ///< a symbol, or `in`
};
/// Null where a code point is no such sign.
[[nodiscard]] const ForeignSign* foreign_sign(char32_t point) noexcept;

/// A character that nobody sees, or sees as a space.
struct InvisibleCharacter {
  char32_t point;
  std::string_view name;  ///< Unicode's
  bool is_space;          ///< or else it has no width
};
[[nodiscard]] const InvisibleCharacter* invisible_character(char32_t point) noexcept;

/// The duration that is meant by a number with a unit, `30d`, `2 weeks`, `PT24H`, `times` over: `720h`. Units
/// beyond the hour are exact only up to the week. Nothing for any other text.
[[nodiscard]] std::optional<std::string> duration_meant(std::string_view text, std::int64_t times = 1);

/// Where the bracket that opens at `open` closes in an expression, or the end of the text.
[[nodiscard]] std::size_t closing_bracket(std::string_view text, std::size_t open) noexcept;

/// `credit.score`: names joined by points.
[[nodiscard]] bool is_dotted_name(std::string_view text) noexcept;

/// What to write for a name that stands in braces or behind a sign.
[[nodiscard]] std::string bare_name_hint(std::string_view name);

/// The text without white space around it.
[[nodiscard]] std::string_view trimmed(std::string_view text) noexcept;

/// `x` or `(a + b)`: as an operand of whatever binds tightest.
[[nodiscard]] std::string grouped(std::string_view text);

}  // namespace eligo::expression
