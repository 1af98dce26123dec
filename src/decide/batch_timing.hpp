#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <utility>
#include <vector>

#include "decide/decision_data.hpp"
#include "decide/plan.hpp"
#include "decide/solved_times.hpp"
#include "engine/runner.hpp"

namespace eligo::decide {

/// Solves `valid_until` and `retry_at` of the profiles of a batch from the columns of its run, of all whose
/// times follow from comparisons along lines: the instants at which these come out differently are gone
/// through in order, and only what a change touches is looked at again. Gives what add_timing would. Not safe
/// to share between threads.
class BatchTiming {
 public:
  /// `results` are those of a run of every part at `now`. The arguments outlive this object.
  BatchTiming(const Plan& plan, const engine::Results& results, values::Nanoseconds now);

  /// Sets both times of a decision; `open`: see leaves_open. False, and nothing set, where add_timing has to.
  [[nodiscard]] bool solve(std::size_t row, bool open, DecisionData& decision);

 private:
  struct Column {
    const void* values = nullptr;
    const std::uint64_t* known = nullptr;
    bool constant = true, of_element = false;
  };
  // Where a part is read: `element` is a row of the elements' domain.
  struct Place {
    std::size_t profile = 0, element = 0;
  };
  struct State {
    std::int64_t value = 0;
    bool known = false;
    friend bool operator==(const State&, const State&) = default;
  };
  struct ListRows {
    const values::View* lists = nullptr;  // null: were not run
    std::size_t first = 0, count = 0;     // of this profile's elements
    std::size_t first_truth = 0;
    std::int64_t hits = 0;
  };
  struct PartColumns {
    Column left, right;
  };
  // A comparison comes out differently from `at` on.
  struct Flip {
    values::Nanoseconds at = 0;
    std::uint32_t part = 0;
    std::uint32_t element = 0;
  };
  struct Edge {
    values::Nanoseconds at = 0;
    std::uint32_t rule = 0;
  };
  struct RuleState {
    bool hits = false, active = false, waived = false;
    [[nodiscard]] bool shows() const { return hits && active; }
  };

  [[nodiscard]] Column column_of(const SolvedColumn& column) const;
  [[nodiscard]] std::vector<PartColumns> columns_of(const SolvedParts& parts) const;
  [[nodiscard]] static std::size_t row_of(const Column& column, const Place& place);
  [[nodiscard]] static std::optional<values::Nanoseconds> difference(const PartColumns& columns,
                                                                     const Place& place);
  [[nodiscard]] static State read_leaf(const SolvedPart& part, const Column& column, const Place& place);
  [[nodiscard]] static State combine(const SolvedParts& all, const SolvedPart& part,
                                     std::span<const State> states);
  [[nodiscard]] static State compare(const SolvedPart& part, values::Nanoseconds difference);
  [[nodiscard]] State compare_times(const SolvedPart& part, const PartColumns& columns, const Place& place,
                                    values::Nanoseconds instant) const;

  [[nodiscard]] bool count_undecided(std::size_t row);
  [[nodiscard]] bool begin(std::size_t row, const DecisionData& decision);
  [[nodiscard]] bool begin_rules(std::size_t row, const DecisionData& decision);
  [[nodiscard]] bool watch_placeholders(const DecisionData& decision);
  [[nodiscard]] State begin_count(std::uint32_t part, std::size_t row);
  void add_flips(const SolvedPart& part, values::Nanoseconds difference, std::uint32_t of,
                 std::size_t element);
  void add_flip(values::Nanoseconds at, std::uint32_t part, std::size_t element);
  [[nodiscard]] State element_state(const SolvedList& list, std::uint32_t number, const Place& place,
                                    values::Nanoseconds instant);
  [[nodiscard]] static State outcome(SolvedList::Outcome asked, const ListRows& rows);

  enum class Change : std::uint8_t { none, decision, unsure };
  [[nodiscard]] Change move_to(values::Nanoseconds instant);
  void flip(const Flip& flip);
  void set(std::uint32_t part, State state);
  void touch(std::uint32_t rule);
  [[nodiscard]] std::size_t element_rows() const;
  [[nodiscard]] Verdict verdict() const;
  void count_rule(const RuleState& state, Verdict verdict, bool add);
  [[nodiscard]] bool within_limits(const DecisionData& decision, std::size_t tried,
                                   const std::optional<values::Nanoseconds>& valid_until, bool retried) const;

  const Plan* plan_;
  const SolvedTimes* times_;
  const engine::Results* results_;
  values::Nanoseconds now_;
  std::uint64_t most_steps_;
  std::vector<PartColumns> columns_;                    // one a part
  std::vector<std::uint32_t> varying_;                  // parts that are not the same in all rows
  std::vector<std::vector<PartColumns>> list_columns_;  // the same, by list
  std::vector<Edge> edges_;                             // of windows, after `now`, in order
  std::vector<RuleState> at_first_;                     // at `now`: whether it is active
  std::vector<values::TruthBits<>> conditions_;         // one a rule
  std::size_t all_element_rows_ = 0;

  // Of the profile at hand.
  std::size_t row_ = 0;
  std::size_t part_count_ = 0;  // the others do not matter
  std::size_t undecided_ = 0;   // conditions
  std::uint32_t segment_ = 0;
  std::vector<State> states_;
  std::vector<ListRows> rows_;
  mutable std::vector<std::pair<std::size_t, std::size_t>> spans_;  // of its rows, by domain
  std::vector<std::uint8_t> truths_;                                // of lists' elements
  std::vector<State> element_states_;
  std::vector<Flip> flips_;
  std::size_t list_flips_ = 0;  // of the list that has most
  std::size_t next_flip_ = 0, next_edge_ = 0;
  std::vector<RuleState> rules_;
  std::vector<std::uint32_t> showing_;       // rules whose conditions its reasons show
  std::vector<std::uint32_t> placeholders_;  // parts that its reasons show
  std::vector<std::uint64_t> is_placeholder_;
  bool alternatives_ = false;  // they are part of the decision
  std::size_t denials_ = 0, hidings_ = 0;
  Verdict lasting_ = Verdict::visible;  // whatever happens
  // Of the instant at hand.
  std::vector<std::uint64_t> dirty_;
  std::vector<std::uint32_t> touched_;  // rules
  std::vector<std::uint64_t> is_touched_;
  std::vector<RuleState> before_;
  bool placeholders_changed_ = false, alternatives_changed_ = false, shown_changed_ = false;
  bool tried_ = false;  // a walk over the conditions may have looked at it
  bool lost_ = false;   // something came to be unknown
};

}  // namespace eligo::decide
