#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "check/checked_rule_set.hpp"
#include "explain/explanation.hpp"
#include "output/explanation_writer.hpp"

namespace eligo::output {

// What the text and the page of an explanation say alike, for people: printable.

/// A part's value, cut where it is long; `unknown` with its cause.
[[nodiscard]] std::string value_text(const explain::ExplainedPart& part);

/// Which elements of a list are shown: `2 of 57 elements are false`. Empty where all of them are.
[[nodiscard]] std::string elements_text(const explain::ExplainedElements& elements);

/// What the rule does to the profile: `deny`, `hide`, `skip`, `waived`, `off`, `pass`.
[[nodiscard]] std::string_view state_word(const explain::ExplainedRule& explained, const check::Rule& rule);

/// What else is to be said of a rule: `undecided`, `in force from … until …`; empty for nothing.
[[nodiscard]] std::string state_remark(const explain::ExplainedRule& explained, const check::Rule& rule);

/// Its name, and what sets it apart from another of that name.
[[nodiscard]] std::string definition_text(const check::CheckedRuleSet& rules,
                                          const explain::ExplainedDefinition& definition);

/// By which rules and when it was decided: `loyal, rules 1.0, at …`.
[[nodiscard]] std::string circumstances(const check::CheckedRuleSet& rules,
                                        const decide::DecisionData& decision,
                                        const ExplanationContext& context);

/// One sentence for each thing of note in the decision but its reasons: times, bounds, refused values.
[[nodiscard]] std::vector<std::string> remarks(const check::CheckedRuleSet& rules,
                                               const decide::DecisionData& decision,
                                               const ExplanationContext& context);

}  // namespace eligo::output
