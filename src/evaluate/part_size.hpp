#pragma once

#include <algorithm>
#include <cstddef>

namespace eligo::evaluate {

/// How many records of a chunk are decided at once. The decisions of a part are all held before the first of
/// them is written, and each may come to megabytes.
class PartSize {
 public:
  [[nodiscard]] std::size_t records() const { return records_; }
  /// `bytes`: what the decisions of the last part came to, about, for `rows` records.
  void adapt(std::size_t bytes, std::size_t rows) {
    constexpr std::size_t most_bytes = std::size_t{32} << 20U;
    const std::size_t fitting = most_bytes / std::max<std::size_t>(bytes / rows, 1);
    records_ = std::clamp<std::size_t>(fitting, 1, records_ * 4);
  }

 private:
  std::size_t records_ = 64;  // to begin with few, as they may be large
};

}  // namespace eligo::evaluate
