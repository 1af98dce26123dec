#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "authoring/columns/column_sample.hpp"
#include "check/checked_rule_set.hpp"

namespace eligo::authoring {

/// A mapping of columns for a person to check.
struct MappingProposal {
  std::string text;                  ///< the file, with a reason for each thing that it says
  std::size_t found = 0, facts = 0;  ///< facts that have a column; those that rules read
  std::vector<std::string> missing;  ///< the others
};

/// Proposes a mapping of the columns for the facts of a rule set: by near names, and by how values are
/// written. Says nothing of what needs no mapping, and shows no values but words that stand for something
/// else.
[[nodiscard]] MappingProposal propose_mapping(const ColumnSample& sample, const check::CheckedRuleSet& rules);

}  // namespace eligo::authoring
