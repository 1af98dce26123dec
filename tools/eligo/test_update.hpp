#pragma once

#include <vector>

#include "authoring/fixtures/test_run.hpp"
#include "command.hpp"

namespace eligo::tool {

/// Shows what would change in the files, asks on the terminal unless `yes`, and writes. `written`: files that
/// are to be tried again. Not `well` where nobody could be asked or something cannot be written.
[[nodiscard]] Status update_fixtures(const std::vector<authoring::TestedFile>& tested, bool yes,
                                     std::vector<std::size_t>& written);

}  // namespace eligo::tool
