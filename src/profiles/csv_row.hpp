#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace eligo::profiles {

/// Cuts one CSV row into its cells (RFC 4180): commas or another separator between them, quotes enclose, two
/// quotes inside quotes are one. Returns what is wrong, or an empty text. Cells point into the row or into
/// `unquoted`.
[[nodiscard]] std::string_view split_csv_row(std::string_view row, std::vector<std::string_view>& cells,
                                             std::string& unquoted, char separator = ',');

/// The same for a row in which no quote stands, behind which `shape_padding` bytes are readable. False where
/// there is a quote. `odd` says whether a control character, or a byte that is not of ASCII, may be in it.
[[nodiscard]] bool split_plain_csv_row(std::string_view row, std::vector<std::string_view>& cells,
                                       char separator, bool& odd);

}  // namespace eligo::profiles
