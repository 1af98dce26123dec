#pragma once

#include <functional>
#include <string>
#include <vector>

#include "check/checked_rule_set.hpp"
#include "decide/undecided_facts.hpp"
#include "output/fact_tallies.hpp"

namespace eligo::output {

/// What a run tells of its input as a whole: sentences for people, that name facts, keys and columns, but
/// no values.
struct InputFindings {
  std::vector<std::string> findings;  ///< what makes the run one that found something
  std::vector<std::string> remarks;   ///< what may be as it should be
};

/// What a run knows of its input.
struct InputAccount {
  const check::CheckedRuleSet& rules;
  const FactTallies& tallies;
  const decide::UndecidedFacts& undecided;
  const std::vector<std::string>& ignored;                   ///< keys and columns that name no fact
  std::function<std::string(const RecordNumber&)> place_of;  ///< "line 3 of people.csv"
};

/// - A fact, the elements of a list, or a field, of which every value was refused, is a finding.
/// - A fact that no record has is a finding where it left conditions undecided in a run of at least 100
///   records, or where a key or column is called nearly like it (so too a field); else a remark. One that
///   is not expected is at most a remark, and that only where a name is near.
/// - Records with neither a fact nor the subject are a remark; a finding where there are no others.
[[nodiscard]] InputFindings find_in_input(const InputAccount& account);

/// The name among `names` that is nearly `fact`: but for case, white space around it, and `.`, `_`, `-` or
/// spaces between its words, or but for one mistyped letter in its longer words; or that is nearly the name
/// of an object above the fact. Empty where there is none.
[[nodiscard]] std::string near_name(const std::string& fact, const std::vector<std::string>& names);

}  // namespace eligo::output
