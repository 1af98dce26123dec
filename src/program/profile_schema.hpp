#pragma once

#include <memory>

#include "check/checked_rule_set.hpp"
#include "profiles/schema.hpp"
#include "values/dictionary.hpp"

namespace eligo::program {

/// What readers need to know of a rule set: its facts in their order, its subject, and the strings that its
/// program knows.
[[nodiscard]] profiles::Schema profile_schema(const check::CheckedRuleSet& rules,
                                              std::shared_ptr<const values::Dictionary> dictionary);

}  // namespace eligo::program
