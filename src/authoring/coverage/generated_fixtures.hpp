#pragma once

#include <string>
#include <vector>

#include "decide/decider.hpp"
#include "values/time.hpp"

namespace eligo::authoring {

/// A file of fixtures for a rule set that has none.
struct GeneratedFixtures {
  std::string text;  ///< JSON, laid out for people
  std::size_t fixtures = 0;
  std::size_t reached = 0, total = 0;  ///< obligations of coverage
  std::vector<std::string> missing;    ///< ids of those that nothing was found for
};

/// Few situations that reach all that can be found, with what the rule set decides of them as expectations
/// that nobody has reviewed yet. `rules_file`: as the file is to name the rule set; empty where it is the one
/// of its folder. The same rule set and instant give the same text.
[[nodiscard]] GeneratedFixtures generate_fixtures(const decide::Decider& decider,
                                                  const std::string& rules_file, values::Nanoseconds now);

}  // namespace eligo::authoring
