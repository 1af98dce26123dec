#pragma once

#include "check/linking.hpp"

namespace eligo::check {

/// Warns of divisors that may be 0 by what is declared of facts and params, unless the conditions around
/// them exclude it, and of int literals whose division is cut. For a rule set without errors.
void check_divisors(Linking& linking);

}  // namespace eligo::check
