#pragma once

#include "decide/cursor.hpp"
#include "decide/decision_data.hpp"
#include "decide/plan.hpp"
#include "decide/step_budget.hpp"
#include "decide/time_candidates.hpp"
#include "engine/scratch_memory.hpp"

namespace eligo::decide {

/// How far calendar functions are followed: after one change there is always another.
inline constexpr values::Nanoseconds calendar_horizon =
    values::Nanoseconds{400} * 24 * 3600 * values::nanoseconds_per_second;

/// Works out `valid_until` and `retry_at` of the decision that the run in `source` gave at `now`: the
/// profile is decided again at every instant at which one of the parts that depend on time may change. Both
/// are exact, or the decision says that they are bounded: where the budget is spent, calendar functions have
/// been followed to their horizon, or a part changes each nanosecond, there is no `retry_at`, and
/// `valid_until` is the last instant up to which the decision is known to stay. `bounds`: when the bounds,
/// which stand in `decision`, may change. A run-time error to come is never better. `memory` is reset again
/// and again; `source` must not live in it.
void add_timing(const Plan& plan, const RowSource& source, values::Nanoseconds now, const NextChange& bounds,
                StepBudget& budget, engine::ScratchMemory& memory, DecisionData& decision);

}  // namespace eligo::decide
