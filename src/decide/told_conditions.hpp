#pragma once

#include <memory_resource>
#include <optional>

#include "decide/plan.hpp"
#include "engine/condition_columns.hpp"
#include "engine/conditions.hpp"
#include "engine/runner.hpp"
#include "values/scalar_cell.hpp"

namespace eligo::decide {

/// Which conditions are true or undecided, told by the plan's tests: of rules that the index finds, and of
/// all rules of a single row, in the hits; else in the columns.
struct ToldConditions {
  engine::ConditionHits hits;
  std::optional<engine::ConditionColumns> columns;
};

/// Runs what is to be computed before tests can be asked, and asks them. `results` have run nothing yet.
/// `cells`: see engine::find_hits().
[[nodiscard]] ToldConditions tell_conditions(const Plan& plan, engine::Results& results,
                                             const values::ScalarCell* cells, engine::Undecided undecided,
                                             std::pmr::memory_resource& memory);

}  // namespace eligo::decide
