#pragma once

#include <cstddef>
#include <memory_resource>
#include <span>
#include <vector>

#include "decide/decider.hpp"
#include "decide/decision_kinds.hpp"
#include "decide/undecided_facts.hpp"
#include "evaluate/input_schema.hpp"
#include "profiles/batch.hpp"
#include "values/scratch_memory.hpp"
#include "values/time.hpp"

namespace eligo::evaluate {

/// The instants at which the records of a batch are decided: one for all, or each its own. One thread at a
/// time.
class RecordInstants {
 public:
  /// `now` is that of all where the schema has no column for them. The schema outlives it.
  RecordInstants(const InputSchema& schema, values::Nanoseconds now) : schema_(&schema), now_(now) {}

  /// Takes the instants off a batch. A record without one becomes an error. What was sealed before is sealed
  /// anew; the views are those of the facts alone.
  [[nodiscard]] std::span<const values::View> take(profiles::Batch& batch);

  /// All columns of the batch taken last.
  [[nodiscard]] std::span<const values::View> columns() const { return columns_; }

  /// The instant of a row of the batch taken last.
  [[nodiscard]] values::Nanoseconds of(std::size_t row) const { return each_.empty() ? same_ : each_[row]; }

  /// Whether all rows of the batch taken last have one instant.
  [[nodiscard]] bool are_same() const { return each_.empty(); }
  /// Decides the batch taken last by kind, where they have.
  void decide_kinds(const decide::Decider& decider, const decide::Facts& facts, values::ScratchMemory& memory,
                    decide::DecisionKinds& kinds, decide::UndecidedFacts* undecided) const {
    memory.reset();
    decider.decide_kinds(facts, same_, memory, kinds, undecided);
  }
  /// Decides the batch taken last; `facts` are its own, or some of them in an order of theirs.
  void decide(const decide::Decider& decider, const decide::Facts& facts, Detail detail,
              values::ScratchMemory& memory, std::span<decide::DecisionData> decisions,
              decide::UndecidedFacts* undecided) const;

 private:
  const InputSchema* schema_;
  values::Nanoseconds now_;
  values::Nanoseconds same_ = now_;        // of all records of the batch
  std::vector<values::Nanoseconds> each_;  // empty where all have the same
  std::vector<bool> errors_;
  std::span<const values::View> columns_;
};

}  // namespace eligo::evaluate
