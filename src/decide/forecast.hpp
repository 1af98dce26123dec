#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <tuple>
#include <utility>
#include <vector>

#include "decide/cursor.hpp"
#include "decide/element_counts.hpp"
#include "decide/plan.hpp"
#include "decide/reading.hpp"
#include "decide/search_limits.hpp"

namespace eligo::decide {

/// Reads the parts of conditions at later instants off the run of one profile at the instant `now`, and
/// tells how long they stay so. What is linear in time, whole units of it, calendar functions, arithmetic,
/// comparisons and logic over these, and conditions on the elements of lists are read without running the
/// program again; of all else it is known until when it stays what it was in the run. Once the limits are
/// reached, everything is unreadable. Not safe to share between threads.
class Forecast {
 public:
  /// The arguments outlive this object.
  Forecast(const Plan& plan, const RowSource& source, program::Context context, values::Nanoseconds now,
           SearchLimits& limits);

  [[nodiscard]] values::Nanoseconds now() const { return now_; }
  [[nodiscard]] const Cursor& cursor() const { return cursor_; }

  /// Forgets what was read with another horizon.
  void forget();
  /// A bool, int or double at an instant not before `now`.
  [[nodiscard]] Reading at(check::NodeId id, values::Nanoseconds instant);
  /// Until when a part stays what it was in the run; a timestamp or duration: on the line on which it moves.
  [[nodiscard]] NextChange stays(check::NodeId id);
  /// Whether a part of any type is unknown in the run.
  [[nodiscard]] bool is_unknown(check::NodeId id);
  /// Until when a part stays known or unknown, and of a `filter` the elements for which its condition is.
  [[nodiscard]] NextChange knowledge_stays(check::NodeId id);
  /// Whether it is a known timestamp or duration (or a list of them) that moves with `now`.
  [[nodiscard]] bool moves(check::NodeId id) const { return cursor_.node(id).slope != 0 && is_known(id); }

  /// Calls `use()` at each element of a comprehension; false where they were not run.
  template <typename Use>
  bool for_each_element(check::NodeId comprehension, Use use) {
    const auto elements = cursor_.elements(comprehension);
    if (!elements) return false;
    cursor_.enter(elements->domain, elements->begin);
    for (std::size_t row = elements->begin; row < elements->end; ++row) {
      limits_->charge(1);
      cursor_.move(row);
      use();
    }
    cursor_.leave();
    return true;
  }

 private:
  struct Kept {
    values::Nanoseconds from = NextChange::never;
    Reading reading;
  };
  // What a comparison compares.
  struct Sides {
    Reading left, right;

    [[nodiscard]] bool readable() const { return left.readable() && right.readable(); }
    [[nodiscard]] Reading::Value outcome(check::Function comparison) const;
    [[nodiscard]] NextChange until() const;
    [[nodiscard]] double distance() const;
  };
  // How a number goes as time passes, for so long.
  struct Trend {
    enum class Way : std::uint8_t { level, up, down, both };
    Way way = Way::level;
    NextChange until;
  };
  struct Range {
    std::int64_t lowest, highest;
  };
  // What a search for a turn sees at an instant.
  struct Probe {
    bool same = false;
    double distance = 0;  // from where it turns, if there is a number for it
    NextChange until;
  };
  using Wide = values::Nanoseconds;  // holds what 64 bits do not

  // What is asked about a number looks at so many nodes and no more.
  static constexpr int most_nodes = 64;

  [[nodiscard]] bool is_accessor(const check::Node& node) const;
  [[nodiscard]] NextChange at_once() const { return next_nanosecond(now_); }
  [[nodiscard]] bool is_known(check::NodeId id) const;
  [[nodiscard]] bool is_hidden(check::NodeId id) const;
  [[nodiscard]] values::Nanoseconds time_at(check::NodeId id, values::Nanoseconds instant) const;
  [[nodiscard]] std::optional<Reading::Value> value_in_run(check::NodeId id) const;
  [[nodiscard]] std::optional<values::Zone> zone_of(const check::Node& accessor) const;
  [[nodiscard]] check::NodeId behind_definitions(check::NodeId id) const;
  void prepare(std::uint32_t definition, values::Nanoseconds instant);

  // How long parts stay so: forecast_persistence.cpp
  [[nodiscard]] NextChange definition_stays(check::NodeId root);
  [[nodiscard]] NextChange knowledge_stays(check::NodeId id, int& nodes_left);
  [[nodiscard]] NextChange stays_by_parts(check::NodeId id);
  [[nodiscard]] NextChange operands_stay(const check::Node& node);
  [[nodiscard]] NextChange bodies_stay(check::NodeId comprehension);
  [[nodiscard]] NextChange own_step(check::NodeId id);
  [[nodiscard]] NextChange member_step(const check::Node& node);
  [[nodiscard]] NextChange sum_stays_in_range(check::NodeId id);

  // Follows what is read until it is another.
  template <typename Read>
  [[nodiscard]] Reading settled(values::Nanoseconds instant, Read read) {
    Reading reading = read(instant);
    for (std::size_t changes = 0;
         reading.readable() && reading.until.comes() && !limits_->stop_at(reading.until, changes);
         ++changes) {
      const Reading next = read(reading.until.at);
      if (next.value != reading.value) break;
      reading.until = next.until;
    }
    return reading;
  }
  [[nodiscard]] Reading as_in_run(check::NodeId id, values::Nanoseconds instant);
  [[nodiscard]] Reading read(check::NodeId id, values::Nanoseconds instant);
  [[nodiscard]] Reading read_logical(const check::Node& node, values::Nanoseconds instant);
  [[nodiscard]] Reading read_conditional(const check::Node& node, values::Nanoseconds instant);
  [[nodiscard]] Reading read_call(check::NodeId id, values::Nanoseconds instant);
  [[nodiscard]] Reading read_time_comparison(const check::Node& node, values::Nanoseconds instant);

  // Lists and their elements: forecast_lists.cpp
  [[nodiscard]] Reading read_membership(check::NodeId id, values::Nanoseconds instant);
  [[nodiscard]] Reading read_quantifier(check::NodeId id, values::Nanoseconds instant);
  [[nodiscard]] Reading read_size(check::NodeId id, values::Nanoseconds instant);
  template <typename Outcome>
  [[nodiscard]] std::optional<Reading> read_counts(check::NodeId comprehension, values::Nanoseconds instant,
                                                   Outcome outcome);
  [[nodiscard]] NextChange unknown_elements_stay(check::NodeId comprehension);
  [[nodiscard]] bool has_unknown_elements(check::NodeId comprehension);

  // Numbers: forecast_numbers.cpp
  [[nodiscard]] Reading read_accessor(const check::Node& node, values::Nanoseconds instant);
  [[nodiscard]] Reading read_arithmetic(check::NodeId id, values::Nanoseconds instant);
  [[nodiscard]] Reading read_comparison(const check::Node& node, values::Nanoseconds instant);
  [[nodiscard]] Sides sides_at(const check::Node& node, values::Nanoseconds instant);
  [[nodiscard]] NextChange next_turn(const check::Node& node, const Sides& sides, values::Nanoseconds from);
  template <typename Look>
  [[nodiscard]] NextChange first_other(values::Nanoseconds from, NextChange first, const NextChange& end,
                                       double distance, Look look);
  [[nodiscard]] static Trend opposite(Trend trend);
  [[nodiscard]] static Trend sum_of(const Trend& left, const Trend& right);
  [[nodiscard]] Trend trend(check::NodeId id, values::Nanoseconds instant, int& nodes_left);
  [[nodiscard]] NextChange number_stays(check::NodeId id, values::Nanoseconds instant,
                                        const Reading& present);
  [[nodiscard]] Trend accessor_trend(const check::Node& node, values::Nanoseconds instant);
  [[nodiscard]] Trend remainder_trend(const check::Node& node, const Trend& dividend,
                                      values::Nanoseconds instant);
  [[nodiscard]] bool never_turns(const check::Node& comparison);
  [[nodiscard]] static std::optional<Range> range_of(Wide lowest, Wide highest);
  [[nodiscard]] std::optional<Range> accessor_range(const check::Node& node);
  [[nodiscard]] std::optional<Range> range(check::NodeId id, int& nodes_left);

  const Plan* plan_;
  Cursor cursor_;
  values::Nanoseconds now_;
  SearchLimits* limits_;
  std::vector<Kept> kept_;                           // one a slot of TimeDependence
  std::map<check::NodeId, NextChange> definitions_;  // by the roots of those that are no scalars
  std::map<std::tuple<check::NodeId, std::size_t, std::size_t>, ElementCounts>
      counts_;  // by comprehension and its rows: the first, and the one after the last
  bool preparing_ = false;
};

}  // namespace eligo::decide
