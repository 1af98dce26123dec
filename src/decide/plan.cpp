#include "decide/plan.hpp"

#include "decide/bounds.hpp"
#include "decide/cursor.hpp"

namespace eligo::decide {

Plan::Plan(std::shared_ptr<const check::CheckedRuleSet> checked,
           std::shared_ptr<const program::Program> compiled)
    : rules(std::move(checked)),
      program(std::move(compiled)),
      order(*rules, *program),
      element_nodes(decide::element_nodes(*rules)),
      time(*rules),
      presence_facts(decide::presence_facts(*rules)),
      may_stay_unknown(decide::may_stay_unknown(*rules)) {}

}  // namespace eligo::decide
