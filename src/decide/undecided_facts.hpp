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

  /// Looks at the conditions of a run. Rows that are no profiles say nothing about facts.
  void look(const Plan& plan, engine::Results& results, const Facts& facts, values::Nanoseconds now);

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
  bool look_at(const Condition& condition, const Plan& plan, const engine::Results& results, std::size_t row);

  const check::CheckedRuleSet* rules_;
  std::vector<bool> found_;            // by fact
  std::vector<bool> sought_;           // by fact: absent so far, and not found
  std::vector<bool> reads_;            // by node: something below it is sought
  std::vector<Condition> conditions_;  // those that read what is sought
};

}  // namespace eligo::decide
