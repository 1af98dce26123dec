#pragma once

#include <cstddef>
#include <cstdint>
#include <memory_resource>
#include <span>
#include <vector>

#include "decide/cursor.hpp"
#include "decide/decider.hpp"
#include "decide/decision_kinds.hpp"
#include "decide/plan.hpp"
#include "decide/reasons.hpp"
#include "decide/told_conditions.hpp"
#include "decide/verdict_columns.hpp"
#include "engine/conditions.hpp"
#include "engine/runner.hpp"

namespace eligo::decide {

/// Turns conditions over a batch into verdicts, 64 rows a word operation where they are columns, and goes to
/// single rows only where a trigger holds. Runs what reasons and alternatives need besides. Scratch memory
/// comes from the resource it is given.
class BatchVerdicts {
 public:
  /// `results` are of a run of all conditions.
  BatchVerdicts(const Plan& plan, engine::Results& results, values::Nanoseconds now,
                std::pmr::memory_resource& memory)
      : BatchVerdicts(plan, results, nullptr, now, memory) {}
  /// `told` outlives it.
  BatchVerdicts(const Plan& plan, engine::Results& results, const ToldConditions& told,
                values::Nanoseconds now, std::pmr::memory_resource& memory)
      : BatchVerdicts(plan, results, &told, now, memory) {}

  /// Replaces verdict, segment, review and, unless `detail` is Detail::verdict, reasons, waived reasons
  /// and alternatives of every row's decision.
  void decide(Detail detail, std::span<DecisionData> decisions);
  /// A value that was refused in a row's profile.
  struct RefusedValue {
    std::uint32_t row = 0;
    MissingInput input;
  };
  /// Gives each row the kind of its decision with Detail::codes. `refused`: by row.
  void add_kinds(std::span<const RefusedValue> refused, DecisionKinds& kinds);
  /// Appends verdicts, segments and, with `codes`, the codes of reasons to empty columns.
  void write(bool codes, VerdictColumns& columns);

 private:
  /// A trigger that holds for a row.
  struct Held {
    std::uint32_t row = 0;
    std::uint32_t trigger = 0;
    bool undecided = false;
    bool waived = false;
  };

  BatchVerdicts(const Plan& plan, engine::Results& results, const ToldConditions* told,
                values::Nanoseconds now, std::pmr::memory_resource& memory);
  void find_waived_rows();
  void sort_hits(const engine::ConditionHits& hits);
  /// Calls `use` with each trigger that is in force, and the rows of each word for which it holds, if any,
  /// with those among them for which it is undecided.
  template <typename Use>
  void for_each_holding(Use use) const;
  template <typename Use>
  void use_column(const ReasonTrigger& trigger, Use use) const;
  /// Takes down what all triggers do to the verdicts; in columns that have a place for each row, the codes
  /// that they give, too.
  void apply_all();
  void apply_all(VerdictColumns& columns);
  /// Takes down what a trigger does to the verdict of the rows for which it holds; gives those whose segment
  /// sets it aside.
  std::uint64_t apply(const ReasonTrigger& trigger, std::size_t word, std::uint64_t holds,
                      std::uint64_t unknown);
  [[nodiscard]] Verdict verdict_at(std::size_t row) const;
  void build_reasons(Detail detail, std::span<DecisionData> decisions);
  [[nodiscard]] std::pmr::vector<Held> held_by_row();
  void write_verdicts(std::span<DecisionData> decisions) const;
  /// An alternative that is offered in a row.
  struct Offer {
    std::uint32_t row = 0;
    std::uint32_t alternative = 0;
  };
  /// By alternative, then row.
  [[nodiscard]] std::pmr::vector<Offer> offers() const;

  const Plan* plan_;
  engine::Results* results_;
  const ToldConditions* told_;  // null where the results tell
  values::Nanoseconds now_;
  std::pmr::memory_resource* memory_;
  std::size_t rows_, words_;
  std::uint64_t last_rows_;                  // those of the last word that are there
  std::pmr::vector<std::uint64_t> bitmaps_;  // what the following point into
  std::uint64_t *denied_, *hidden_, *review_;
  std::uint64_t* waived_;        // one bitmap for each of RuleOrder::waivers
  std::pmr::vector<Held> hits_;  // by trigger, then row; of triggers in force
};

}  // namespace eligo::decide
