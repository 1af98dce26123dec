#pragma once

#include <cstdint>
#include <initializer_list>

namespace eligo::generate_profiles {

/// SplitMix64 (public domain algorithm by Sebastiano Vigna): the same numbers on every platform,
/// unlike the distributions of the standard library. Integers only, for the same reason.
class RandomStream {
 public:
  /// One stream for each profile, so that a profile does not depend on how many are asked for.
  RandomStream(std::uint64_t seed, std::uint64_t index) noexcept : state_(mix(seed) ^ mix(~index)) {}

  /// From 0 to `bound` - 1; `bound` is positive.
  [[nodiscard]] std::int64_t below(std::int64_t bound) noexcept {
    state_ += 0x9E3779B97F4A7C15U;
    const std::uint64_t high = mix(state_) >> 32U;
    return static_cast<std::int64_t>((high * static_cast<std::uint64_t>(bound)) >> 32U);
  }

  /// From `lowest` to `highest`, both included.
  [[nodiscard]] std::int64_t between(std::int64_t lowest, std::int64_t highest) noexcept {
    return lowest + below(highest - lowest + 1);
  }

  [[nodiscard]] bool per_mille(std::int64_t share) noexcept { return below(1000) < share; }

  /// The index of one of `weights`, as often as its weight says.
  [[nodiscard]] std::int64_t choose(std::initializer_list<std::int64_t> weights) noexcept {
    std::int64_t sum = 0;
    for (const std::int64_t weight : weights) sum += weight;
    std::int64_t point = below(sum);
    std::int64_t chosen = 0;
    for (const std::int64_t weight : weights) {
      if (point < weight) break;
      point -= weight;
      ++chosen;
    }
    return chosen;
  }

 private:
  [[nodiscard]] static std::uint64_t mix(std::uint64_t value) noexcept {
    value = (value ^ (value >> 30U)) * 0xBF58476D1CE4E5B9U;
    value = (value ^ (value >> 27U)) * 0x94D049BB133111EBU;
    return value ^ (value >> 31U);
  }

  std::uint64_t state_;
};

}  // namespace eligo::generate_profiles
