#pragma once

#include <vector>

#include "authoring/mutation/mutant.hpp"
#include "check/checked_rule_set.hpp"

namespace eligo::authoring {

/// Every mutant of a rule set, in the order of the document's parts: params, lists, definitions, segments,
/// rules, alternatives. Of a list of more than a few values only the first, the middle and the last one are
/// left out. No two have one id.
[[nodiscard]] std::vector<Mutant> find_mutants(const check::CheckedRuleSet& rules);

}  // namespace eligo::authoring
