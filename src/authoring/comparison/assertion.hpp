#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "authoring/comparison/comparison.hpp"

namespace eligo::authoring {

/// So many profiles are named that an assertion does not hold for.
inline constexpr std::size_t most_witnesses = 5;

/// A part of the whole, in millionths of a percent, so that it is compared exactly.
struct Share {
  std::uint64_t millionths = 0;
  std::string text;  ///< as it was written

  /// Reads `0.5%`: at most 100, at most six decimals. Nothing for anything else.
  [[nodiscard]] static std::optional<Share> read(std::string_view text);
  /// Whether `part` of `whole` is more than this.
  [[nodiscard]] bool is_exceeded(std::uint64_t part, std::uint64_t whole) const;
};

/// What a change of rules must not do.
struct Assertions {
  bool same = false;                 ///< the verdict and the reasons of every profile stay
  bool no_new_denials = false;       ///< whoever is denied was denied before
  std::optional<Share> max_changed;  ///< of the profiles, how many may get another verdict
};

/// An assertion that does not hold.
struct Violation {
  std::string what;                    ///< a sentence
  std::vector<std::string> witnesses;  ///< the first profiles against it, and what becomes of them
};

[[nodiscard]] std::vector<Violation> violations(const Assertions& assertions, const RuleSetPair& pair,
                                                const ComparisonResult& result);

}  // namespace eligo::authoring
