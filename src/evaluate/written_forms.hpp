#pragma once

#include "check/checked_rule_set.hpp"
#include "profiles/column_mapping.hpp"
#include "values/expected_form.hpp"

namespace eligo::evaluate {

/// How a rule set's facts are written in a run's input, for people. `mapping` may be null. What decisions say
/// names the options that are the usual ones, so that they are the same wherever they are made.
[[nodiscard]] values::WrittenForms written_forms(
    const check::CheckedRuleSet& rules, const profiles::ColumnMapping* mapping,
    values::WrittenForm::Options options = values::WrittenForm::Options::zones);

}  // namespace eligo::evaluate
