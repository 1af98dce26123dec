#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace eligo::text {

inline constexpr std::string_view hex_digits = "0123456789abcdef";

/// Two digits.
inline void append_hex(std::string& out, std::uint8_t byte) {
  out += hex_digits[byte >> 4U];
  out += hex_digits[byte & 0xFU];
}

/// What a digit stands for, in a base of at most 16; nothing where it is none.
[[nodiscard]] constexpr std::optional<std::uint32_t> digit_value(char digit, std::uint32_t base = 16) {
  std::uint32_t value = base;
  if (digit >= '0' && digit <= '9') value = static_cast<std::uint32_t>(digit - '0');
  if (digit >= 'a' && digit <= 'f') value = static_cast<std::uint32_t>(digit - 'a' + 10);
  if (digit >= 'A' && digit <= 'F') value = static_cast<std::uint32_t>(digit - 'A' + 10);
  if (value >= base) return std::nullopt;
  return value;
}

}  // namespace eligo::text
