#pragma once

#include <array>
#include <cstddef>
#include <cstdint>

#include <eligo/verdict.hpp>

namespace eligo::authoring {

inline constexpr std::array verdicts{Verdict::visible, Verdict::hidden, Verdict::denied};

/// What becomes of a profile's verdict when the challenger takes the champion's place.
enum class Outcome : std::uint8_t {
  same,
  better,  ///< it gains
  worse,   ///< it loses
};
using OutcomeCounts = std::array<std::uint64_t, 3>;
[[nodiscard]] constexpr std::size_t index_of(Outcome outcome) { return static_cast<std::size_t>(outcome); }

/// A cell of the matrix of verdicts.
struct Cell {
  static constexpr std::size_t count = 9;
  Verdict champion = Verdict::visible, challenger = Verdict::visible;

  [[nodiscard]] static constexpr Cell at(std::size_t index) {
    return {verdicts[index / 3], verdicts[index % 3]};
  }
  [[nodiscard]] constexpr std::size_t index() const {
    return static_cast<std::size_t>(champion) * 3 + static_cast<std::size_t>(challenger);
  }
  [[nodiscard]] constexpr Outcome outcome() const {
    return champion == challenger ? Outcome::same : challenger < champion ? Outcome::better : Outcome::worse;
  }
};

/// What a comparison finds of one profile.
struct Change {
  Cell cell;
  bool reasons = false;  ///< the reasons, as codes with their effects, are others or in another order

  /// Whether a cell of the swap set has it: the verdict changes, or it stays for other reasons.
  [[nodiscard]] constexpr bool any() const { return reasons || cell.outcome() != Outcome::same; }
};

}  // namespace eligo::authoring
