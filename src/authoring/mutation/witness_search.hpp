#pragma once

#include <cstddef>
#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "authoring/mutation/mutant_trial.hpp"
#include "authoring/search/boundary_values.hpp"
#include "authoring/search/profile_values.hpp"

namespace eligo::authoring {

/// What searches of one rule set begin with: what its fixtures give, and what values are worth trying.
/// Immutable; what it is given outlives it.
class SearchSpace {
 public:
  explicit SearchSpace(const Baseline& baseline);

  [[nodiscard]] const Situation& situation(std::size_t row) const { return situations_[row]; }
  [[nodiscard]] const std::vector<BaseProfile>& bases() const { return bases_; }
  /// Of the instant of one of the fixtures.
  [[nodiscard]] const Boundaries& boundaries(values::Nanoseconds now) const { return boundaries_.at(now); }
  /// Rows whose instants have boundaries, those with the fewest rules that hold first.
  [[nodiscard]] const std::vector<std::uint32_t>& rows() const { return rows_; }
  /// The instant that the file gives to fixtures without their own.
  [[nodiscard]] std::optional<values::Nanoseconds> file_now() const;
  /// How many searches are worth their while with a rule set of this size.
  [[nodiscard]] std::size_t most_searches() const;

 private:
  const Baseline* baseline_;
  std::vector<Situation> situations_;  // by row
  std::vector<BaseProfile> bases_;
  std::map<values::Nanoseconds, Boundaries> boundaries_;
  std::vector<std::uint32_t> rows_;
};

/// Looks for profiles for which a mutant decides otherwise: fixtures, with facts changed to values at which
/// conditions turn, one at a time and then several at random, by a seed that depends on the mutant alone. So
/// many and no more. One a thread.
class WitnessSearch {
 public:
  WitnessSearch(const Baseline& baseline, const NodeUses& uses, const SearchSpace& space)
      : baseline_(&baseline), uses_(&uses), space_(&space) {}

  /// A fixture that passes, and fails with the mutant, as JSON on one line; decided by both. Nothing where
  /// none was found.
  [[nodiscard]] std::optional<std::string> find(const Mutant& mutant);

 private:
  struct Found {
    Situation situation;
    std::string expectations;
    Detail detail = Detail::codes;  ///< by which it was seen
  };
  /// A mutant with what a search about it tries.
  struct Task {
    const decide::Decider* mutated = nullptr;
    std::vector<std::uint32_t> facts;  ///< that what it changes depends on
    std::vector<std::uint32_t> rows;   ///< to begin with
  };

  [[nodiscard]] std::vector<std::uint32_t> facts_of(const Change& change) const;
  [[nodiscard]] std::vector<std::uint32_t> rows_for(const Change& change) const;
  [[nodiscard]] std::vector<Situation> single_changes(const Task& task) const;
  [[nodiscard]] std::vector<Situation> random_changes(const Task& task, std::uint64_t& seed) const;
  [[nodiscard]] std::optional<Found> try_all(const Task& task, std::vector<Situation> situations,
                                             Detail detail);
  void simplify(const Task& task, Found& found);
  [[nodiscard]] std::vector<decide::DecisionData> decide(const decide::Decider& decider,
                                                         std::span<const Situation> situations,
                                                         Detail detail);
  [[nodiscard]] std::optional<std::string> expectations(const decide::DecisionData& decision,
                                                        const decide::DecisionData& mutated,
                                                        Detail detail) const;

  const Baseline* baseline_;
  const NodeUses* uses_;
  const SearchSpace* space_;
  values::ScratchMemory memory_;
};

}  // namespace eligo::authoring
