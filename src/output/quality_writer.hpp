#pragma once

#include <string>

#include "check/checked_rule_set.hpp"
#include "json/writer.hpp"
#include "output/input_quality.hpp"
#include "summary/fact_tallies.hpp"

namespace eligo::output {

// What a rule set could use of the profiles of a run: how often each fact that its rules read was present,
// missing and refused, and which columns and keys are no facts.

/// As aligned text for people, of the facts that are missing or refused in some records. Empty where there is
/// nothing to say.
[[nodiscard]] std::string quality_text(const check::CheckedRuleSet& rules,
                                       const summary::FactTallies& tallies, const InputQuality& quality);

/// As the members `facts` and `unknown` of the object that is being written; every fact is there, in the rule
/// set's order. Of a fact that was refused,
/// `"causes":[{"cause":…,"count":…,"expected":…,"first":{"file":…,"line":…}}]`, with `"value":…` where values
/// are to be shown. Columns and keys that are no facts are `"unknown":[{"name":…,"near":…}]`, `near` being a
/// fact that is called nearly so, or null.
void write_quality(json::Writer& json, const check::CheckedRuleSet& rules,
                   const summary::FactTallies& tallies, const InputQuality& quality);

}  // namespace eligo::output
