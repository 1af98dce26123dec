#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <utility>
#include <vector>

#include "decide/comparison_flips.hpp"
#include "decide/decision_data.hpp"
#include "decide/plan.hpp"
#include "decide/solvable_rows.hpp"
#include "decide/solved_elements.hpp"
#include "decide/solved_states.hpp"
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
  struct Edge {
    values::Nanoseconds at = 0;
    std::uint32_t rule = 0;
  };
  struct RuleState {
    bool hits = false, active = false, waived = false;
    [[nodiscard]] bool shows() const { return hits && active; }
  };
  // What changed, in so many profiles before this one and in it: else it is what it was at first.
  template <typename Value>
  struct Changed {
    std::size_t turn = 0;
    Value value;
  };
  struct ListRows {
    SolvedElements::Rows elements;
    std::size_t first_truth = 0;
    std::int64_t hits = 0;
  };

  [[nodiscard]] bool count_undecided(std::size_t row);
  [[nodiscard]] bool begin(std::size_t row, const DecisionData& decision);
  [[nodiscard]] bool begin_rules(const DecisionData& decision);
  [[nodiscard]] bool watch_placeholders(const DecisionData& decision);
  void find_flips();
  void begin_list(std::uint32_t part);
  std::int64_t begin_element(const SolvedElements& list, std::uint32_t part, std::size_t element);
  [[nodiscard]] Verdict lasting_of(const DecisionData& decision) const;
  [[nodiscard]] values::Nanoseconds horizon_of(const DecisionData& decision) const;
  enum class Change : std::uint8_t { none, decision, unsure };
  [[nodiscard]] Change move_to(values::Nanoseconds instant);
  [[nodiscard]] SolvedState state(std::uint32_t part) const;
  [[nodiscard]] SolvedState state_of_parts(std::uint32_t part);
  [[nodiscard]] RuleState& rule(std::uint32_t index);
  void flip(const ComparisonFlip& flip);
  void set(std::uint32_t part, SolvedState state);
  void touch(std::uint32_t rule);
  [[nodiscard]] std::size_t element_rows() const;
  [[nodiscard]] Verdict verdict() const;
  void count_rule(const RuleState& state, Verdict verdict, bool add);
  [[nodiscard]] bool within_limits(const DecisionData& decision, std::size_t tried,
                                   const std::optional<values::Nanoseconds>& valid_until, bool retried);
  [[nodiscard]] bool is_usual_within(std::size_t tried, bool retried, bool half);
  [[nodiscard]] bool are_enough(const SolvedTimes::Walk& walk, bool half) const;

  const Plan* plan_;
  const SolvedTimes* times_;
  const engine::Results* results_;
  values::Nanoseconds now_;
  std::uint64_t most_steps_;
  std::vector<SolvedElements> lists_;
  std::optional<SolvedStates> at_first_;
  std::optional<SolvableRows> solvable_;
  std::vector<std::uint32_t> flipping_;  // parts that compare times, or count elements
  std::vector<TimeColumns> sides_;       // of these
  std::vector<Edge> edges_;              // of windows, after `now`, in order
  std::vector<Edge> sure_edges_;         // those that change each decision whose rule hits
  enum class Answer : std::uint8_t { unknown, yes, no };
  std::vector<Answer> usual_within_;
  std::size_t all_element_rows_ = 0;

  // Of the profile at hand.
  std::size_t row_ = 0;
  std::size_t turn_ = 0;
  std::size_t part_count_ = 0;  // the others do not matter
  std::size_t undecided_ = 0;   // conditions
  std::uint32_t segment_ = 0;
  std::vector<Changed<SolvedState>> states_;
  std::vector<Changed<RuleState>> rules_;
  std::vector<ListRows> rows_;
  std::size_t elements_ = 0;                                        // of all lists
  mutable std::vector<std::pair<std::size_t, std::size_t>> spans_;  // of its rows, by domain
  std::vector<std::uint8_t> truths_;                                // of lists' elements
  values::Nanoseconds horizon_ = 0;                                 // nothing after it matters
  ComparisonFlips flips_;                                           // up to the horizon
  std::size_t list_flips_ = 0;                                      // of the list that has most
  std::size_t next_edge_ = 0;
  std::vector<std::uint32_t> showing_;       // rules whose conditions its reasons show
  std::vector<std::uint32_t> waits_;         // rules whose conditions time may change, and stay undecided
  std::vector<std::uint32_t> placeholders_;  // parts that its reasons show
  std::vector<std::uint64_t> is_placeholder_;
  bool alternatives_ = false;  // they are part of the decision
  std::size_t denials_ = 0, hidings_ = 0;
  Verdict lasting_ = Verdict::visible;  // whatever happens
  // Of the instant at hand.
  std::vector<SolvedState> operands_;
  std::vector<std::uint64_t> dirty_;
  std::vector<std::uint32_t> touched_;  // rules
  std::vector<std::uint64_t> is_touched_;
  std::vector<RuleState> before_;
  bool placeholders_changed_ = false, alternatives_changed_ = false, shown_changed_ = false;
  bool tried_ = false;  // a walk over the conditions may have looked at it
  bool lost_ = false;   // something came to be unknown
};

}  // namespace eligo::decide
