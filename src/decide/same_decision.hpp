#pragma once

#include "decide/decision_data.hpp"

namespace eligo::decide {

/// Whether two decisions about one profile tell the same: verdict, segment, review, reasons with all
/// that they show, waived reasons, alternatives. Times and bounds are not compared.
[[nodiscard]] bool same_decision(const DecisionData& left, const DecisionData& right);

}  // namespace eligo::decide
