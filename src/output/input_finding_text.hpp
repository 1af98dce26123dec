#pragma once

#include <functional>
#include <string>

#include "check/checked_rule_set.hpp"
#include "summary/input_findings.hpp"
#include "values/expected_form.hpp"

namespace eligo::output {

/// Where a record stands, for people: "line 3 of people.csv".
using PlaceOf = std::function<std::string(const summary::RecordNumber&)>;

/// A finding as a sentence for people, that names facts, keys and columns, but no values.
[[nodiscard]] std::string finding_text(const summary::InputFinding& finding,
                                       const check::CheckedRuleSet& rules, const PlaceOf& place_of,
                                       const values::WrittenForms& forms);

}  // namespace eligo::output
