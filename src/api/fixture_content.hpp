#pragma once

#include <vector>

#include <eligo/diagnostic.hpp>
#include <eligo/fixtures.hpp>

#include "authoring/fixtures/test_run.hpp"

namespace eligo {

struct FixtureReport::State {
  std::vector<authoring::TestedFile> tested;
  authoring::TestTotals totals;
  std::vector<FixtureFailure> failures;
  std::vector<Diagnostic> diagnostics;
};

namespace api {

/// What coverage and mutation read of a report.
struct FixtureContent {
  [[nodiscard]] static const std::vector<authoring::TestedFile>& tested(const FixtureReport& report) {
    return report.state_->tested;
  }
};

}  // namespace api

}  // namespace eligo
