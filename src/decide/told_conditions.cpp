#include "decide/told_conditions.hpp"

#include <utility>

namespace eligo::decide {

std::uint32_t trigger_of(const Plan& plan, const engine::ConditionHit& hit, values::Nanoseconds now) {
  const RuleOrder& order = plan.order;
  const auto trigger = (hit.undecided ? order.undecided_triggers : order.hit_triggers)[hit.rule];
  if (trigger == RuleOrder::no_trigger || !order.triggers[trigger].windowed) return trigger;
  return is_active(plan.rules->rules[hit.rule], now) ? trigger : RuleOrder::no_trigger;
}

ToldConditions tell_conditions(const Plan& plan, engine::Results& results, engine::Undecided undecided,
                               std::pmr::memory_resource& memory) {
  results.run(plan.conditions.computed_part());
  engine::ConditionHits hits(&memory);
  engine::find_indexed_hits(plan.conditions, results, undecided, hits);
  return {std::move(hits), engine::ConditionColumns(plan.conditions, results, undecided, memory)};
}

}  // namespace eligo::decide
