#pragma once

#include <cstddef>
#include <string>
#include <string_view>

#include "diagnostics/code.hpp"
#include "diagnostics/place.hpp"

namespace eligo::json {

/// What may follow at a point of a JSON text.
enum class Expected : unsigned char {
  value,
  value_or_end,     ///< after `[`
  key,              ///< after `,` in an object
  key_or_end,       ///< after `{`
  colon,            ///< after a key
  comma_in_object,  ///< or `}`
  comma_in_array,   ///< or `]`
  end,              ///< after the outermost value
};

/// What is wrong at the first point at which a text is not JSON.
struct SyntaxMistake {
  diagnostics::Code code = diagnostics::Code::json_syntax;
  diagnostics::Span span;
  std::string message;
  std::string hint;
};

/// Explains why the text that is JSON up to `offset`, where `expected` may follow, does not go on so.
[[nodiscard]] SyntaxMistake explain_syntax(std::string_view text, std::size_t offset, Expected expected);

/// Where the number or word that begins at `at`, or what was meant to be one, ends.
[[nodiscard]] std::size_t end_of_word(std::string_view text, std::size_t at) noexcept;

/// Whether `c` may be the first character of a number.
[[nodiscard]] constexpr bool begins_number(char c) noexcept { return c == '-' || (c >= '0' && c <= '9'); }

/// The white space of JSON.
inline constexpr std::string_view white_space = " \t\r\n";
[[nodiscard]] constexpr bool is_white_space(char c) noexcept {
  return white_space.find(c) != std::string_view::npos;
}

/// The offset of the next byte that is not JSON's white space.
[[nodiscard]] std::size_t skip_white_space(std::string_view text, std::size_t offset) noexcept;

}  // namespace eligo::json
