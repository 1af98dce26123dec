#pragma once

#include "decide/plan.hpp"
#include "engine/runner.hpp"

namespace eligo::decide {

// What the reason of a trigger that holds is read from, besides facts: the parts of its condition, and
// definitions that its texts show.

/// Whether there is any.
[[nodiscard]] bool reads_run(const Plan& plan, const ReasonTrigger& trigger, bool undecided);
/// Runs it.
void run_for_reason(const Plan& plan, const ReasonTrigger& trigger, bool undecided, engine::Results& results);

}  // namespace eligo::decide
