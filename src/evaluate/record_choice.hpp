#pragma once

#include <cstdint>
#include <optional>

#include "profiles/profile_input.hpp"

namespace eligo::evaluate {

/// Which records of the inputs are decided. Of a sample each record is in it or not by its number alone, so
/// that the same seed chooses the same records again.
struct RecordChoice {
  struct Sample {
    std::uint64_t millionths = 0;  ///< of a percent
    std::uint64_t seed = 0;
  };
  std::optional<Sample> sample = {};
  std::optional<std::uint64_t> limit = {};  ///< the first so many, of the sample
};

/// Applies a choice to chunks in their order.
class RecordChooser {
 public:
  explicit RecordChooser(const RecordChoice& choice) : choice_(choice) {}

  /// Whether records are still wanted.
  [[nodiscard]] bool wants_more() const { return !choice_.limit || chosen_ < *choice_.limit; }
  /// Takes away the records that are not chosen.
  void choose(profiles::Chunk& chunk);

 private:
  RecordChoice choice_;
  std::uint64_t seen_ = 0;
  std::uint64_t chosen_ = 0;
};

}  // namespace eligo::evaluate
