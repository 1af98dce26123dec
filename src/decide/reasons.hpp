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

/// Builds the reasons of one row after the other, trigger by trigger in the order of reasons. Not safe to
/// share between threads.
class ReasonBuilder {
 public:
  explicit ReasonBuilder(const Plan& plan) : plan_(&plan) {}

  void begin_row() { places_.clear(); }
  /// Adds a trigger that holds for the profile of `source` to its reasons, or to its waived ones: to the one
  /// with the rule's code, or as a new one. `segment` is the profile's (none: the number of segments). A
  /// `codes_only` reason names its rules, and leaves out facts, inputs and placeholders.
  void add(const RowSource& source, const ReasonTrigger& trigger, bool undecided, bool codes_only,
           std::uint32_t segment, Reasons& reasons);

 private:
  ReasonData& reason_for(const ReasonTrigger& trigger, Reasons& reasons);
  [[nodiscard]] ReasonData* find(std::uint32_t code, Reasons& reasons);

  static constexpr std::size_t few_ = 16;  // so many reasons are searched through faster than looked up

  const Plan* plan_;
  /// By code, of a row with more than a few reasons.
  struct Places {
    const Reasons* reasons;
    std::unordered_map<std::uint32_t, std::size_t> by_code;
  };
  [[nodiscard]] Places* places_of(const Reasons& reasons);
  std::vector<Places> places_;  // of reasons, and of waived ones
};

/// A param as `segment` (none: the number of segments) sees it.
[[nodiscard]] const values::Value& param_value(const check::CheckedRuleSet& rules, std::uint32_t segment,
                                               std::uint32_t param);

}  // namespace eligo::decide
