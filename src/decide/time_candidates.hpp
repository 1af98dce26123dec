#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "decide/cursor.hpp"
#include "decide/plan.hpp"
#include "decide/step_budget.hpp"
#include "decide/time_steps.hpp"

namespace eligo::decide {

/// An instant at which something may change if only time passes.
struct NextChange {
  static constexpr values::Nanoseconds never = values::max_timestamp + 1;

  values::Nanoseconds at = never;
  bool calendar = false;    ///< found by a calendar function, which always finds a next one
  bool nanosecond = false;  ///< the next nanosecond: nothing is known of what it brings

  [[nodiscard]] bool comes() const { return at < never; }
};

[[nodiscard]] inline NextChange earlier(const NextChange& left, const NextChange& right) {
  return right.at < left.at ? right : left;
}
[[nodiscard]] inline NextChange later(const NextChange& left, const NextChange& right) {
  return right.at > left.at ? right : left;
}

/// From the run of one profile at the instant `now`: when could a part of its conditions come out
/// differently? Answers are never later than the truth, so that between `now` and the answer nothing
/// has changed. Not safe to share between threads.
class TimeCandidates {
 public:
  /// What counts as a change of a condition.
  enum class Grain : std::uint8_t {
    outcome,  ///< true, false or unknown
    parts,    ///< also which of its parts made it so, which a reason shows
  };

  /// With `budget` spent every answer is the next nanosecond. It outlives this object.
  TimeCandidates(const Plan& plan, const RowSource& source, program::Context context, values::Nanoseconds now,
                 Grain grain, StepBudget& budget);

  /// The condition at `root`.
  [[nodiscard]] NextChange of_condition(check::NodeId root) { return step(root); }
  /// The value of a definition as a message shows it.
  [[nodiscard]] NextChange of_figure(std::uint32_t definition);

 private:
  [[nodiscard]] check::NodeId behind_definitions(check::NodeId id) const;
  [[nodiscard]] NextChange after(Step wait, bool calendar = false) const;
  [[nodiscard]] NextChange at_once() const { return {now_ + 1, false, true}; }
  [[nodiscard]] bool is_hidden(check::NodeId id) const;
  [[nodiscard]] bool is_known(check::NodeId id) const;
  [[nodiscard]] std::optional<bool> truth(check::NodeId id) const;
  [[nodiscard]] std::optional<values::Nanoseconds> time_of(check::NodeId id) const;
  [[nodiscard]] bool moves(check::NodeId id) const;

  /// When the node's value leaves the straight line on which it moves (for all that is no time: changes).
  [[nodiscard]] NextChange step(check::NodeId id);
  [[nodiscard]] NextChange step_operands(const check::Node& node);
  [[nodiscard]] NextChange step_logical(check::NodeId id);
  [[nodiscard]] NextChange step_conditional(const check::Node& node);
  [[nodiscard]] NextChange step_comprehension(check::NodeId id);
  [[nodiscard]] NextChange step_bodies(const check::Node& comprehension);
  [[nodiscard]] NextChange step_call(check::NodeId id);
  [[nodiscard]] NextChange own_step(check::NodeId id);
  [[nodiscard]] std::optional<NextChange> count_comparison(const check::Node& node);
  [[nodiscard]] NextChange comparison(const check::Node& node);
  [[nodiscard]] NextChange arithmetic(check::NodeId id);
  [[nodiscard]] NextChange accessor(const check::Node& node);
  [[nodiscard]] NextChange membership(const check::Node& node);
  [[nodiscard]] NextChange list_membership(const check::Node& node);

  const Plan* plan_;
  Cursor cursor_;
  values::Nanoseconds now_;
  Grain grain_;
  StepBudget* budget_;
  std::vector<NextChange> definitions_, compared_definitions_;  // one a definition: of its root, exact copy
};

}  // namespace eligo::decide
