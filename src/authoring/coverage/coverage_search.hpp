#pragma once

#include <cstddef>
#include <functional>
#include <map>
#include <optional>
#include <span>
#include <vector>

#include "authoring/coverage/measurement.hpp"
#include "authoring/coverage/obligations.hpp"
#include "authoring/search/boundary_values.hpp"
#include "authoring/search/linear_sum.hpp"
#include "authoring/search/profile_values.hpp"
#include "check/checked_rule_set.hpp"
#include "program/program.hpp"

namespace eligo::authoring {

/// Looks for situations that reach what others have not. Deterministic: it ends when nothing new is found, or
/// after a number of evaluations, never by time.
class CoverageSearch {
 public:
  /// All of them outlive it. `measured`: gives a situation that was measured already, by its number there.
  CoverageSearch(const check::CheckedRuleSet& rules, const program::Program& program,
                 const Obligations& obligations, Measurement& measurement,
                 std::function<Situation(std::size_t)> measured, values::Nanoseconds now);

  void search();
  /// A profile about which no rule has anything to say, as far as that could be had.
  [[nodiscard]] const Situation& plain() const { return plain_; }

  /// A situation by its number in the measurement: one of those that it began with, or one that was found.
  [[nodiscard]] Situation situation(std::size_t number) const;
  /// What is left of a situation when everything about it that the obligation does not need is as in the
  /// nearest of `from`. Of MC/DC, `partner` is the other one of the pair.
  [[nodiscard]] Situation nearest(std::size_t obligation, const Situation& found,
                                  std::span<const Situation> from, const Situation* partner = nullptr) const;

 private:
  void make_plain();
  void try_goals(const Situation& from);
  void try_goal(const Obligation& obligation, const Situation& from, std::span<const ParameterValue> params);
  void try_neighbours(const Situation& from);
  void try_relative(const Situation& from);
  void try_keys(const Situation& from);
  void try_pairs(const Situation& from);
  void add(Situation candidate);
  void flush();
  void flush(values::Nanoseconds now);
  [[nodiscard]] std::vector<std::uint32_t> facts_of(const Obligation& obligation) const;
  [[nodiscard]] bool done() const { return evaluations_ >= most_evaluations; }

  static constexpr std::size_t most_evaluations = 600'000;

  const check::CheckedRuleSet* rules_;
  const program::Program* program_;
  const Obligations* obligations_;
  Measurement* measurement_;
  values::Nanoseconds now_;
  Boundaries boundaries_;
  std::vector<std::vector<ParameterValue>> params_;
  std::size_t begun_;  // how many were measured before
  std::function<Situation(std::size_t)> measured_;
  std::map<std::size_t, Situation> kept_;  // by number
  std::vector<std::size_t> pool_;          // numbers, in the order in which they are varied
  std::map<values::Nanoseconds, std::vector<Situation>> waiting_;
  Situation plain_;
  std::size_t evaluations_ = 0;
};

}  // namespace eligo::authoring
