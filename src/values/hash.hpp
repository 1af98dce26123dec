#pragma once

#include <cstdint>

namespace eligo::values {

/// 2^64 divided by the golden ratio.
inline constexpr std::uint64_t hash_factor = 0x9E37'79B9'7F4A'7C15;

/// A hash of one more word (multiplicative hashing: Knuth, The Art of Computer Programming 3, 6.4). Only for
/// what a rule set gives: who knows the factor can make words collide.
[[nodiscard]] constexpr std::uint64_t mix_hash(std::uint64_t hash, std::uint64_t word) {
  hash = (hash ^ word) * hash_factor;
  return hash ^ hash >> 29U;
}
/// Once all words are in it: the upper half, which all of them reach, in the lower one, too.
[[nodiscard]] constexpr std::uint64_t end_hash(std::uint64_t hash) { return hash ^ hash >> 32U; }

}  // namespace eligo::values
