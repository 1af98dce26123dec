#include "decide/time_dependence.hpp"

#include <algorithm>

namespace eligo::decide {

TimeDependence::TimeDependence(const check::CheckedRuleSet& rules) {
  bool windows = false;
  for (const auto& rule : rules.rules) {
    conditions.push_back(rules[rule.when].uses_now);
    windows = windows || rule.active_from || rule.active_until;
  }
  const auto any_condition = [&](const auto& owners) {
    return std::any_of(owners.begin(), owners.end(),
                       [&](const auto& owner) { return rules[owner.when].uses_now; });
  };
  segments = any_condition(rules.segments);
  alternatives = any_condition(rules.alternatives);
  const bool definitions =
      std::any_of(rules.definitions.begin(), rules.definitions.end(),
                  [&](const auto& definition) { return rules[definition.root].uses_now; });
  any = windows || segments || alternatives || definitions || any_condition(rules.rules);
}

}  // namespace eligo::decide
