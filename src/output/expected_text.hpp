#pragma once

#include <string>

#include "check/checked_rule_set.hpp"
#include "decide/decision_data.hpp"
#include "summary/fact_tallies.hpp"
#include "values/expected_form.hpp"

namespace eligo::output {

/// What would have been taken in place of a value that was refused, as a phrase: "an int like `12`".
[[nodiscard]] std::string expected_text(const check::CheckedRuleSet& rules,
                                        const decide::MissingInput& refused,
                                        const values::WrittenForms& forms);
/// The same of a part of a fact whose values are counted.
[[nodiscard]] std::string expected_text(const check::CheckedRuleSet& rules,
                                        const summary::FactTallies::Tally& tally, values::Cause cause,
                                        const values::WrittenForms& forms);

}  // namespace eligo::output
