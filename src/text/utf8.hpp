#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace eligo::text {

/// One step through UTF-8 text.
struct CodePoint {
  char32_t value = 0;     ///< U+FFFD where the bytes are not UTF-8
  std::size_t bytes = 1;  ///< at least 1, so that a loop always ends
  bool valid = true;
};

/// The code point that begins at `offset`, which lies within the text. A byte that cannot begin or
/// continue one counts as one invalid code point, so any bytes can be walked over.
[[nodiscard]] CodePoint code_point_at(std::string_view text, std::size_t offset) noexcept;

/// Whether a byte continues a code point.
[[nodiscard]] constexpr bool is_continuation(char byte) noexcept {
  return (static_cast<unsigned char>(byte) & 0xC0U) == 0x80U;
}

/// The bytes of the first code point of a text that is valid and not empty.
[[nodiscard]] inline std::size_t code_point_size(std::string_view text) noexcept {
  std::size_t size = 1;
  while (size < text.size() && is_continuation(text[size])) ++size;
  return size;
}

/// How many code points the text has, invalid bytes counting one each.
[[nodiscard]] std::size_t count_code_points(std::string_view text) noexcept;

/// The offset of the first byte that is not UTF-8; npos where there is none.
[[nodiscard]] std::size_t find_invalid_utf8(std::string_view text) noexcept;

/// Appends a code point in UTF-8. It must be a Unicode scalar value.
void append_utf8(std::string& out, char32_t value);

/// How a code point is written: `U+00A0`, `U+1F600`.
[[nodiscard]] std::string code_point_name(char32_t point);

}  // namespace eligo::text
