#pragma once

#include <functional>
#include <vector>

#include "authoring/fixtures/test_run.hpp"
#include "command.hpp"

namespace eligo::tool {

/// Shows what came of the files with these places in `tested`; not `well` where nobody can read it.
using ShowTested =
    std::function<Status(const std::vector<authoring::TestedFile>& tested, const std::vector<std::size_t>&)>;

/// Tries the session's files, then again those that a change concerns. Ends by a signal, or where the output
/// cannot be written.
[[nodiscard]] Status watch_fixtures(authoring::TestSession& session, const ShowTested& show);

}  // namespace eligo::tool
