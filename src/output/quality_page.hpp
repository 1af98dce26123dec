#pragma once

#include "check/checked_rule_set.hpp"
#include "output/input_quality.hpp"
#include "output/page.hpp"
#include "summary/fact_tallies.hpp"

namespace eligo::output {

/// What a rule set could use of the profiles of a run, as a chart and tables of a page.
[[nodiscard]] Markup quality_markup(const check::CheckedRuleSet& rules, const summary::FactTallies& tallies,
                                    const InputQuality& quality);

}  // namespace eligo::output
