#pragma once

#include <bit>
#include <cstdint>
#include <span>

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
/// Of words, in their order.
[[nodiscard]] constexpr std::uint64_t hash_words(std::span<const std::uint32_t> words) {
  std::uint64_t hash = 0;
  for (const std::uint32_t word : words) hash = (std::rotl(hash, 27) ^ word) * hash_factor;
  return end_hash(hash);
}

}  // namespace eligo::values
