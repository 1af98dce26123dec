#pragma once

#include <cstdint>
#include <string_view>

namespace eligo::profiles {

/// How a line of CSV leaves the row that it belongs to.
enum class LineEnd : std::uint8_t {
  row,     ///< the row ends with it
  quoted,  ///< within quotes, so that the row goes on
  bad,     ///< a closing quote was followed by something other than a separator or the line's end
};

/// Follows the quotes through one line, without its line end, that begins within quotes or not.
[[nodiscard]] LineEnd follow_csv_line(std::string_view line, bool within_quotes, char separator);

}  // namespace eligo::profiles
