#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "check/checked_rule_set.hpp"
#include "decide/decision_data.hpp"
#include "values/time.hpp"
#include "values/value.hpp"

namespace eligo::decide {
class Decider;
struct Facts;
}  // namespace eligo::decide

namespace eligo::explain {

/// A part of a condition and what it came out as for one profile.
struct ExplainedPart {
  const check::Node* node = nullptr;   ///< of the rule set; null for an element of a comprehension's list
  std::string text;                    ///< as written; for an element `element 1`
  const values::Type* type = nullptr;  ///< of the value; null where it is not known
  values::Value value;                 ///< `Unknown` with its cause, or with `none` where a part below has it
  std::vector<ExplainedPart> parts;
  std::size_t left_out = 0;  ///< elements of a long list that are not among the parts
};

/// What became of a rule.
enum class RuleState : std::uint8_t {
  hit,        ///< the condition is true
  not_hit,    ///< it is false
  undecided,  ///< it is unknown; the rule's `on_missing` says what then happens
  inactive,   ///< the instant is outside of the rule's window
  waived,     ///< hit or undecided, and set aside by the segment
};

[[nodiscard]] std::string_view to_string(RuleState state) noexcept;

struct ExplainedRule {
  std::uint32_t rule = 0;
  RuleState state = RuleState::not_hit;
  ExplainedPart condition;
};

/// A segment's or an alternative's condition.
struct ExplainedCondition {
  std::uint32_t index = 0;
  ExplainedPart condition;
};

/// Why a decision is what it is: every rule with every part's value. Refers to the rule set.
struct Explanation {
  decide::DecisionData decision;
  std::vector<ExplainedRule> rules;  ///< all, in the order of the document
  std::vector<ExplainedCondition> segments;
  std::vector<ExplainedCondition> alternatives;
};

/// Explains the first row of `facts` (whose columns must be given). Each definition is opened at its first
/// use in a condition; of a comprehension's list the first ten elements are shown.
[[nodiscard]] Explanation explain(const decide::Decider& decider, const decide::Facts& facts,
                                  values::Nanoseconds now);

}  // namespace eligo::explain
