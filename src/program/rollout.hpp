#pragma once

#include <cstdint>
#include <string_view>

namespace eligo::program {

/// The place of a key in a rollout, from 0 to 99,999,999: millionths of a percent.
///
/// The bytes of `salt`, the byte 0x1F and the bytes of `key` are hashed by 64-bit FNV-1a (offset basis
/// 14695981039346656037, prime 1099511628211); the hash is mixed (h ^= h >> 33; h *= 0xff51afd7ed558ccd;
/// h ^= h >> 33; h *= 0xc4ceb9fe1a85ec53; h ^= h >> 33); the place is the upper half of the 128-bit product
/// h * 100,000,000. All on unsigned 64-bit numbers, so equal on every platform. Integer keys are hashed
/// as their decimal text. This will not change: it decides who is in a running rollout.
class RolloutSalt {
 public:
  explicit RolloutSalt(std::string_view salt);
  [[nodiscard]] std::uint32_t place_of(std::string_view key) const;

 private:
  std::uint64_t hash_;  // of the salt and the byte behind it: the same for every key
};

/// Whether a place is among the first `percent` percent. Monotone in `percent`: who is in stays in when it
/// grows. 0 or less is nobody, 100 or more is everybody.
[[nodiscard]] inline bool in_rollout(std::uint32_t place, double percent) {
  return static_cast<double>(place) < percent * 1'000'000.0;
}

}  // namespace eligo::program
