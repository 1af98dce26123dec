#pragma once

#include <cstddef>
#include <cstdint>
#include <memory_resource>
#include <vector>

#include "engine/asked_facts.hpp"
#include "engine/runner.hpp"
#include "program/condition_plan.hpp"
#include "values/inline_vector.hpp"
#include "values/scalar_cell.hpp"

namespace eligo::engine {

/// A rule whose condition is true, or undecided, in a row.
struct ConditionHit {
  std::uint32_t rule = 0;
  std::uint32_t row = 0;
  bool undecided = false;
};
using ConditionHits = std::pmr::vector<ConditionHit>;
/// Of one row: so few in nearly all decisions that no memory is taken for them.
inline constexpr std::size_t usual_hits = 16;
using RowHits = values::InlineVector<ConditionHit, usual_hits>;

/// Which undecided conditions are looked for.
enum class Undecided : std::uint8_t {
  failing,  ///< at least those of rules that fail closed
  every
};

/// Adds to `hits`, which are empty, in any order and each once, the rules of the only row of `facts` whose
/// conditions are true or undecided. `cells`: where scalar facts are; null: where the views of the facts say.
void find_hits(const program::ConditionPlan& plan, const AskedFacts& facts, const values::ScalarCell* cells,
               Undecided undecided, RowHits& hits);

/// Adds the same of the rules that the index finds, for every row of `results`, which have run
/// ConditionPlan::computed_part().
void find_indexed_hits(const program::ConditionPlan& plan, const Results& results, Undecided undecided,
                       ConditionHits& hits);

}  // namespace eligo::engine
