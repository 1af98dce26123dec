#pragma once

#include <cstddef>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "authoring/mutation/fixture_rows.hpp"
#include "authoring/mutation/mutant.hpp"
#include "decide/decider.hpp"

namespace eligo::authoring {

struct MutationOptions {
  std::size_t threads = 1;
  std::string rule;                           ///< only mutants that change what this rule does; empty: all
  bool witnesses = true;                      ///< look for profiles that would notice survivors
  std::map<std::string, std::string> exempt;  ///< ids of mutants that may live, and why
};

/// What became of a mutant.
struct MutantResult {
  Mutant mutant;
  std::optional<FixtureRow> killer;    ///< a fixture that passes, and fails with the mutant
  std::optional<std::string> witness;  ///< a fixture, as JSON, that would; where none does and one was found
  bool searched = false;               ///< whether one was looked for
  std::optional<std::string> exempt;   ///< why the author lets it live
};

struct MutationResults {
  std::vector<MutantResult> mutants;
  /// Mutants that come to the same program as the rule set, or as another mutant; they are no longer among
  /// the others.
  std::size_t same = 0;
  std::vector<std::string>
      unknown_exemptions;  ///< ids that no mutant has; not looked for where a rule is given
};

/// Finds the mutants of a rule set and tries fixtures on each, all of which pass without. The same for any
/// number of threads.
[[nodiscard]] MutationResults run_mutants(const decide::Decider& decider,
                                          std::span<const FixtureSource> sources,
                                          const MutationOptions& options);

}  // namespace eligo::authoring
