#pragma once

#include <cstdint>
#include <vector>

#include "check/checked_rule_set.hpp"

namespace eligo::decide {

/// Which conditions of a rule set can come out differently when only time passes. Worked out once from
/// the checked nodes. Immutable.
struct TimeDependence {
  explicit TimeDependence(const check::CheckedRuleSet& rules);

  std::vector<bool> conditions;            ///< one a rule: its condition may
  std::vector<std::uint32_t> rules;        ///< whose condition may, or which have an active window
  std::vector<std::uint32_t> definitions;  ///< whose value may, dependencies first
  bool segments = false;                   ///< some segment's condition may
  bool alternatives = false;               ///< some alternative's condition may
  bool any = false;                        ///< anything at all may, active windows and definitions included
};

}  // namespace eligo::decide
