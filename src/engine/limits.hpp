#pragma once

#include <cstddef>

#include <eligo/limits.hpp>

namespace eligo::engine {

/// The memory that the lists and texts of one batch may take together. Beyond, its profiles are decided
/// one by one, so this changes no decision.
inline constexpr std::size_t max_batch_bytes = std::size_t{256} << 20U;

/// Thrown within a run by an operation that would take more than its share of memory. Of one profile it
/// makes that operation a run-time error (`step_budget`); of several it ends the run, and each can be run
/// alone.
struct BeyondBudget {};

}  // namespace eligo::engine
