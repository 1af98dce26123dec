#pragma once

#include <cstddef>
#include <memory>
#include <span>
#include <string>
#include <vector>

#include <eligo/diagnostic.hpp>

#include "authoring/coverage/measurement.hpp"
#include "authoring/coverage/obligations.hpp"
#include "authoring/fixtures/fixture.hpp"
#include "authoring/fixtures/fixture_file.hpp"
#include "authoring/fixtures/test_run.hpp"
#include "decide/decider.hpp"

namespace eligo::authoring {

/// A fixture that reaches what none does so far, to paste.
struct SuggestedFixture {
  std::vector<std::size_t>
      obligations;   ///< that are reached with it and those before it, and were not without
  std::string text;  ///< JSON
};

enum class ObligationState : std::uint8_t { reached, exempt, missing };

/// What fixtures reach of what a rule set asks for.
struct Coverage {
  std::shared_ptr<const decide::Decider> decider;
  std::filesystem::path rules;
  Obligations obligations;
  std::vector<ObligationState> states;  ///< by obligation
  std::vector<bool> unique_cause;       ///< by obligation: MC/DC by such a pair
  std::vector<std::string> reasons;     ///< by obligation, where it is exempt
  std::vector<SuggestedFixture> suggestions;
  std::vector<std::size_t> not_found;  ///< obligations that nothing was found for
  /// Exemptions of what a fixture reaches, or could: the obligation, and why it does not hold.
  std::vector<std::pair<std::size_t, std::string>> broken_exemptions;
  std::vector<Diagnostic> diagnostics;  ///< exemptions of nothing that there is

  [[nodiscard]] std::size_t count(ObligationState state) const;
  /// How many are reached or exempt.
  [[nodiscard]] std::size_t met() const;
  /// Whether so many in a hundred of them are.
  [[nodiscard]] bool reaches(double percent) const;
  /// Reached or exempt, in percent, rounded down to a tenth; 100 where nothing is asked for.
  [[nodiscard]] double percent() const;
};

/// Of each rule set that files of fixtures test, in the order of the files; those that could not be run are
/// passed over. `suggest`: look for fixtures that reach what is missing.
[[nodiscard]] std::vector<Coverage> coverage_of(const std::vector<TestedFile>& tested, bool suggest);

}  // namespace eligo::authoring
