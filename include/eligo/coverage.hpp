#pragma once

#include <cstddef>
#include <filesystem>
#include <memory>
#include <string>
#include <vector>

#include <eligo/diagnostic.hpp>
#include <eligo/fixtures.hpp>
#include <eligo/instant.hpp>
#include <eligo/rule_set.hpp>

namespace eligo {

/// What fixtures bring about of what a rule set asks for: outcomes of conditions and of their parts, MC/DC
/// pairs (masking MC/DC: RTCA DO-178C by way of FAA report DOT/FAA/AR-01/18), values on and next to each
/// threshold, segments, waivers, lists and windows. Each of these is an obligation, called by a text that
/// stays the same as long as the rule does. A plain value.
struct Coverage {
  /// A fixture to paste, as JSON, and the obligations that are met with it and those before it.
  struct Suggestion {
    std::string fixture;
    std::vector<std::string> reaches;  ///< empty: the first of a pair, of which the next one is the other
  };
  /// An exemption of what a fixture reaches, or could.
  struct RefutedExemption {
    std::string obligation;
    std::string why;
  };

  std::filesystem::path rules;
  std::size_t total = 0;             ///< obligations
  std::size_t reached = 0;           ///< by fixtures
  std::size_t exempt = 0;            ///< not reached, and the fixtures say why that is well
  std::vector<std::string> missing;  ///< neither
  std::vector<Suggestion> suggestions;
  std::vector<std::string> not_found;  ///< those among `missing` for which the search found no fixture
  std::vector<RefutedExemption> refuted;

  /// Reached or exempt, rounded down to a tenth; 100 where nothing is asked for.
  [[nodiscard]] double percent() const noexcept;
};

/// The coverage of the rule sets that fixtures test. Immutable; copies share their content.
class CoverageReport {
 public:
  [[nodiscard]] const std::vector<Coverage>& rule_sets() const;
  /// Exemptions of obligations that there are not.
  [[nodiscard]] const std::vector<Diagnostic>& diagnostics() const;

  [[nodiscard]] std::string text() const;  ///< what `eligo test --coverage` adds
  [[nodiscard]] std::string json() const;  ///< an array, as `eligo test --coverage --json` has it
  [[nodiscard]] std::string html() const;  ///< `eligo test --coverage-html`

 private:
  friend CoverageReport measure_coverage(const FixtureReport&, bool);
  struct State;
  explicit CoverageReport(std::shared_ptr<const State> state) : state_(std::move(state)) {}

  std::shared_ptr<const State> state_;
};

/// Measures by deciding each fixture again; files that could not be run are passed over. `suggest`: look for
/// fixtures that would reach what is missing, and whether exemptions hold, by a bounded number of decisions.
/// The same fixtures give the same report. Safe to call from many threads.
[[nodiscard]] CoverageReport measure_coverage(const FixtureReport& fixtures, bool suggest = true);

/// A file of fixtures for a rule set that has none. A plain value.
struct GeneratedFixtures {
  std::string text;  ///< JSON, laid out for people
  std::size_t fixtures = 0;
  std::size_t total = 0;               ///< obligations
  std::size_t reached = 0;             ///< of these by the fixtures
  std::vector<std::string> not_found;  ///< those that nothing was found for
};

/// Few fixtures that reach what a bounded search finds, decided at `now`; what the rule set decides of them
/// is expected, and marked `unreviewed`. `rules_file`: as the file is to name the rule set; empty: it is
/// `rule_set.json` in the folder of the file. The same rule set and instant give the same text.
[[nodiscard]] GeneratedFixtures generate_fixtures(const RuleSet& rules, Instant now,
                                                  const std::string& rules_file = {});

}  // namespace eligo
