#pragma once

#include <cstdint>
#include <vector>

#include "check/checked_rule_set.hpp"

namespace eligo::decide {

/// Which conditions of a rule set can come out differently when only time passes. Worked out once from
/// the checked nodes. Immutable.
struct TimeDependence {
  explicit TimeDependence(const check::CheckedRuleSet& rules);

  static constexpr std::uint32_t no_slot = 0xFFFF'FFFF;

  std::vector<bool> conditions;            ///< one a rule: its condition may
  std::vector<std::uint32_t> rules;        ///< whose condition may, or which have an active window
  std::vector<std::uint32_t> definitions;  ///< whose value may, dependencies first
  bool segments = false;                   ///< some segment's condition may
  bool alternatives = false;               ///< some alternative's condition may
  bool any = false;                        ///< anything at all may, active windows and definitions included
  /// One a node: a number for those that are worth remembering, as they depend on time and on no element of
  /// a list around them: conditions, and what definitions stand for.
  std::vector<std::uint32_t> slots;
  std::uint32_t slot_count = 0;
  /// Whether so many definitions stand one behind the other in this one that walks need care.
  [[nodiscard]] bool is_deep(std::uint32_t definition) const { return depths[definition] >= 32; }
  std::vector<std::uint32_t> depths;  ///< one a definition
};

}  // namespace eligo::decide
