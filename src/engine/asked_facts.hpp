#pragma once

#include <span>

#include "engine/runner.hpp"
#include "program/program.hpp"
#include "values/view.hpp"

namespace eligo::engine {

/// What tests are asked of.
struct AskedFacts {
  const program::Program* program;
  std::span<const values::View> views;  ///< by fact
  /// What ConditionPlan::computed_part() came to; may be null where that is nothing.
  const Results* computed = nullptr;

  [[nodiscard]] static AskedFacts of(const Results& results) {
    return {&results.program(), results.facts(), &results};
  }
};

}  // namespace eligo::engine
