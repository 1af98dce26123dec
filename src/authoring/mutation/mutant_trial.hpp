#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <unordered_map>
#include <vector>

#include "authoring/fixtures/fixture.hpp"
#include "authoring/mutation/fixture_rows.hpp"
#include "authoring/mutation/held_rules.hpp"
#include "authoring/mutation/mutant.hpp"
#include "authoring/mutation/node_uses.hpp"
#include "decide/decider.hpp"

namespace eligo::authoring {

/// What a rule set without a mistake makes of fixtures, as far as trials ask. Immutable; what it is given
/// outlives it.
class Baseline {
 public:
  Baseline(const decide::Decider& decider, const FixtureRows& rows);

  [[nodiscard]] const check::CheckedRuleSet& rules() const { return decider_->rules(); }
  [[nodiscard]] const decide::Decider& decider() const { return *decider_; }
  [[nodiscard]] const FixtureRows& rows() const { return *rows_; }
  [[nodiscard]] const Outcome& outcome(std::size_t row) const { return outcomes_[row]; }
  /// The rows for which a rule holds.
  [[nodiscard]] const std::vector<std::uint32_t>& rows_of(std::uint32_t rule) const { return held_[rule]; }
  /// The rows that expect more than follows from which conditions hold: texts, missing facts, times.
  [[nodiscard]] const std::vector<std::uint32_t>& deep_rows() const { return deep_rows_; }
  [[nodiscard]] bool is_deep(std::size_t row) const { return deep_[row]; }
  /// Those of them that expect an instant.
  [[nodiscard]] const std::vector<std::uint32_t>& timed_rows() const { return timed_rows_; }
  /// Whether what the fixture expects of verdict, reasons and the like is as in the decision.
  [[nodiscard]] bool passes(std::size_t row, const decide::DecisionData& decision) const;

 private:
  const decide::Decider* decider_;
  const FixtureRows* rows_;
  std::vector<Fixture> shallow_;  // with those expectations alone
  std::vector<Outcome> outcomes_;
  std::vector<std::vector<std::uint32_t>> held_;
  std::vector<bool> deep_;
  std::vector<std::uint32_t> deep_rows_, timed_rows_;
};

/// What a first trial says of a mutant.
struct Trial {
  bool same = false;                    ///< comes to the same program as the rule set or an earlier mutant
  std::optional<std::uint32_t> killer;  ///< a row
  std::vector<std::uint32_t> open;      ///< rows that only a decision of the whole mutant can tell about
};

/// Tries mutants of one rule set, many in one program: what a change makes of conditions is appended to one
/// copy of the checked rule set, and lowered together with what it was, sharing what they have in common. A
/// fixture is decided only where a condition comes out differently. One a thread.
class TrialRunner {
 public:
  /// What it is given outlives it.
  TrialRunner(const Baseline& baseline, const NodeUses& uses);

  [[nodiscard]] std::vector<Trial> run(std::span<const Mutant> mutants);

 private:
  /// A mutant's conditions among the rules of `scratch_`, by their places.
  struct Condition {
    Owner owner;
    std::size_t was = 0, is = 0;
  };
  struct Candidate {
    std::vector<Condition> conditions;
    bool moves = false;    ///< some condition, as it was or is, depends on `now`
    bool defines = false;  ///< a definition changes, which texts may show
  };

  void append(const Mutant& mutant, Candidate& candidate);
  std::size_t place_of(check::NodeId condition);
  void take_back();
  [[nodiscard]] bool is_shown(const Change& change) const;
  void mark_same(const program::Program& program, std::span<const Mutant> mutants,
                 std::span<const Candidate> candidates, std::span<Trial> trials) const;
  void compare(const engine::Results& results, std::span<const std::uint32_t> rows, const Mutant& mutant,
               const Candidate& candidate, Trial& trial) const;
  [[nodiscard]] static std::uint64_t differing_rows(const engine::Results& results,
                                                    const Candidate& candidate, std::size_t word);
  void try_row(const engine::Results& results, std::span<const std::uint32_t> rows, std::size_t place,
               const Candidate& candidate, Trial& trial) const;
  void try_change(const Mutant& mutant, Trial& trial) const;
  [[nodiscard]] bool is_open(const Mutant& mutant, const Candidate& candidate, std::uint32_t row) const;

  const Baseline* baseline_;
  const NodeUses* uses_;
  check::CheckedRuleSet scratch_;
  std::vector<std::size_t> overrides_;  // by segment: how many it has
  std::vector<bool> shown_params_;      // by param: whether a message shows it
  std::unordered_map<check::NodeId, std::size_t> places_;
};

/// The first row that fails with a mutant, of those given, by deciding the mutated rule set.
[[nodiscard]] std::optional<std::uint32_t> first_failing(const Baseline& baseline, const NodeUses& uses,
                                                         const Mutant& mutant,
                                                         std::span<const std::uint32_t> rows);

}  // namespace eligo::authoring
