#pragma once

#include "check/linking.hpp"

namespace eligo::check {

/// Warns of parts that change all the time because `now` does, and of which it cannot be computed when the
/// outcome turns, so that `retry_at` and `valid_until` are bounded: `string(now - t)`. For a rule set
/// without errors.
void check_moving_parts(Linking& linking);

}  // namespace eligo::check
