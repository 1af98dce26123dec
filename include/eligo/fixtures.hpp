#pragma once

#include <cstddef>
#include <filesystem>
#include <memory>
#include <string>
#include <vector>

#include <eligo/diagnostic.hpp>
#include <eligo/limits.hpp>

namespace eligo {

namespace api {
struct FixtureContent;
}  // namespace api

/// How fixtures are tried.
struct FixtureOptions {
  std::string filter;      ///< only fixtures with this in their names; empty: all
  bool fail_fast = false;  ///< nothing behind the first failure
  std::size_t threads = 1;
  /// The rule set to try instead of those that the files name.
  std::filesystem::path rules = {};
  Limits limits = {};
};

/// A fixture whose decision is not as expected.
struct FixtureFailure {
  std::string fixture;         ///< its name; of a table `NAME, row N`
  std::filesystem::path file;  ///< and where in it the fixture stands, from 1
  std::size_t line = 0, column = 0;
  /// What is not as expected; both values as JSON.
  struct Difference {
    std::string of;  ///< `verdict`, `reasons`, `message (en)`
    std::string expected, got;
  };
  std::vector<Difference> differences;
};

/// What came of fixtures. Immutable; copies share their content.
class FixtureReport {
 public:
  /// Whether there were fixtures, all could be run and none failed.
  [[nodiscard]] bool passed() const;

  [[nodiscard]] std::size_t files() const;
  [[nodiscard]] std::size_t passes() const;
  [[nodiscard]] const std::vector<FixtureFailure>& failures() const;
  /// Fixtures marked `unreviewed`, which count as passed or failed as well.
  [[nodiscard]] std::size_t unreviewed() const;
  /// Why files could not be run: what is wrong with them or with their rule sets.
  [[nodiscard]] const std::vector<Diagnostic>& diagnostics() const;

  /// What `eligo test` prints: a line a file, then each failure with the rules that it is about.
  [[nodiscard]] std::string text() const;
  [[nodiscard]] std::string json() const;   ///< `eligo test --json`
  [[nodiscard]] std::string junit() const;  ///< `eligo test --junit`

 private:
  friend struct api::FixtureContent;
  friend FixtureReport test_fixtures(const std::vector<std::filesystem::path>&, const FixtureOptions&);
  struct State;
  explicit FixtureReport(std::shared_ptr<const State> state) : state_(std::move(state)) {}

  std::shared_ptr<const State> state_;
};

/// Tries the fixtures of files; folders are searched for `*.fixtures.json`. Decisions are those of `evaluate`
/// at the instants that the fixtures give. Throws InputError where a path leads nowhere; all else, a file
/// that cannot be read too, stands in the report. Safe to call from many threads.
[[nodiscard]] FixtureReport test_fixtures(const std::vector<std::filesystem::path>& paths,
                                          const FixtureOptions& options = {});

}  // namespace eligo
