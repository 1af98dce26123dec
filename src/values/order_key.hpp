#pragma once

#include <bit>
#include <cstdint>
#include <limits>

namespace eligo::values {

// Numbers as integers in the same order, so that an interval of either kind is told by one comparison. The
// two zeros have one key, and doubles that stand side by side have keys that do, but that none is -1; NaN
// lies beyond infinity on both sides. (IEEE 754: doubles of one sign are in the order of their bits.)

[[nodiscard]] constexpr std::int64_t order_key(std::int64_t number) { return number; }
[[nodiscard]] constexpr std::int64_t order_key(double number) {
  const auto bits = std::bit_cast<std::int64_t>(number + 0.0);  // -0.0 becomes 0.0
  return bits ^ static_cast<std::int64_t>(static_cast<std::uint64_t>(bits >> 63) >> 1U);
}

/// The keys of the least and of the greatest number, of doubles of the infinities.
template <typename Number>
inline constexpr std::int64_t lowest_order_key = std::numeric_limits<std::int64_t>::min();
template <typename Number>
inline constexpr std::int64_t highest_order_key = std::numeric_limits<std::int64_t>::max();
template <>
inline constexpr std::int64_t lowest_order_key<double> = order_key(-std::numeric_limits<double>::infinity());
template <>
inline constexpr std::int64_t highest_order_key<double> = order_key(std::numeric_limits<double>::infinity());

/// The double that has the key.
[[nodiscard]] constexpr double of_order_key(std::int64_t key) {
  return std::bit_cast<double>(key ^ static_cast<std::int64_t>(static_cast<std::uint64_t>(key >> 63) >> 1U));
}

}  // namespace eligo::values
