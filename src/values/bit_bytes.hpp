#pragma once

#include <cstddef>
#include <cstdint>
#include <cstring>

namespace eligo::values {

// Bitmaps as programs and Arrow hand them over: bit i % 8 of byte i / 8 is row i.

[[nodiscard]] constexpr std::size_t bytes_for(std::size_t rows) { return rows / 8 + (rows % 8 != 0 ? 1 : 0); }

[[nodiscard]] inline bool has_bit(const std::uint8_t* bits, std::size_t row) {
  return (bits[row / 8] >> (row % 8) & 1U) != 0;
}

/// Whether a row is there, by a validity bitmap (null: all are).
[[nodiscard]] inline bool is_valid_row(const std::uint8_t* validity, std::size_t row) {
  return validity == nullptr || has_bit(validity, row);
}

/// Brings `count` bits from bit `first` on to the first bit of `to`, and reads no byte that holds none of
/// them. Bits of the last byte past them are unspecified.
inline void copy_bits(const std::uint8_t* from, std::size_t first, std::size_t count, std::uint8_t* to) {
  const std::size_t bytes = bytes_for(count);
  if (bytes == 0) return;
  from += first / 8;
  const auto shift = static_cast<unsigned>(first % 8);
  if (shift == 0) {
    std::memcpy(to, from, bytes);
    return;
  }
  for (std::size_t i = 0; i + 1 < bytes; ++i)
    to[i] = static_cast<std::uint8_t>(from[i] >> shift | from[i + 1] << (8 - shift));
  const bool one_more = bytes_for(shift + count) > bytes;
  to[bytes - 1] =
      static_cast<std::uint8_t>(from[bytes - 1] >> shift | (one_more ? from[bytes] << (8 - shift) : 0));
}

}  // namespace eligo::values
