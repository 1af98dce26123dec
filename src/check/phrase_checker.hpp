#pragma once

#include "check/linking.hpp"

namespace eligo::check {

/// Puts the author's phrases beside the built-in ones, and warns of rules whose texts are in a language in
/// which phrases are lacking.
void check_phrases(Linking& linking);

}  // namespace eligo::check
