#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include <eligo/verdict.hpp>

#include "oracle/evaluator.hpp"

namespace eligo::oracle {

/// What the oracle says of one reason. Facts and inputs in the rule set's order, each once.
struct Reason {
  std::uint32_t code = 0;
  check::Effect effect = check::Effect::hide;
  std::vector<std::uint32_t> rules;
  bool undecided = false;
  std::uint32_t text_rule = 0;       ///< whose message it has
  MissingInputs missing, errors;     ///< if undecided
  std::vector<std::uint32_t> facts;  ///< scalar facts that made the hit rules' conditions true
  std::vector<values::Value>
      placeholder_values;  ///< for the placeholders of the text rule, in order of appearance
  friend bool operator==(const Reason&, const Reason&) = default;
};

/// What the oracle decides: the same parts as decide::DecisionData, without times and bounds.
struct Decision {
  Verdict verdict = Verdict::visible;
  std::optional<std::uint32_t> segment;
  bool review = false;
  std::vector<Reason> reasons, waived;
  std::vector<std::uint32_t> alternatives;
  friend bool operator==(const Decision&, const Decision&) = default;
};

[[nodiscard]] Decision decide(const check::CheckedRuleSet& rules, const Profile& profile,
                              values::Nanoseconds now);

/// The verdict at `later` that may be promised at `now`. A segment's or a rule's condition that is undecided
/// at `later` by a run-time error alone counts as true if it was so before.
struct Promise {
  Verdict best;   ///< where only those count that are true at `now`
  Verdict worst;  ///< where all of them do
};
[[nodiscard]] Promise promised_verdict(const check::CheckedRuleSet& rules, const Profile& profile,
                                       values::Nanoseconds now, values::Nanoseconds later);

/// The segment that matches; conditions that are unknown do not.
[[nodiscard]] std::optional<std::uint32_t> segment_of(const check::CheckedRuleSet& rules,
                                                      const Profile& profile, values::Nanoseconds now);

/// The params as a segment sees them.
[[nodiscard]] Items params_of(const check::CheckedRuleSet& rules, std::optional<std::uint32_t> segment);

}  // namespace eligo::oracle
