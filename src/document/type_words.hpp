#pragma once

#include <string>
#include <string_view>

namespace eligo::document {

/// What to say of a word that is no type, where it is what people, other languages or databases call one:
/// "did you mean `int`?" of `integer`. Empty where nothing is known of it.
[[nodiscard]] std::string type_hint(std::string_view word);

}  // namespace eligo::document
