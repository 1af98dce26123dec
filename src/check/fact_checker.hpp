#pragma once

#include "check/linking.hpp"

namespace eligo::check {

/// Checks and links the facts: their names, types and ranges.
void check_facts(Linking& linking);

/// Whether a name may not begin with this word, because the language means something else by it.
[[nodiscard]] bool is_taken_word(std::string_view word);

}  // namespace eligo::check
