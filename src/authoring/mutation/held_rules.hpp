#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "authoring/mutation/mutant.hpp"
#include "check/checked_rule_set.hpp"
#include "decide/decision_data.hpp"

namespace eligo::authoring {

/// A rule whose condition is true or unknown for a profile, in its window or not.
struct HeldRule {
  std::uint32_t rule = 0;
  bool unknown = false;
  friend bool operator==(const HeldRule&, const HeldRule&) = default;
};

/// What conditions came to for a profile.
struct Outcome {
  std::uint32_t segment = 0;                ///< their number: none
  std::vector<HeldRule> rules;              ///< ascending
  std::vector<std::uint32_t> alternatives;  ///< that are true, ascending
};

/// The decision that follows, with as much of it as Detail::codes has; reasons have no more than a code. A
/// change of a rule's or segment's own, not of a condition, is made on the way. The same as decide::Decider
/// makes of such conditions, without looking at rules that do not hold.
[[nodiscard]] decide::DecisionData decide_held(const check::CheckedRuleSet& rules, const Outcome& outcome,
                                               values::Nanoseconds now, const Change* change = nullptr);

}  // namespace eligo::authoring
