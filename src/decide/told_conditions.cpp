#include "decide/told_conditions.hpp"

#include <cstddef>

namespace eligo::decide {

namespace {

constexpr std::size_t usual_hits = 8;

}  // namespace

ToldConditions tell_conditions(const Plan& plan, engine::Results& results, const values::ScalarCell* cells,
                               engine::Undecided undecided, std::pmr::memory_resource& memory) {
  ToldConditions told{engine::ConditionHits(&memory), std::nullopt};
  told.hits.reserve(usual_hits);
  results.run(plan.conditions.computed_part());
  if (results.rows() == 1) {
    engine::find_hits(plan.conditions, results, cells, undecided, told.hits);
  } else {
    engine::find_indexed_hits(plan.conditions, results, undecided, told.hits);
    told.columns.emplace(plan.conditions, results, memory);
  }
  return told;
}

}  // namespace eligo::decide
