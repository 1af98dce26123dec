#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "check/checked_rule_set.hpp"

namespace eligo::decide {

/// Which parts of a rule set can change when only time passes, and how fast its times move. Worked out
/// once from the checked nodes. Immutable.
struct TimeDependence {
  explicit TimeDependence(const check::CheckedRuleSet& rules);

  /// How many nanoseconds a time moves a nanosecond of `now`; nothing where it follows no straight line
  /// that is known beforehand. `now` has 1, facts have 0, `now - fact` has 1 again.
  using Slope = std::optional<std::int64_t>;

  std::vector<bool> nodes;         ///< the node's value may depend on `now`
  std::vector<Slope> slopes;       ///< of timestamps, durations and lists of them; 0 for all other nodes
  std::vector<bool> conditions;    ///< a rule's condition may depend on `now`
  bool segments = false;           ///< some segment's condition may
  bool alternatives = false;       ///< some alternative's condition may
  bool any = false;                ///< anything at all may, active windows included

  [[nodiscard]] bool is_moving(check::NodeId id) const { return slopes[id] != Slope(0); }
};

/// Whether values of the type move with time: timestamps, durations, lists of them.
[[nodiscard]] bool holds_times(const values::Type& type);

}  // namespace eligo::decide
