#pragma once

#include <cstddef>
#include <vector>

#include "check/expression_checker.hpp"
#include "expression/reporter.hpp"

namespace eligo::check {

/// Fills in `uses_now` and `slope` of the nodes from `first` on.
///
/// A timestamp or duration moves with `now` at a fixed rate, its slope: `now` itself at 1, a fact at 0,
/// `now - t` at 1, `t - now` at -1. So every comparison of two of them turns at most once, at an instant that
/// can be computed. Parts that would break this are refused: branches or elements whose slopes differ, and
/// timestamps computed from numbers or texts that depend on `now`. False where something was refused.
[[nodiscard]] bool find_time_slopes(Nodes& nodes, std::size_t first, const Scope& scope,
                                    expression::Reporter& reporter);

}  // namespace eligo::check
