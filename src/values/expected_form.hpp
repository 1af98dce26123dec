#pragma once

#include <optional>
#include <string>

#include "values/type.hpp"
#include "values/value.hpp"

namespace eligo::values {

/// What would have been taken in place of a value that was refused, as a phrase: "an int like `12`". Of a
/// list: in place of an element, unless its own type was wrong.
[[nodiscard]] std::string expected_form(Cause cause, const Type& type, const std::optional<Value>& lowest,
                                        const std::optional<Value>& highest);

}  // namespace eligo::values
