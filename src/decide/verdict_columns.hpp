#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include <eligo/verdict.hpp>

#include "decide/decision_data.hpp"

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
  /// Appends the row of a decision.
  void add(const DecisionData& decision) {
    verdicts.push_back(decision.verdict);
    segments.push_back(decision.segment ? static_cast<std::int32_t>(*decision.segment) : -1);
    for (const ReasonData& reason : decision.reasons) codes.push_back(reason.code);
    offsets.push_back(static_cast<std::uint32_t>(codes.size()));
  }
};

}  // namespace eligo::decide
