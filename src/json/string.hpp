#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

namespace eligo::json {

/// Appends `text` as a JSON string, quotes included. What comes out is always valid UTF-8 and valid JSON:
/// control characters are escaped and bytes that are not UTF-8 become U+FFFD.
void append_string(std::string& out, std::string_view text);
/// The same without the quotes.
void append_escaped(std::string& out, std::string_view text);

/// Whether a text is UTF-8, by the JSON library, which is quick at it.
[[nodiscard]] bool is_utf8(std::string_view text) noexcept;

/// Reads the body of a JSON string (the bytes between the quotes), which must be valid UTF-8, and appends
/// what it means to `out`. False where an escape is malformed or half of a surrogate pair is missing.
[[nodiscard]] bool append_unescaped(std::string& out, std::string_view body);

/// Appends the body of a valid JSON string with its escapes in their shortest form: what can be seen stands
/// for itself; control characters, and what was escaped because nobody sees it, stay escaped.
void append_respelt(std::string& out, std::string_view body);

/// The number that four hexadecimal digits at `at` write; nothing where there are not four.
[[nodiscard]] std::optional<char32_t> four_hex_digits(std::string_view text, std::size_t at);

/// What a valid JSON string means; the text of any other JSON value as it is.
[[nodiscard]] std::string bare_text(std::string_view json);

}  // namespace eligo::json
