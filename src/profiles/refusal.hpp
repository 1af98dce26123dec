#pragma once

#include <string>

#include "check/checked_rule_set.hpp"
#include "values/value.hpp"

namespace eligo::profiles {

/// Why a fact refused its value, without quoting the value: "`credit.score` must be of type int".
[[nodiscard]] std::string refusal_text(const check::Fact& fact, values::Cause cause);

}  // namespace eligo::profiles
