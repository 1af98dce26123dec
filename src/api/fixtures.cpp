#include <eligo/fixtures.hpp>

#include <utility>

#include <eligo/result.hpp>

#include "api/fixture_content.hpp"
#include "api/rule_loading.hpp"
#include "authoring/fixtures/test_report.hpp"
#include "diagnostics/place.hpp"

namespace eligo {

namespace {

FixtureFailure failure_of(const authoring::TestedFile& tested, std::size_t index) {
  const authoring::Fixture& fixture = tested.fixtures[index];
  const authoring::FixturePlace place = authoring::place_of(tested, fixture);
  FixtureFailure failure{fixture.name, place.file, place.line, place.column, {}};
  for (const authoring::Difference& difference : tested.results.differences[index]) {
    failure.differences.push_back({authoring::name_of(fixture.expectations[difference.expectation]),
                                   difference.expected, difference.got});
  }
  return failure;
}

}  // namespace

FixtureReport test_fixtures(const std::vector<std::filesystem::path>& paths, const FixtureOptions& options) {
  authoring::FoundFiles found = authoring::find_fixture_files(paths);
  if (!found.problem.empty())
    throw InputError(
        {diagnostics::diagnose(diagnostics::Code::file_unreadable, {}, std::move(found.problem))});
  authoring::TestOptions how;
  how.filter = options.filter;
  how.fail_fast = options.fail_fast;
  how.threads = options.threads;
  how.rules = options.rules;
  authoring::RuleSets rule_sets(api::rule_loader(options.limits));
  auto state = std::make_shared<FixtureReport::State>();
  state->tested = authoring::test_files(found.files, how, rule_sets);
  state->totals = authoring::totals(state->tested);
  for (const authoring::TestedFile& file : state->tested) {
    state->diagnostics.insert(state->diagnostics.end(), file.diagnostics.begin(), file.diagnostics.end());
    if (!file.could_be_run()) continue;
    for (std::size_t i = 0; i < file.fixtures.size(); ++i) {
      if (!file.results.differences[i].empty()) state->failures.push_back(failure_of(file, i));
    }
  }
  return FixtureReport(std::move(state));
}

bool FixtureReport::passed() const {
  return state_->totals.passed > 0 && state_->totals.failed == 0 && state_->totals.not_run == 0;
}

std::size_t FixtureReport::files() const { return state_->totals.files; }
std::size_t FixtureReport::passes() const { return state_->totals.passed; }
const std::vector<FixtureFailure>& FixtureReport::failures() const { return state_->failures; }
std::size_t FixtureReport::unreviewed() const { return state_->totals.unreviewed; }
const std::vector<Diagnostic>& FixtureReport::diagnostics() const { return state_->diagnostics; }
std::string FixtureReport::text() const { return authoring::test_text(state_->tested, false); }
std::string FixtureReport::json() const { return authoring::test_json(state_->tested); }
std::string FixtureReport::junit() const { return authoring::test_junit(state_->tested); }

}  // namespace eligo
