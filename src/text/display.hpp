#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace eligo::text {

/// The text with nothing in it that could act on a terminal or spoil valid UTF-8: control characters
/// become spaces, invalid bytes U+FFFD. The number of code points stays. What comes from outside (a rule set,
/// a profile, a file's name, an argument) goes to people through this function only.
[[nodiscard]] std::string printable(std::string_view text);

/// The text, or its first `most` code points and `…` where it has more. Takes time by `most`, not by its
/// length.
[[nodiscard]] std::string cut(std::string_view text, std::size_t most);

/// In backticks.
[[nodiscard]] std::string in_backticks(std::string_view text);
/// What somebody wrote, in backticks: nothing in it acts on a terminal, and it is cut after `most` code
/// points.
[[nodiscard]] std::string quote(std::string_view text, std::size_t most = 80);
/// A name as messages about profiles quote it.
[[nodiscard]] inline std::string quoted_name(std::string_view name) { return quote(name, 64); }

/// How many cells of a terminal a printable code point takes: 0, 1 or 2 (Unicode Standard Annex 11).
[[nodiscard]] std::size_t display_width(char32_t point) noexcept;
[[nodiscard]] std::size_t display_width(std::string_view text) noexcept;

/// A count as people read it: `1,234,567`.
[[nodiscard]] std::string grouped(std::uint64_t number);
/// A share in percent, rounded to a tenth, but never to all or nothing: `94.1%`; `100%` of nothing.
[[nodiscard]] std::string percent(std::uint64_t part, std::uint64_t whole);
/// `1 fixture`, `1,234 fixtures`, of a word that an s makes a plural.
[[nodiscard]] std::string counted(std::uint64_t number, std::string_view what);

}  // namespace eligo::text
