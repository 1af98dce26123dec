#pragma once

#include <cstddef>
#include <string>
#include <string_view>

#include "diagnostics/code.hpp"
#include "diagnostics/place.hpp"

namespace eligo::document {

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

/// Whether a number, or what was meant to be one, begins at `offset` and is none by JSON's grammar.
[[nodiscard]] bool is_malformed_number(std::string_view text, std::size_t offset);

/// The offset of the next byte that is not JSON's white space.
[[nodiscard]] std::size_t skip_white_space(std::string_view text, std::size_t offset) noexcept;

}  // namespace eligo::document
