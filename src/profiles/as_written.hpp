#pragma once

#include <cstdint>
#include <string_view>

#include "values/column.hpp"
#include "values/view.hpp"

namespace eligo::profiles {

/// Values that are taken as they are written stand in columns of strings. The code of such a string is this
/// one where it is the text of a JSON string that has nothing escaped and no comma in it; else it is the JSON
/// text of any value.
inline constexpr std::uint32_t bare_string_code = 1;

/// Adds a row for a JSON text, unknown where that is `null`. The bytes stay as long as the row.
inline void append_as_written(std::string_view json, values::Column& column) {
  if (json.front() == 'n') return column.append_unknown(values::Cause::null);
  column.append(values::StringValue{json.data(), static_cast<std::uint32_t>(json.size())});
}

/// Adds a row for the text of a string of which the above is known.
inline void append_bare_string(std::string_view text, values::Column& column) {
  column.append(values::StringValue{text.data(), static_cast<std::uint32_t>(text.size()), bare_string_code});
}

}  // namespace eligo::profiles
