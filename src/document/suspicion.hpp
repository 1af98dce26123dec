#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>

namespace eligo::document {

/// Where a value is written: that decides what is suspicious, and what was likely meant.
enum class ValueOrigin : std::uint8_t { list_file, json };

/// A sign that a value is another text than was meant.
struct Suspicion {
  /// In order of precedence.
  enum class Kind : std::uint8_t {
    control,      ///< a control character or a line separator
    invisible,    ///< zero width, directional, no-break space, soft hyphen, byte order mark
    white_space,  ///< around it; in list files, which are trimmed, only the ideographic space
    quotes,       ///< around it
    bullet,       ///< `- x` or `* x`
    comment,      ///< ` # …`, ` // …` or ` ; …`; in a list file also a whole line
    column,       ///< a comma, semicolon or tab: several values
    decomposed,   ///< a letter and its mark as two code points
    misdecoded,   ///< U+FFFD, or UTF-8 that was read as Latin-1
  };
  static constexpr std::size_t kinds = 9;

  Kind kind = Kind::control;
  char32_t point = 0;           ///< that which is odd, where the kind is one of single characters
  char32_t previous = 0;        ///< the one before it
  std::string_view meant = {};  ///< the part of the value that was likely meant, where that can be told
};

/// What is suspicious about a value, if anything. Takes time linear in its length.
[[nodiscard]] std::optional<Suspicion> suspicion_of(std::string_view value, ValueOrigin origin);

/// Whether it is a space that looks like another one.
[[nodiscard]] bool is_odd_space(char32_t point) noexcept;

}  // namespace eligo::document
