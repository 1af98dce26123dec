#pragma once

#include <vector>

#include "authoring/comparison/swap_set.hpp"
#include "check/checked_rule_set.hpp"

namespace eligo::authoring {

/// A rule that answers for a cell.
struct AnsweringRule {
  const check::Rule* rule;
  Side side;  ///< the champion's: it no longer counts; the challenger's: now it does
  SwapSet::RuleCounts counts;
};

/// Those of a cell; the ones with the most profiles first.
[[nodiscard]] std::vector<AnsweringRule> answering_rules(const RuleSetPair& pair, const SwapSet& swap_set,
                                                         Cell cell);

}  // namespace eligo::authoring
