#pragma once

#include <string>
#include <string_view>

#include "check/checked_rule_set.hpp"

namespace eligo::authoring {

/// See eligo/schema.hpp; `sha256` is the rule set's.
[[nodiscard]] std::string profile_schema(const check::CheckedRuleSet& rules, std::string_view sha256,
                                         std::string_view locale, bool strict);

}  // namespace eligo::authoring
