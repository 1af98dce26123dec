#pragma once

#include <vector>

#include "check/checked_rule_set.hpp"

namespace eligo::decide {

/// Which conditions of a rule set can come out differently when only time passes. Worked out once from
/// the checked nodes. Immutable.
struct TimeDependence {
  explicit TimeDependence(const check::CheckedRuleSet& rules);

  std::vector<bool> conditions;  ///< one a rule: its condition may
  bool segments = false;         ///< some segment's condition may
  bool alternatives = false;     ///< some alternative's condition may
  bool any = false;              ///< anything at all may, active windows and definitions included
};

}  // namespace eligo::decide
