#pragma once

#include <string>
#include <vector>

#include "authoring/coverage/coverage.hpp"

namespace eligo::authoring {

/// Coverage as a page: counts, the text of each rule set with what was reached marked in it by colour and
/// symbol, and fixtures to paste.
[[nodiscard]] std::string coverage_page(const std::vector<Coverage>& all);

}  // namespace eligo::authoring
