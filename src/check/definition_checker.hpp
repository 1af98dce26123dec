#pragma once

#include "check/linking.hpp"

namespace eligo::check {

/// Checks and links the definitions, dependencies first; the type of each comes out of its expression.
/// Definitions that need each other in a circle are mistakes.
void check_definitions(Linking& linking);

}  // namespace eligo::check
