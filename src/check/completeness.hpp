#pragma once

#include <optional>
#include <string>

#include "check/linking.hpp"

namespace eligo::check {

/// A part of a document that a checked rule set does not hold, or holds otherwise.
struct Omission {
  std::string part;  ///< "rule `credit.score`"
  diagnostics::Place place;
};

/// The first omission, if there is one: every fact, param, list, definition, segment, rule and alternative
/// of the document, with what each is made of, has to stand in the rule set in its place.
[[nodiscard]] std::optional<Omission> first_omission(const document::RuleSetDocument& document,
                                                     const CheckedRuleSet& rules);

/// Refuses a rule set that checking left something out of. A rule that is lost decides nothing, and nobody
/// would notice; so what the other checkers are trusted to do is looked at once more.
void check_completeness(Linking& linking);

}  // namespace eligo::check
