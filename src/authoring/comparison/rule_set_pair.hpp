#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "authoring/comparison/shared_facts.hpp"
#include "check/checked_rule_set.hpp"
#include "decide/decider.hpp"

namespace eligo::authoring {

/// The names of things that two rule sets have, each once: the champion's in its order, then those that only
/// the challenger has.
struct SharedNames {
  std::vector<std::string> names;
  Both<std::vector<std::uint32_t>> places;  ///< by the rule set's own number: where it stands among `names`
};

/// Two rule sets, and what follows from both together. Refers to the deciders. Immutable; safe to read from
/// many threads at once.
struct RuleSetPair {
  RuleSetPair(const decide::Decider& champion, const decide::Decider& challenger);

  [[nodiscard]] const check::CheckedRuleSet& rules_of(Side side) const { return deciders[side]->rules(); }

  Both<const decide::Decider*> deciders;
  SharedFacts facts;
  SharedNames codes, rules;
};

}  // namespace eligo::authoring
