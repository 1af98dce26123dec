#pragma once

#include <cstddef>
#include <cstdint>
#include <unordered_map>
#include <vector>

#include "decide/cursor.hpp"
#include "decide/decision_data.hpp"
#include "decide/evidence.hpp"
#include "decide/plan.hpp"

namespace eligo::decide {

/// Builds the reasons of the rows of a batch, trigger by trigger in the order of reasons. One batch; not safe
/// to share between threads.
class ReasonBuilder {
 public:
  ReasonBuilder(const std::vector<check::NodeId>& element_nodes, const RuleOrder& order)
      : element_nodes_(&element_nodes), order_(&order) {}

  /// Adds a trigger that holds for the profile of `source` to its reasons, or to its waived ones: to the one
  /// with the rule's code, or as a new one. `segment` is the profile's (none: the number of segments). A
  /// `codes_only` reason names its rules, and leaves out facts, inputs and placeholders.
  void add(const RowSource& source, const ReasonTrigger& trigger, bool undecided, bool codes_only,
           std::uint32_t segment, Reasons& reasons);

 private:
  ReasonData& reason_for(const RowSource& source, const ReasonTrigger& trigger, Reasons& reasons);
  [[nodiscard]] ReasonData* find(std::size_t row, std::uint32_t code, Reasons& reasons) const;
  void remember_last(std::size_t row, const Reasons& reasons);

  static constexpr std::size_t few_ = 16;  // so many reasons are searched through faster than looked up

  const std::vector<check::NodeId>* element_nodes_;
  const RuleOrder* order_;
  std::unordered_map<std::uint64_t, std::size_t> places_;  // by row and code, of rows with more than a few
};

/// A param as `segment` (none: the number of segments) sees it.
[[nodiscard]] const values::Value& param_value(const check::CheckedRuleSet& rules, std::uint32_t segment,
                                               std::uint32_t param);

}  // namespace eligo::decide
