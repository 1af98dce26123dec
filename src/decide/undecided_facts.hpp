#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "check/checked_rule_set.hpp"
#include "decide/plan.hpp"
#include "engine/runner.hpp"
#include "values/time.hpp"

namespace eligo::decide {

struct Facts;

/// Finds which of the facts that no record has leave a condition undecided: of a rule that is in force, a
/// segment or an alternative. What is found depends on the records alone, not on how they were cut into
/// batches. One thread at a time; the findings of several are merged.
class UndecidedFacts {
 public:
  /// `rules` outlives it.
  explicit UndecidedFacts(const check::CheckedRuleSet& rules);

  /// Before a batch is decided: the facts, ascending, that no record has had so far, the batch's included.
  /// Those that a later record turns out to have do not count, whatever was found of them.
  void watch(std::span<const std::uint32_t> absent);
  /// Whether a batch has to be looked at.
  [[nodiscard]] bool watching() const { return !conditions_.empty(); }
  /// Rows of the batch that are no profiles: they say nothing about facts.
  void leave_out(std::span<const std::size_t> rows) { left_out_.assign(rows.begin(), rows.end()); }

  /// Looks at the conditions of a run. `first_row`: see Decider.
  void look(const Plan& plan, engine::Results& results, const Facts& facts, std::size_t first_row,
            values::Nanoseconds now);

  [[nodiscard]] bool contains(std::uint32_t fact) const { return found_[fact]; }
  void merge(const UndecidedFacts& other);

 private:
  struct Condition {
    enum class Of : std::uint8_t { rule, segment, alternative };
    Of of;
    std::uint32_t index;
    check::NodeId root;
  };
  void find_conditions();
  /// Whether a fact that is still sought was among those that a row's condition waits for.
  bool look_at(const Condition& condition, const Plan& plan, engine::Results& results, const Facts& facts,
               std::size_t row, std::size_t first_row);

  const check::CheckedRuleSet* rules_;
  std::vector<bool> found_;            // by fact
  std::vector<bool> sought_;           // by fact: absent so far, and not found
  std::vector<bool> reads_;            // by node: something below it is sought
  std::vector<Condition> conditions_;  // those that read what is sought
  std::vector<std::size_t> left_out_;  // ascending
};

}  // namespace eligo::decide
