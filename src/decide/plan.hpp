#pragma once

#include <memory>
#include <vector>

#include "check/checked_rule_set.hpp"
#include "decide/rule_order.hpp"
#include "decide/time_dependence.hpp"
#include "program/program.hpp"

namespace eligo::decide {

/// A rule set, its program, and all that deciding needs to know that follows from them alone; worked out
/// once. Immutable; safe to read from many threads at once.
struct Plan {
  Plan(std::shared_ptr<const check::CheckedRuleSet> checked,
       std::shared_ptr<const program::Program> compiled);

  std::shared_ptr<const check::CheckedRuleSet> rules;
  std::shared_ptr<const program::Program> program;
  RuleOrder order;
  std::vector<check::NodeId> element_nodes;  ///< see cursor.hpp
  TimeDependence time;
  std::vector<std::uint32_t> presence_facts;  ///< those that has() asks for
  std::vector<bool> may_stay_unknown;  ///< a rule's condition, even with every fact given: see bounds.hpp

  /// The number that stands for "in no segment".
  [[nodiscard]] std::uint32_t no_segment() const {
    return static_cast<std::uint32_t>(rules->segments.size());
  }
};

}  // namespace eligo::decide
