#pragma once

#include <string>
#include <vector>

#include "authoring/coverage/coverage.hpp"

namespace eligo::authoring {

/// What is met of the obligations of a group.
struct GroupCount {
  std::size_t met = 0, total = 0;
  [[nodiscard]] double percent() const;
};
[[nodiscard]] std::vector<GroupCount> counts_by_group(const Coverage& coverage);

/// For people: a table with a line a rule, what is not reached with fixtures to paste, and what is exempt.
[[nodiscard]] std::string coverage_text(const std::vector<Coverage>& all);
/// The report of `test` as JSON with the coverage of each rule set under `coverage`.
[[nodiscard]] std::string with_coverage(std::string test_json, const std::vector<Coverage>& all);

/// `94.1 %`.
[[nodiscard]] std::string percent_text(double percent);

}  // namespace eligo::authoring
