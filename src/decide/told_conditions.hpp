#pragma once

#include <cstdint>
#include <memory_resource>

#include "decide/plan.hpp"
#include "engine/condition_columns.hpp"
#include "engine/conditions.hpp"
#include "engine/runner.hpp"
#include "values/time.hpp"

namespace eligo::decide {

/// Which conditions of a batch are true or undecided, told by the plan's tests: of rules that the index finds
/// in the hits, of the others in the columns.
struct ToldConditions {
  engine::ConditionHits hits;
  engine::ConditionColumns columns;
};

/// What a hit triggers at `now`; RuleOrder::no_trigger where that is nothing, or the rule is not in force.
[[nodiscard]] std::uint32_t trigger_of(const Plan& plan, const engine::ConditionHit& hit,
                                       values::Nanoseconds now);

/// Runs what is to be computed before tests can be asked, and asks them. `results` have run nothing yet.
[[nodiscard]] ToldConditions tell_conditions(const Plan& plan, engine::Results& results,
                                             engine::Undecided undecided, std::pmr::memory_resource& memory);

}  // namespace eligo::decide
