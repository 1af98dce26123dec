#include "decide/reason_source.hpp"

#include <algorithm>

namespace eligo::decide {

namespace {

bool is_definition(const Placeholder& placeholder) {
  return placeholder.kind == check::Template::Piece::Kind::definition;
}

/// Not from facts alone.
bool reads_condition(const Plan& plan, const ReasonTrigger& trigger, bool undecided) {
  return undecided || !plan.conditions.asked_facts(trigger.rule);
}

}  // namespace

bool reads_run(const Plan& plan, const ReasonTrigger& trigger, bool undecided) {
  return reads_condition(plan, trigger, undecided) ||
         std::ranges::any_of(plan.order.placeholders[trigger.rule], is_definition);
}

void run_for_reason(const Plan& plan, const ReasonTrigger& trigger, bool undecided,
                    engine::Results& results) {
  if (reads_condition(plan, trigger, undecided)) results.require(trigger.condition);
  for (const Placeholder& placeholder : plan.order.placeholders[trigger.rule]) {
    if (is_definition(placeholder)) results.require(plan.program->definition_value(placeholder.index));
  }
}

}  // namespace eligo::decide
