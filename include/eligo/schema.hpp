#pragma once

#include <string>

#include <eligo/rule_set.hpp>

namespace eligo {

/// The version of the form of decisions as JSON. It grows where what is there is taken away or means
/// something else; fields that are added leave it as it is.
inline constexpr int decision_form = 1;

/// The JSON Schema (2020-12) of a rule set's profiles, as JSON text laid out for people. It takes every
/// profile of which no value is refused, and refuses every other as far as JSON Schema can tell: equal keys,
/// integers written like `1.0` or `1e3`, integers that a double cannot hold, numbers next to zero (`1e-400`),
/// durations that are too long, ranges of times, and instants within a day of the first and the last one are
/// beyond it. Null is a value that is missing. Facts that no rule reads take anything. `strict` is for `eligo
/// evaluate --strict`: other keys are refused.
///
/// Titles and descriptions are those of `locale`. Units and ranges of times stand under `x-unit` and
/// `x-range`. Safe to call from many threads.
[[nodiscard]] std::string profile_schema(const RuleSet& rules, const std::string& locale = "en",
                                         bool strict = false);

/// The JSON Schema of what the rule set's profiles are answered: decisions of any Detail, and the records
/// that stand in for profiles that cannot be read. Codes, rules, segments and alternatives are the rule set's
/// own. Objects may have further fields, which a later version of Eligo may add; `x-eligo` names the form.
[[nodiscard]] std::string decision_schema(const RuleSet& rules, const std::string& locale = "en");

}  // namespace eligo
