#pragma once

#include "check/linking.hpp"

namespace eligo::check {

/// Finds values of lists that can never be met, because what is looked up in the list is an enum without
/// them. Each list is looked at once for each enum, however many conditions ask.
void check_list_uses(Linking& linking);

}  // namespace eligo::check
