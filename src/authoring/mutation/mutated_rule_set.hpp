#pragma once

#include <cstdint>
#include <memory>
#include <vector>

#include "authoring/mutation/mutant.hpp"
#include "authoring/mutation/node_uses.hpp"
#include "check/checked_rule_set.hpp"
#include "decide/decider.hpp"

namespace eligo::authoring {

/// A condition as a change makes it.
struct MutatedCondition {
  Owner owner;
  check::NodeId was = check::no_node, is = check::no_node;  ///< its root
};

/// Appends to the nodes of `copy` what a change of `rules` makes of all that hangs on it, and only that:
/// everything else is shared. Params and overrides that it changes are appended as params of their own, which
/// only the new nodes name. Gives back the roots of definitions, dependencies first, then the conditions of
/// segments, rules and alternatives. What was there stays as it is; of a copy only nodes, definitions,
/// params, lists and segments are asked.
[[nodiscard]] std::vector<MutatedCondition> append_mutated(check::CheckedRuleSet& copy,
                                                           const check::CheckedRuleSet& rules,
                                                           const NodeUses& uses, const Change& change,
                                                           const Reach& reach);

/// A whole rule set with the change in it, ready to decide. `uses` and `rules` are of the original.
[[nodiscard]] std::shared_ptr<const decide::Decider> mutated_decider(const check::CheckedRuleSet& rules,
                                                                     const NodeUses& uses,
                                                                     const Change& change,
                                                                     const Limits& limits);

}  // namespace eligo::authoring
