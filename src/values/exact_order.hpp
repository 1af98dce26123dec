#pragma once

#include <cmath>
#include <compare>
#include <cstdint>

namespace eligo::values {

/// How an integer and a double compare as the numbers they are, without rounding either.
[[nodiscard]] inline std::partial_ordering exact_order(std::int64_t integer, double number) {
  constexpr double limit = 9'223'372'036'854'775'808.0;  // 2^63
  if (std::isnan(number)) return std::partial_ordering::unordered;
  if (number >= limit) return std::partial_ordering::less;
  if (number < -limit) return std::partial_ordering::greater;
  const double whole = std::trunc(number);
  const auto truncated = static_cast<std::int64_t>(whole);
  if (integer != truncated) return integer <=> truncated;
  return 0.0 <=> number - whole;
}

}  // namespace eligo::values
