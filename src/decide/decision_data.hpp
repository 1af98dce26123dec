#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include <eligo/verdict.hpp>

#include "check/checked_rule_set.hpp"
#include "values/value.hpp"

namespace eligo::decide {

/// A fact's name and value at the time of the decision.
struct FactValue {
  std::uint32_t fact = 0;
  values::Value value;
};

/// Why a rule's condition could not be decided.
struct Gap {
  enum class Kind : std::uint8_t { fact, part };
  Kind kind = Kind::fact;
  std::uint32_t index = 0;  ///< the fact, or the checked node in which a run-time error arose
  values::Cause cause = values::Cause::absent;
  friend bool operator==(const Gap&, const Gap&) = default;
};

/// One reason: the rules with the same code that hit, or that could not be decided and fail closed.
struct ReasonData {
  std::uint32_t code = 0;
  check::Effect effect = check::Effect::hide;
  std::vector<std::uint32_t> rules;    ///< in the order of reasons; the first gives category, message, remedy
  bool undecided = false;              ///< the first rule's condition was unknown; its on_missing applied
  std::vector<Gap> missing;            ///< facts, of the undecided rules, in the rule set's order of facts
  std::vector<Gap> errors;             ///< run-time errors, of the undecided rules
  std::vector<FactValue> facts;        ///< scalar facts that made the hit rules' conditions true
  std::vector<values::Value> figures;  ///< for the placeholders of the first rule's texts, see figures.hpp
};

/// A decision in the rule set's own numbers; texts are filled in when asked for.
struct DecisionData {
  Verdict verdict = Verdict::visible;
  std::optional<std::uint32_t> segment;
  bool review = false;              ///< a rule that asks for a person hit, and its reason is not waived
  std::vector<ReasonData> reasons;  ///< all of them, ordered; `max_reasons` cuts only what is shown
  std::vector<ReasonData> waived;
  std::vector<std::uint32_t> alternatives;
  std::vector<Gap> refused;  ///< facts whose value in the profile was refused
  // Detail::full only
  std::optional<values::Nanoseconds> retry_at;
  std::optional<values::Nanoseconds> valid_until;
  Verdict best = Verdict::visible;  ///< equal to `verdict` where no fact is missing
  Verdict worst = Verdict::visible;
  std::vector<std::uint32_t> needs;  ///< facts whose values decide between best and worst
};

}  // namespace eligo::decide
