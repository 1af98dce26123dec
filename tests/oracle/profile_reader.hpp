#pragma once

#include <string>
#include <vector>

#include "oracle/evaluator.hpp"

namespace eligo::oracle {

struct ReadProfile {
  Profile facts;
  std::vector<MissingInput> refused;  ///< of the facts that the rule set uses, in its order
};

/// Reads one JSON object that is known to be well formed.
[[nodiscard]] ReadProfile read_profile(const check::CheckedRuleSet& rules, const std::string& json);

}  // namespace eligo::oracle
