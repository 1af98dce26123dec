#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include <eligo/verdict.hpp>

#include "decide/plan.hpp"
#include "decide/solved_states.hpp"
#include "decide/solved_times.hpp"
#include "engine/runner.hpp"
#include "values/bitmap.hpp"
#include "values/time.hpp"

namespace eligo::decide {

/// Of which rows of a run times can be solved, and what is to be known of their rules besides: told for all
/// rows together. Rules are those of SolvedTimes::rules.
class SolvableRows {
 public:
  /// `states` are those at the instant `now` of the run. The others outlive this object.
  SolvableRows(const Plan& plan, const engine::Results& results, SolvedStates& states,
               values::Nanoseconds now);

  /// Whether all is known of a row that a decision needs, with alternatives or without.
  [[nodiscard]] bool contain(std::size_t row, bool alternatives) const {
    return values::bit_at(solvable_.data(), row) &&
           (!alternatives || values::bit_at(with_alternatives_.data(), row));
  }
  /// Whether the condition of a rule stays undecided whatever the time.
  [[nodiscard]] bool some_wait(std::size_t row) const { return values::bit_at(waiting_.data(), row); }
  /// What the rules without waivable codes that time does not change, or that stay undecided, come to;
  /// nothing where there are others of these.
  [[nodiscard]] std::optional<Verdict> lasting(std::size_t row) const;
  /// Whether a reason may show a placeholder that time changes.
  [[nodiscard]] bool show_placeholders(std::size_t row) const {
    return values::bit_at(placeholders_.data(), row);
  }

  [[nodiscard]] const values::TruthBits<>& condition(std::size_t rule) const { return conditions_[rule]; }
  [[nodiscard]] bool is_active(std::size_t rule) const { return active_[rule]; }
  /// The active rules that hit, as a bitmap.
  [[nodiscard]] std::span<const std::uint64_t> hits(std::size_t row) const {
    const std::size_t words = values::words_for(conditions_.size());
    return {hits_.data() + row * words, words};
  }

 private:
  [[nodiscard]] bool lack_something(const SolvedTimes& times, const SolvedStates& states,
                                    std::size_t rows) const;
  void find_solvable(const SolvedTimes& times, const SolvedStates& states);
  void find_hits(std::size_t rows);
  void find_lasting(const Plan& plan, const engine::Results& results);

  std::vector<values::TruthBits<>> conditions_;  // by rule
  std::vector<bool> active_;                     // by rule
  // Bitmaps of rows.
  std::vector<std::uint64_t> solvable_, with_alternatives_, waiting_, placeholders_;
  std::vector<std::uint64_t> denials_, hidings_, waivable_;  // what is lasting
  std::vector<std::uint64_t> hits_;                          // a bitmap a row
};

}  // namespace eligo::decide
