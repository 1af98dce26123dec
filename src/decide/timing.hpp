#pragma once

#include <cstddef>

#include "decide/cursor.hpp"
#include "decide/decision_data.hpp"
#include "decide/plan.hpp"
#include "decide/time_candidates.hpp"
#include "engine/scratch_memory.hpp"

namespace eligo::decide {

/// How far a search through time goes. Beyond it there is no `retry_at`, and `valid_until` is the last
/// instant up to which the decision is known to stay.
struct Horizon {
  std::size_t candidates = 10'000;  ///< instants at which the profile is decided again
  values::Nanoseconds calendar = values::Nanoseconds{400} * 24 * 3600 * values::nanoseconds_per_second;
};

/// Works out `valid_until` and `retry_at` of the decision that the run in `source` gave at `now`. Both
/// are exact within the horizon: the profile is decided again at every instant at which one of the parts
/// that depend on time may change. `bounds`: where facts are missing, when the bounds may change (they
/// stand in `decision`); else null. `memory` is reset again and again; `source` must not live in it.
void add_timing(const Plan& plan, const RowSource& source, values::Nanoseconds now, const Horizon& horizon,
                const NextChange* bounds, engine::ScratchMemory& memory, DecisionData& decision);

}  // namespace eligo::decide
