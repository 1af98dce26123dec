#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>

#include "profiles/text_scan.hpp"

namespace eligo::profiles {

/// How many bytes behind a record have to be readable, whatever is in them, where it is read by its shape.
inline constexpr std::size_t shape_padding = 128;

/// Whether a number that seems to end before `c` goes on.
[[nodiscard]] inline bool goes_on(char c) { return c == '.' || (c | 0x20) == 'e'; }

/// Digits that no JSON number begins with.
[[nodiscard]] inline bool leads_with_zero(const char* at, const DigitRun& digits) {
  return digits.count > 1 && *at == '0';
}

/// As `take_integer`, without a sign.
template <typename Scan>
[[nodiscard, gnu::always_inline]] inline const char* take_unsigned_integer(const char* at,
                                                                           std::int64_t& value) {
  const DigitRun digits = Scan::digits(at);
  const char* const behind = at + digits.count;
  const bool usual = digits.count - 1U < 15 && !leads_with_zero(at, digits) && !goes_on(*behind);
  if (!usual) [[unlikely]]
    return nullptr;
  value = static_cast<std::int64_t>(digits.value);
  return behind;
}

/// An integer of up to fifteen digits, behind which the place is given; null for any other. Seventeen bytes
/// must be readable.
template <typename Scan = PlainScan>
[[nodiscard, gnu::always_inline]] inline const char* take_integer(const char* at, std::int64_t& value) {
  if (*at != '-') [[likely]]
    return take_unsigned_integer<Scan>(at, value);
  const char* const behind = take_unsigned_integer<Scan>(at + 1, value);
  value = -value;
  return behind;
}

/// As `take_floating`, without a sign.
template <typename Scan>
[[nodiscard, gnu::always_inline]] inline const char* take_unsigned_floating(const char* at, double& value) {
  const DigitRun whole = Scan::digits(at);
  if (whole.count - 1U >= 15 || leads_with_zero(at, whole)) [[unlikely]]
    return nullptr;
  const char* behind = at + whole.count;
  // Signed: that is what processors convert in one step.
  value = static_cast<double>(static_cast<std::int64_t>(whole.value));
  if (*behind == '.') {
    const DigitRun fraction = Scan::digits(behind + 1);
    if (fraction.count == 0 || whole.count + fraction.count > 15) [[unlikely]]
      return nullptr;
    const std::uint64_t power = powers_of_ten[fraction.count];
    value = static_cast<double>(static_cast<std::int64_t>(whole.value * power + fraction.value)) /
            static_cast<double>(static_cast<std::int64_t>(power));
    behind += 1 + fraction.count;
  }
  if (goes_on(*behind)) [[unlikely]]
    return nullptr;
  return behind;
}

/// A number of up to fifteen digits, as `ScalarRule` makes a double of it: its digits are exact, and so is
/// the power of ten, so that it is rounded once. Null for any other.
template <typename Scan = PlainScan>
[[nodiscard, gnu::always_inline]] inline const char* take_floating(const char* at, double& value) {
  if (*at != '-') [[likely]]
    return take_unsigned_floating<Scan>(at, value);
  const char* const behind = take_unsigned_floating<Scan>(at + 1, value);
  value = -value;
  return behind;
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
