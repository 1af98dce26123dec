#pragma once

#include "check/linking.hpp"

namespace eligo::check {

/// Marks the facts that something names, and warns of params, lists and definitions that nothing does
/// and of segments that never match because an earlier one always does. Facts may well be unused: the
/// profiles hold more than one rule set needs.
void check_usage(Linking& linking);

}  // namespace eligo::check
