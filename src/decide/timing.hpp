#pragma once

#include "decide/cursor.hpp"
#include "decide/decision_data.hpp"
#include "decide/plan.hpp"
#include "decide/search_limits.hpp"
#include "decide/time_candidates.hpp"
#include "values/scratch_memory.hpp"

namespace eligo::decide {

/// Works out `valid_until` and `retry_at` of the decision that the run in `source` gave at `now`: the
/// profile is decided again at every instant at which one of the parts that depend on time may change. Both
/// are exact, or the decision says that they are bounded: where the limits are reached, or a part changes
/// each nanosecond, there is no `retry_at`, and
/// `valid_until` is the last instant up to which the decision is known to stay. `bounds`: when the bounds,
/// which stand in `decision`, may change. A run-time error to come is never better. `memory` is reset again
/// and again; `source` must not live in it.
void add_timing(const Plan& plan, const RowSource& source, values::Nanoseconds now, const NextChange& bounds,
                SearchLimits& limits, values::ScratchMemory& memory, DecisionData& decision);

}  // namespace eligo::decide
