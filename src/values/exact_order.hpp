#pragma once

#include <cmath>
#include <compare>
#include <cstdint>
#include <optional>

namespace eligo::values {

inline constexpr double past_integers = 9'223'372'036'854'775'808.0;  // 2^63

/// How an integer and a double compare as the numbers they are, without rounding either.
[[nodiscard]] inline std::partial_ordering exact_order(std::int64_t integer, double number) {
  if (std::isnan(number)) return std::partial_ordering::unordered;
  if (number >= past_integers) return std::partial_ordering::less;
  if (number < -past_integers) return std::partial_ordering::greater;
  const double whole = std::trunc(number);
  const auto truncated = static_cast<std::int64_t>(whole);
  if (integer != truncated) return integer <=> truncated;
  return 0.0 <=> number - whole;
}

/// The integer that a double is, and the double that an integer is; nothing where there is none of that
/// value.
[[nodiscard]] inline std::optional<std::int64_t> exact_integer(double number) {
  if (!(number >= -past_integers && number < past_integers) || std::trunc(number) != number)
    return std::nullopt;
  return static_cast<std::int64_t>(number);
}
[[nodiscard]] inline std::optional<double> exact_double(std::int64_t integer) {
  const auto number = static_cast<double>(integer);
  if (number == past_integers || static_cast<std::int64_t>(number) != integer) return std::nullopt;
  return number;
}

}  // namespace eligo::values
