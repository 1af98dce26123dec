#pragma once

#include <cstddef>

#include "check/checked_rule_set.hpp"
#include "decide/reason_data.hpp"

namespace eligo::decide {

/// Whether the applicant is meant to be shown a reason, given how many of its decision's stand before it: it
/// is among the first `max_reasons`, or one of its rules is always shown.
[[nodiscard]] bool is_shown(const check::CheckedRuleSet& rules, const ReasonData& reason, std::size_t before);

}  // namespace eligo::decide
