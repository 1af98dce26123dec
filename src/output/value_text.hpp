#pragma once

#include <string>

#include "values/type.hpp"
#include "values/value.hpp"

namespace eligo::output {

/// Appends an integer, a boolean or a number as people read it, which has nothing to escape in any form.
/// False, and nothing is appended, for any other value.
[[nodiscard]] bool append_simple_text(std::string& out, const values::Value& value);

/// Appends a value as JSON, as `json::Writer` does.
void append_json_value(std::string& out, const values::Value& value, const values::Type& type);

}  // namespace eligo::output
