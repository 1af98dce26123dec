#pragma once

#include "check/checked_rule_set.hpp"
#include "profiles/column_mapping.hpp"
#include "values/expected_form.hpp"

namespace eligo::evaluate {

/// How a rule set's facts are written in a run's input, for people. `mapping` may be null.
[[nodiscard]] values::WrittenForms written_forms(const check::CheckedRuleSet& rules,
                                                 const profiles::ColumnMapping* mapping);

}  // namespace eligo::evaluate
