#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include <eligo/verdict.hpp>

namespace eligo::decide {

/// What a batch came to, row by row, without decisions: for whoever wants no more of most rows.
struct VerdictColumns {
  std::vector<Verdict> verdicts;
  std::vector<std::int32_t> segments;  ///< -1 for none
  /// Row i's codes are `codes[offsets[i] … offsets[i + 1])`, in the order of reasons, without waived ones.
  std::vector<std::uint32_t> offsets;
  std::vector<std::uint32_t> codes;

  void clear() {
    verdicts.clear();
    segments.clear();
    offsets.assign(1, 0);
    codes.clear();
  }
};

}  // namespace eligo::decide
