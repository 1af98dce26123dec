#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <optional>

#include "decide/cursor.hpp"
#include "decide/next_change.hpp"
#include "decide/plan.hpp"

namespace eligo::decide {

/// How far the searches through time for one profile go, all of them together. A step is one part of a
/// condition looked at for one instant (in a list, for one element), or one rule. Steps, not time: the same
/// on every machine, in any batch, on any thread.
class SearchLimits {
 public:
  SearchLimits(values::Nanoseconds now, std::uint64_t most_steps)
      : calendar_end_(now + calendar_horizon), most_steps_(most_steps), end_(most_steps) {}

  void charge(std::uint64_t steps) { steps_ += steps; }
  /// The profile was run again, for another instant: 100 steps, and one for each operation and each element.
  void charge_run(const RowSource& source);

  /// The search that begins may take half of the steps that are left, so that the next one has some, too.
  void leave_half() { end_ = steps_ + (most_steps_ - std::min(steps_, most_steps_)) / 2; }
  /// The search that begins is the last one.
  void leave_none() { end_ = most_steps_; }

  [[nodiscard]] bool are_spent() const { return steps_ > end_; }
  /// Whether the search ends before what `next` brings: the steps are spent, or it is up to a calendar
  /// function and too far away.
  [[nodiscard]] bool end_before(const NextChange& next) const {
    return are_spent() || (next.calendar && next.at > calendar_end_);
  }
  /// Whether to follow one part, after so many changes, no further than `next`: also where that is beyond
  /// the horizon and not among the first, which may have been solved and not tried one by one.
  [[nodiscard]] bool stop_at(const NextChange& next, std::size_t changes) {
    if (end_before(next)) return true;
    if (next.at <= horizon_ || changes < 2) return false;
    cut_ = true;
    return true;
  }
  /// Until when parts are followed; what changes each hour for ever would else use up the steps before
  /// the others were looked at, one of which may change soon.
  void set_horizon(values::Nanoseconds horizon) {
    horizon_ = std::min(horizon, NextChange::never);
    cut_ = false;
  }
  void lift_horizon() { set_horizon(NextChange::never); }
  /// The earliest change after `now`, for which `find()` looks up to one horizon after another.
  template <typename Find>
  [[nodiscard]] NextChange nearest(values::Nanoseconds now, Find find) {
    std::optional<NextChange> known;  // nothing changes before
    for (values::Nanoseconds span = first_span;; span *= next_span) {
      set_horizon(now + span);
      NextChange next = find();
      const bool complete = next.at <= horizon_ || !cut_;
      if (complete || are_spent()) {
        lift_horizon();
        return are_spent() && known ? *known : next;
      }
      known = next;
    }
  }
  [[nodiscard]] std::uint64_t steps() const { return steps_; }

  static constexpr values::Nanoseconds first_span = 60 * values::nanoseconds_per_second;
  static constexpr values::Nanoseconds next_span = 8;

 private:
  static constexpr values::Nanoseconds calendar_horizon =
      values::Nanoseconds{400} * 24 * 3600 * values::nanoseconds_per_second;

  values::Nanoseconds calendar_end_;
  std::uint64_t most_steps_, end_;
  std::uint64_t steps_ = 0;
  values::Nanoseconds horizon_ = NextChange::never;
  bool cut_ = false;  // something was followed no further than to the horizon
};

/// The limit `search_steps`, and 100 more for each part of the rule set and for each element of the profile's
/// lists.
[[nodiscard]] SearchLimits limits_for(const Plan& plan, const RowSource& source, values::Nanoseconds now);

}  // namespace eligo::decide
