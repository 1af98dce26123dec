#pragma once

#include <cstddef>
#include <memory>
#include <memory_resource>
#include <span>
#include <string>
#include <vector>

#include "check/checked_rule_set.hpp"
#include "decide/decision_data.hpp"
#include "decide/decision_kinds.hpp"
#include "decide/verdict_columns.hpp"
#include "engine/conditions.hpp"
#include "engine/runner.hpp"
#include "program/condition_plan.hpp"
#include "program/program.hpp"
#include "values/scalar_cell.hpp"
#include "values/view.hpp"

namespace eligo::decide {

/// The facts of a batch of profiles as the engine takes them.
struct Facts {
  std::span<const values::View> views;  ///< one a fact of the rule set, in its order
  std::size_t rows = 0;
  bool refusals = true;  ///< false: no value was refused, which then need not be looked for
  std::span<const std::size_t> unreadable = {};  ///< rows that are no profiles, ascending
  /// Of a single row: what the views of scalar facts point to; null where it is not known.
  const values::ScalarCell* cells = nullptr;
};

struct Plan;
class UndecidedFacts;

/// Makes decisions from hits. Immutable; safe to use from many threads at once.
class Decider {
 public:
  /// `least_indexed`: of how many clauses on a fact an index is made.
  Decider(std::shared_ptr<const check::CheckedRuleSet> rules, std::shared_ptr<const program::Program> program,
          std::size_t least_indexed = program::ConditionPlan::usual_least_indexed);

  /// Decides every row at `now` into `decisions`, which has as many elements as there are rows; whatever
  /// they held is replaced and their memory reused. On the path to `visible` with Detail::reasons nothing
  /// is allocated on the heap as long as `memory` does not. `undecided`, where given, is shown each run.
  void decide(const Facts& facts, values::Nanoseconds now, Detail detail, std::pmr::memory_resource& memory,
              std::span<DecisionData> decisions, UndecidedFacts* undecided = nullptr) const;

  /// The same of one profile, with memory of its own. Most rule sets tell conditions by facts alone: where
  /// none holds nothing is run.
  void decide_profile(const Facts& facts, values::Nanoseconds now, Detail detail,
                      DecisionData& decision) const;

  /// The same decisions with Detail::codes, by kind. Cheaper where most rows have the decision of others.
  void decide_kinds(const Facts& facts, values::Nanoseconds now, std::pmr::memory_resource& memory,
                    DecisionKinds& kinds, UndecidedFacts* undecided = nullptr) const;

  /// The same verdicts, segments and, with `codes`, codes of reasons in order, in place of what `columns`
  /// held. Several times cheaper where most rows are only counted.
  void decide_columns(const Facts& facts, values::Nanoseconds now, bool codes,
                      std::pmr::memory_resource& memory, VerdictColumns& columns) const;

  /// The program, and how conditions are told by tests, as people read them.
  [[nodiscard]] std::string listing() const;

  [[nodiscard]] const check::CheckedRuleSet& rules() const { return *rules_; }
  [[nodiscard]] const program::Program& program() const { return *program_; }

 private:
  void decide_together(const Facts& facts, values::Nanoseconds now, Detail detail,
                       std::pmr::memory_resource& memory, std::span<DecisionData> decisions,
                       UndecidedFacts* undecided) const;
  /// With Detail::full, by a run of every condition's parts.
  void decide_by_run(const Facts& facts, values::Nanoseconds now, std::pmr::memory_resource& memory,
                     std::span<DecisionData> decisions, UndecidedFacts* undecided) const;
  /// Gives the rows of which more is asked than the plan's conditions tell: none but with Detail::full.
  [[nodiscard]] std::vector<std::uint32_t> decide_by_plan(const Facts& facts, values::Nanoseconds now,
                                                          Detail detail, std::pmr::memory_resource& memory,
                                                          std::span<DecisionData> decisions,
                                                          UndecidedFacts* undecided) const;
  /// The same of a single row. False where more is asked; then nothing is decided.
  [[nodiscard]] bool decide_row_by_plan(const Facts& facts, values::Nanoseconds now, Detail detail,
                                        std::pmr::memory_resource& memory, DecisionData& decision,
                                        UndecidedFacts* undecided) const;
  /// The same, once it is known which conditions hold.
  [[nodiscard]] bool decide_hits(const Facts& facts, engine::Results& results, const engine::RowHits& hits,
                                 values::Nanoseconds now, Detail detail, DecisionData& decision) const;
  /// `hits`: null where they are not known.
  void decide_profile_by_run(const Facts& facts, const engine::RowHits* hits, values::Nanoseconds now,
                             Detail detail, DecisionData& decision) const;
  void add_kinds(const Facts& facts, values::Nanoseconds now, std::pmr::memory_resource& memory,
                 DecisionKinds& kinds, UndecidedFacts* undecided) const;
  void decide_each(const Facts& facts, values::Nanoseconds now, Detail detail,
                   std::span<DecisionData> decisions, UndecidedFacts* undecided) const;
  void complete(const engine::Results& results, values::Nanoseconds now,
                std::span<DecisionData> decisions) const;

  std::shared_ptr<const check::CheckedRuleSet> rules_;
  std::shared_ptr<const program::Program> program_;
  std::shared_ptr<const Plan> plan_;
};

}  // namespace eligo::decide
