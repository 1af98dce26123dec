#pragma once

#include <optional>
#include <unordered_map>
#include <vector>

#include "authoring/search/step.hpp"
#include "check/checked_rule_set.hpp"

namespace eligo::authoring {

/// Which constants and params are compared with something, also by way of sums, products, extremes and
/// definitions.
class Thresholds {
 public:
  explicit Thresholds(const check::CheckedRuleSet& rules);

  /// The comparison that a constant is compared in; nothing where it is in none.
  [[nodiscard]] std::optional<check::NodeId> comparison_of_constant(check::NodeId constant) const;
  /// The comparisons that a param is compared in, in the order of the document.
  [[nodiscard]] const std::vector<check::NodeId>& comparisons_of_param(std::uint32_t param) const {
    return params_[param];
  }

 private:
  void collect(check::NodeId part, check::NodeId comparison);

  const check::CheckedRuleSet* rules_;
  std::unordered_map<check::NodeId, check::NodeId> constants_;
  std::vector<std::vector<check::NodeId>> params_;
  std::vector<check::NodeId> seen_in_;  // by node: the comparison that it was last looked at for
};

/// The values one step below and one above a threshold. Nothing where there is no such value. `decimals`:
/// that it is written with.
struct Neighbours {
  std::optional<values::Value> below, above;
};
[[nodiscard]] Neighbours neighbours(const check::CheckedRuleSet& rules, const values::Value& value,
                                    Decimals decimals, check::NodeId comparison);

}  // namespace eligo::authoring
