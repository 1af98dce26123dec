#pragma once

#include <optional>
#include <string>
#include <vector>

#include <eligo/limits.hpp>

#include "diagnostics/mistake_list.hpp"
#include "document/list_folder.hpp"
#include "document/rule_set_document.hpp"

namespace eligo::document {

/// Reads the values of a list file: UTF-8 (a byte order mark is passed over), one value a line, white
/// space around it left out, as are blank lines and lines that begin with `#`. Values that look other than
/// they were meant are reported.
/// `path` is the path as the author wrote it; it may not leave `folder`, links included. `of` is the
/// list's element type: lines of `int` and `double` lists become numbers, all others stay texts.
/// Each value's place is in the list file.
[[nodiscard]] std::vector<ScalarLiteral> read_list_file(const LocatedText& path, const std::string& of,
                                                        const std::optional<ListFolder>& folder,
                                                        const Limits& limits,
                                                        diagnostics::MistakeList& mistakes);

}  // namespace eligo::document
