#pragma once

#include <vector>

#include "authoring/search/step.hpp"
#include "check/checked_rule_set.hpp"
#include "values/time.hpp"
#include "values/value.hpp"

namespace eligo::authoring {

/// Values at which conditions of a rule set may turn.
struct Boundaries {
  /// By fact: distinct, those that comparisons ask about first, and last that the profile does not have it.
  std::vector<std::vector<values::Value>> facts;
  std::vector<values::Nanoseconds> instants;  ///< ascending
};

/// Gathers from every part of the rule set what each fact is compared with: thresholds, with what each
/// segment makes of them, and a step on both sides; texts and one that no condition names; members of lists
/// and others; lists of none, of one and of as many elements as sizes are compared with. `now`: where times
/// are compared with it.
[[nodiscard]] Boundaries boundaries_of(const check::CheckedRuleSet& rules, values::Nanoseconds now);

}  // namespace eligo::authoring
