#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>

#include "decide/plan.hpp"
#include "engine/runner.hpp"

namespace eligo::decide {

/// The segment of a row of a run; `plan.no_segment()` for none.
[[nodiscard]] inline std::uint32_t segment_at(const Plan& plan, const engine::Results& results,
                                              std::size_t row) {
  if (plan.rules->segments.empty()) return plan.no_segment();
  return static_cast<std::uint32_t>(results.integer_at(plan.program->segment_index(), row));
}

/// The same as decisions have it: nothing for none.
[[nodiscard]] inline std::optional<std::uint32_t> matched_segment(const Plan& plan,
                                                                  const engine::Results& results,
                                                                  std::size_t row) {
  const std::uint32_t segment = segment_at(plan, results, row);
  return segment == plan.no_segment() ? std::nullopt : std::optional(segment);
}

}  // namespace eligo::decide
