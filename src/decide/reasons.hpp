#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "decide/cursor.hpp"
#include "decide/decision_data.hpp"
#include "decide/evidence.hpp"
#include "decide/rule_order.hpp"

namespace eligo::decide {

/// Adds a ground that holds for the profile of `source` to its reasons (which are being built in the
/// order of grounds): to the reason with the rule's code, or as a new one. `segment` is the profile's
/// (none: the number of segments).
void add_reason(const RowSource& source, const std::vector<check::NodeId>& element_nodes,
                const RuleOrder& order, const Ground& ground, bool undecided, std::uint32_t segment,
                std::vector<ReasonData>& reasons);

/// A param as `segment` (none: the number of segments) sees it.
[[nodiscard]] const values::Value& param_value(const check::CheckedRuleSet& rules, std::uint32_t segment,
                                               std::uint32_t param);

}  // namespace eligo::decide
