#pragma once

#include <cstdint>

#include "decide/cursor.hpp"
#include "decide/plan.hpp"

namespace eligo::decide {

/// How much work the searches through time may be for one profile, all of them together. A step is one part
/// of a condition looked at for one instant (in a list, for one element). Steps, not time: the same on every
/// machine, in any batch, on any thread.
class StepBudget {
 public:
  explicit StepBudget(std::uint64_t most) : most_(most) {}

  void take(std::uint64_t steps) { taken_ += steps; }
  /// The profile was run again, for another instant: 100 steps, and one for each operation and each element.
  void take_run(const RowSource& source);
  [[nodiscard]] bool is_spent() const { return taken_ > most_; }
  [[nodiscard]] std::uint64_t taken() const { return taken_; }

 private:
  std::uint64_t most_;
  std::uint64_t taken_ = 0;
};

/// The limit `search_steps`, and 100 more for each part of the rule set and for each element of the profile's
/// lists.
[[nodiscard]] StepBudget budget_for(const Plan& plan, const RowSource& source);

}  // namespace eligo::decide
