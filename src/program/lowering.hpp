#pragma once

#include "program/builder.hpp"

namespace eligo::program {

/// Lowers every rule, segment, alternative and definition of a checked rule set to one program.
[[nodiscard]] Program lower(const check::CheckedRuleSet& rules, Evaluate evaluate, const Limits& limits);

}  // namespace eligo::program
