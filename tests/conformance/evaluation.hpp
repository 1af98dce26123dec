#pragma once

#include <cstdint>
#include <set>
#include <span>

#include "check/checked_rule_set.hpp"
#include "program/program.hpp"
#include "values/value.hpp"
#include "values/view.hpp"

namespace eligo::conformance {

/// What an expression came to, for one profile.
struct Outcome {
  values::Value value;
  std::set<values::Cause> errors;  ///< run-time errors that arose anywhere in it, in any row
};

/// The instant at which every case is evaluated: 2026-11-23T10:00:00Z.
[[nodiscard]] values::Nanoseconds instant();

/// Runs the program over profiles, and gives the value of a definition in one row.
[[nodiscard]] Outcome evaluate(const program::Program& program, std::size_t definition,
                               std::span<const values::View> views, std::size_t rows, std::size_t row);

/// Equal, where NaN equals NaN.
[[nodiscard]] bool same(const values::Value& left, const values::Value& right);

}  // namespace eligo::conformance
