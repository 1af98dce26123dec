#include "decide/time_dependence.hpp"

#include <algorithm>

namespace eligo::decide {

TimeDependence::TimeDependence(const check::CheckedRuleSet& rules) {
  for (std::uint32_t index = 0; index < rules.rules.size(); ++index) {
    const auto& rule = rules.rules[index];
    conditions.push_back(rules[rule.when].uses_now);
    if (conditions.back() || rule.active_from || rule.active_until) this->rules.push_back(index);
  }
  for (const auto definition : rules.definition_order) {
    if (rules[rules.definitions[definition].root].uses_now) definitions.push_back(definition);
  }
  const auto any_condition = [&](const auto& owners) {
    return std::any_of(owners.begin(), owners.end(),
                       [&](const auto& owner) { return rules[owner.when].uses_now; });
  };
  segments = any_condition(rules.segments);
  alternatives = any_condition(rules.alternatives);
  any = segments || alternatives || !this->rules.empty() || !definitions.empty();
}

}  // namespace eligo::decide
