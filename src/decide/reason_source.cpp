#include "decide/reason_source.hpp"

#include <algorithm>

namespace eligo::decide {

namespace {

bool is_definition(const Placeholder& placeholder) {
  return placeholder.kind == check::Template::Piece::Kind::definition;
}

/// Not from facts alone.
bool reads_condition(const ReasonTrigger& trigger, bool undecided) {
  return undecided || trigger.asked == program::ConditionPlan::no_list;
}

}  // namespace

bool reads_run(const Plan& plan, const ReasonTrigger& trigger, bool undecided) {
  return reads_condition(trigger, undecided) ||
         std::ranges::any_of(plan.order.placeholder_lists[trigger.placeholders], is_definition);
}

void run_for_reason(const Plan& plan, const ReasonTrigger& trigger, bool undecided,
                    engine::Results& results) {
  if (reads_condition(trigger, undecided)) results.require(plan.program->rule_condition(trigger.rule));
  for (const Placeholder& placeholder : plan.order.placeholder_lists[trigger.placeholders]) {
    if (is_definition(placeholder)) results.require(plan.program->definition_value(placeholder.index));
  }
}

}  // namespace eligo::decide
