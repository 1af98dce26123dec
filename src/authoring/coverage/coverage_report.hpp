#pragma once

#include <string>
#include <vector>

#include "authoring/coverage/coverage.hpp"

namespace eligo::authoring {

/// What is met of the obligations of a group.
struct GroupCount {
  std::size_t met = 0, total = 0;
};
[[nodiscard]] std::vector<GroupCount> counts_by_group(const Coverage& coverage);

/// For people: a table with a line a rule, what is not reached with fixtures to paste, and what is exempt.
[[nodiscard]] std::string coverage_text(const std::vector<Coverage>& all);
/// The same as a JSON array.
[[nodiscard]] std::string coverage_json(const std::vector<Coverage>& all);

/// `MC/DC of 3 parts: 2 by a unique-cause pair, 0 by a masking pair, 1 not`; empty where no part asks for it.
[[nodiscard]] std::string pairs_text(const Coverage& coverage);

}  // namespace eligo::authoring
