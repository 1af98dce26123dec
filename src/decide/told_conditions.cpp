#include "decide/told_conditions.hpp"

#include <utility>

namespace eligo::decide {

ToldConditions tell_conditions(const Plan& plan, engine::Results& results, engine::Undecided undecided,
                               std::pmr::memory_resource& memory) {
  results.run(plan.conditions.computed_part());
  engine::ConditionHits hits(&memory);
  engine::find_indexed_hits(plan.conditions, results, undecided, hits);
  return {std::move(hits), engine::ConditionColumns(plan.conditions, results, memory)};
}

}  // namespace eligo::decide
