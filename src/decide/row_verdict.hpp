#pragma once

#include <eligo/verdict.hpp>

#include "decide/decision_data.hpp"
#include "decide/plan.hpp"
#include "engine/conditions.hpp"
#include "engine/runner.hpp"
#include "values/time.hpp"

namespace eligo::decide {

/// What BatchVerdicts does for many rows, for the only row of `results`: replaces verdict, segment, review
/// and, unless `detail` is Detail::verdict, reasons, waived reasons and alternatives of its decision. `hits`
/// are the rules whose conditions are true, and at least those that fail closed of the undecided ones. Runs
/// what reasons and alternatives need besides.
void decide_row(const Plan& plan, engine::Results& results, const engine::RowHits& hits,
                values::Nanoseconds now, Detail detail, DecisionData& decision);

}  // namespace eligo::decide
