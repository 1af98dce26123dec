#pragma once

#include <eligo/limits.hpp>

#include "check/checked_rule_set.hpp"
#include "program/program.hpp"

namespace eligo::engine {

/// Lowers a rule set; never fails. Constants are folded by the kernels that run on profiles.
[[nodiscard]] program::Program compile(const check::CheckedRuleSet& rules, const Limits& limits = {});

}  // namespace eligo::engine
