#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace eligo::diagnostics {

/// One step through UTF-8 text.
struct CodePoint {
  char32_t value = 0;     ///< U+FFFD where the bytes are not UTF-8
  std::size_t bytes = 1;  ///< at least 1, so that a loop always ends
  bool valid = true;
};

/// The code point that begins at `offset`, which lies within the text. A byte that cannot begin or
/// continue one counts as one invalid code point, so any bytes can be walked over.
[[nodiscard]] CodePoint code_point_at(std::string_view text, std::size_t offset) noexcept;

/// How many code points the text has, invalid bytes counting one each.
[[nodiscard]] std::size_t count_code_points(std::string_view text) noexcept;

/// The text, or its first `most` code points and `…` where it has more. Takes time by `most`, not by its
/// length.
[[nodiscard]] std::string cut(std::string_view text, std::size_t most);

/// Appends a code point in UTF-8. It must be a Unicode scalar value.
void append_utf8(std::string& text, char32_t value);

/// The text with nothing in it that could act on a terminal or spoil valid UTF-8: control characters
/// become spaces, invalid bytes U+FFFD. The number of code points stays. What comes from outside (a rule set,
/// a profile, a file's name, an argument) goes to people through this function only.
[[nodiscard]] std::string printable(std::string_view text);

}  // namespace eligo::diagnostics
