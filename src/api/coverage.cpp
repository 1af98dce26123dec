#include <eligo/coverage.hpp>

#include <utility>

#include "api/content.hpp"
#include "api/fixture_content.hpp"
#include "api/now.hpp"
#include "authoring/coverage/coverage.hpp"
#include "authoring/coverage/coverage_page.hpp"
#include "authoring/coverage/coverage_report.hpp"
#include "authoring/coverage/generated_fixtures.hpp"

namespace eligo {

struct CoverageReport::State {
  std::vector<authoring::Coverage> measured;
  std::vector<Coverage> rule_sets;
  std::vector<Diagnostic> diagnostics;
};

namespace {

Coverage coverage_of(const authoring::Coverage& measured) {
  using authoring::ObligationState;
  const auto& all = measured.obligations.all;
  const auto ids = [&](const std::vector<std::size_t>& obligations) {
    std::vector<std::string> names;
    names.reserve(obligations.size());
    for (const std::size_t obligation : obligations) names.push_back(all[obligation].id);
    return names;
  };
  Coverage coverage;
  coverage.rules = measured.rules;
  coverage.total = all.size();
  coverage.reached = measured.count(ObligationState::reached);
  coverage.exempt = measured.count(ObligationState::exempt);
  for (std::size_t i = 0; i < all.size(); ++i) {
    if (measured.states[i] == ObligationState::missing) coverage.missing.push_back(all[i].id);
  }
  for (const authoring::SuggestedFixture& suggestion : measured.suggestions)
    coverage.suggestions.push_back({suggestion.text, ids(suggestion.obligations)});
  coverage.not_found = ids(measured.not_found);
  for (const auto& [obligation, why] : measured.broken_exemptions)
    coverage.refuted.push_back({all[obligation].id, why});
  return coverage;
}

}  // namespace

double Coverage::percent() const noexcept {
  const std::size_t thousandths = total == 0 ? 1'000 : (reached + exempt) * 1'000 / total;
  return static_cast<double>(thousandths) / 10;
}

CoverageReport measure_coverage(const FixtureReport& fixtures, bool suggest) {
  auto state = std::make_shared<CoverageReport::State>();
  state->measured = authoring::coverage_of(api::FixtureContent::tested(fixtures), suggest);
  for (const authoring::Coverage& measured : state->measured) {
    state->rule_sets.push_back(coverage_of(measured));
    state->diagnostics.insert(state->diagnostics.end(), measured.diagnostics.begin(),
                              measured.diagnostics.end());
  }
  return CoverageReport(std::move(state));
}

const std::vector<Coverage>& CoverageReport::rule_sets() const { return state_->rule_sets; }
const std::vector<Diagnostic>& CoverageReport::diagnostics() const { return state_->diagnostics; }
std::string CoverageReport::text() const { return authoring::coverage_text(state_->measured); }
std::string CoverageReport::json() const { return authoring::coverage_json(state_->measured); }
std::string CoverageReport::html() const { return authoring::coverage_page(state_->measured); }

GeneratedFixtures generate_fixtures(const RuleSet& rules, Instant now, const std::string& rules_file) {
  authoring::GeneratedFixtures generated =
      authoring::generate_fixtures(api::Content::of(rules).decider, rules_file, api::instant_of(now));
  return {std::move(generated.text), generated.fixtures, generated.total, generated.reached,
          std::move(generated.missing)};
}

}  // namespace eligo
