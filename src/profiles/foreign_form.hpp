#pragma once

#include <string>
#include <string_view>

#include "profiles/format.hpp"

namespace eligo::profiles {

/// What an input is that begins like this, if it is in a form that is not read, and how it can be passed on
/// all the same, as a sentence without its first word. `name` is its path. Empty where it may be one that is
/// read.
[[nodiscard]] std::string foreign_form(std::string_view beginning, const std::string& name);

/// The same of a text of lines, CSV or NDJSON, of which this is the beginning.
[[nodiscard]] std::string foreign_lines(std::string_view beginning, Format format);

}  // namespace eligo::profiles
