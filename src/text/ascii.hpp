#pragma once

#include <algorithm>
#include <string>
#include <string_view>

namespace eligo::text {

/// The small letter of a capital of ASCII; every other byte as it is, in any locale.
[[nodiscard]] constexpr char lower_ascii(char c) noexcept {
  return c >= 'A' && c <= 'Z' ? static_cast<char>(c + ('a' - 'A')) : c;
}

[[nodiscard]] inline std::string lower_ascii(std::string_view text) {
  std::string lower(text);
  std::ranges::transform(lower, lower.begin(), [](char c) { return lower_ascii(c); });
  return lower;
}

}  // namespace eligo::text
