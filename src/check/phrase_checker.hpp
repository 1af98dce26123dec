#pragma once

#include "check/linking.hpp"

namespace eligo::check {

/// Checks the author's phrases, and warns of rules whose texts are in a language that phrases lack.
void check_phrases(Linking& linking);

}  // namespace eligo::check
