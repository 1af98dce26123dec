#pragma once

#include <array>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <string_view>

#include "profiles/byte_block.hpp"

namespace eligo::profiles {

/// How many bytes behind a record have to be readable, whatever is in them, where it is read by its shape.
inline constexpr std::size_t shape_padding = 128;

/// Digits as they stand at some place of a text.
struct DigitRun {
  std::uint64_t value = 0;
  std::uint32_t count = 0;
};

/// Up to eight digits, without a loop; eight may be the first ones of more. Eight bytes must be readable.
[[nodiscard]] inline DigitRun eight_digits(const char* at) {
  std::uint64_t word = 0;
  std::memcpy(&word, at, sizeof word);
  if constexpr (std::endian::native == std::endian::big) word = __builtin_bswap64(word);
  word ^= 0x3030'3030'3030'3030U;  // a digit becomes its value
  constexpr std::uint64_t upper_half = 0xF0F0'F0F0'F0F0'F0F0U;
  const std::uint64_t others = ((word + 0x0606'0606'0606'0606U) | word) & upper_half;
  const auto count = static_cast<std::uint32_t>(std::countr_zero(others)) >> 3U;
  if (count == 0) return {};
  word <<= 64 - 8 * count;  // zeros before the digits
  word = word * 10 + (word >> 8U);
  constexpr std::uint64_t pairs = 0x0000'00FF'0000'00FFU;
  word = (word & pairs) * (100 + (std::uint64_t{1'000'000} << 32U)) +
         ((word >> 16U) & pairs) * (1 + (std::uint64_t{10'000} << 32U));
  return {word >> 32U, count};
}

inline constexpr std::array<std::uint64_t, 15> powers_of_ten = [] {
  std::array<std::uint64_t, 15> powers{1};
  for (std::size_t power = 1; power < powers.size(); ++power) powers[power] = powers[power - 1] * 10;
  return powers;
}();

/// Up to fifteen digits; sixteen may be the first ones of more. Sixteen bytes must be readable.
[[nodiscard]] inline DigitRun sixteen_digits(const char* at) {
  const DigitRun first = eight_digits(at);
  if (first.count < 8) [[likely]]
    return first;
  const DigitRun second = eight_digits(at + 8);
  return {first.value * powers_of_ten[second.count] + second.value, 8 + second.count};
}

/// What a number is followed by where more of it follows.
[[nodiscard]] inline bool goes_on(char c) { return c == '.' || c == 'e' || c == 'E'; }

/// An integer of up to fifteen digits, behind which the place is given; null for any other. Seventeen bytes
/// must be readable.
[[nodiscard, gnu::always_inline]] inline const char* take_integer(const char* at, std::int64_t& value) {
  const bool negative = *at == '-';
  const char* const first = at + (negative ? 1 : 0);
  const DigitRun digits = sixteen_digits(first);
  const char* const behind = first + digits.count;
  const bool usual = digits.count - 1U < 15 && (digits.count == 1 || *first != '0') && !goes_on(*behind);
  if (!usual) [[unlikely]]
    return nullptr;
  const auto size = static_cast<std::int64_t>(digits.value);
  value = negative ? -size : size;
  return behind;
}

/// A number of up to fifteen digits, as `ScalarRule` makes a double of it: its digits are exact, and so is
/// the power of ten, so that it is rounded once. Null for any other.
[[nodiscard, gnu::always_inline]] inline const char* take_floating(const char* at, double& value) {
  const bool negative = *at == '-';
  const char* const first = at + (negative ? 1 : 0);
  const DigitRun whole = sixteen_digits(first);
  if (whole.count - 1U >= 15 || (whole.count > 1 && *first == '0')) [[unlikely]]
    return nullptr;
  const char* behind = first + whole.count;
  auto size = static_cast<double>(whole.value);
  if (*behind == '.') {
    const DigitRun fraction = sixteen_digits(behind + 1);
    if (fraction.count == 0 || whole.count + fraction.count > 15) [[unlikely]]
      return nullptr;
    const std::uint64_t power = powers_of_ten[fraction.count];
    size = static_cast<double>(whole.value * power + fraction.value) / static_cast<double>(power);
    behind += 1 + fraction.count;
  }
  if (goes_on(*behind)) [[unlikely]]
    return nullptr;
  value = negative ? -size : size;
  return behind;
}

/// The size of the string's body at `at`, if a quote ends it within 32 bytes, all of them readable, and it is
/// of ASCII with nothing escaped; else `not_plain`.
inline constexpr std::size_t not_plain = 32;
[[nodiscard]] inline std::size_t plain_string_size(const char* at) {
  const ByteBlock first(at), second(at + ByteBlock::size);
  const std::uint32_t quotes = first.equal('"') | second.equal('"') << 16U;
  const std::uint32_t odd = (first.control_or_not_ascii() | first.equal('\\')) |
                            (second.control_or_not_ascii() | second.equal('\\')) << 16U;
  // What stands behind the first quote is no part of the string.
  if (quotes == 0 || (odd & (quotes - 1) & ~quotes) != 0) return not_plain;
  return static_cast<std::size_t>(std::countr_zero(quotes));
}

/// A string of any length, of which `at` is the body and `end` the end of the record.
struct StringBody {
  std::string_view text;
  bool escaped = false;
};
/// Finds the quote that ends it. False where there is none, where it holds a control character, or bytes that
/// are not UTF-8. Escapes are not looked into. `shape_padding` bytes behind `end` must be readable.
[[nodiscard]] bool find_string(const char* at, const char* end, StringBody& body);

/// Where the number that begins at `at` may end at the latest: behind what numbers are written with.
[[nodiscard]] const char* end_of_number(const char* at, const char* end);

}  // namespace eligo::profiles
