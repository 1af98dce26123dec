#pragma once

#include "check/linking.hpp"

namespace eligo::check {

/// Checks and links the lists: each value is of the list's type; a value that stands twice is a
/// warning and counts once.
void check_lists(Linking& linking);

}  // namespace eligo::check
