#pragma once

#include <cstdint>
#include <memory_resource>
#include <vector>

#include "engine/runner.hpp"
#include "program/condition_plan.hpp"
#include "values/scalar_cell.hpp"

namespace eligo::engine {

/// A rule whose condition is true, or undecided, in a row.
struct ConditionHit {
  std::uint32_t rule = 0;
  std::uint32_t row = 0;
  bool undecided = false;
};
using ConditionHits = std::pmr::vector<ConditionHit>;

/// Which undecided conditions are looked for.
enum class Undecided : std::uint8_t {
  failing,  ///< at least those of rules that fail closed
  every
};

/// Adds, in any order and each once, the rules of the only row of `results` whose conditions are true or
/// undecided. ConditionPlan::computed_part() has been run. `cells`: where scalar facts are; null: where the
/// views of the facts say.
void find_hits(const program::ConditionPlan& plan, const Results& results, const values::ScalarCell* cells,
               Undecided undecided, ConditionHits& hits);

/// The same of the rules that the index finds, for every row.
void find_indexed_hits(const program::ConditionPlan& plan, const Results& results, Undecided undecided,
                       ConditionHits& hits);

}  // namespace eligo::engine
