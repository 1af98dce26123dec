#pragma once

#include <optional>
#include <string>
#include <vector>

#include <CLI/CLI.hpp>

#include "authoring/coverage/coverage.hpp"
#include "authoring/fixtures/test_run.hpp"
#include "command.hpp"
#include "test_report.hpp"

namespace eligo::tool {

/// What `test` is asked about coverage.
struct CoverageArguments {
  bool coverage = false;
  std::optional<double> required;  ///< percent
  std::string html;
  std::string generate;  ///< a rule set

  [[nodiscard]] bool is_asked() const { return coverage || required.has_value() || !html.empty(); }
};

void add_coverage_options(CLI::App& command, CoverageArguments& arguments);

/// Where it was asked for, adds the coverage of what was tested to the report and writes the page. What
/// stands in the way of status 0 goes to the standard error.
[[nodiscard]] Status add_coverage(const CoverageArguments& arguments,
                                  const std::vector<authoring::TestedFile>& tested, TestReport& report);

/// `--generate`: writes a file of fixtures of a rule set to the path, else to the standard output. `now`: the
/// instant of the fixtures. `yes`: over a file that is there.
[[nodiscard]] Status generate(const std::string& rule_set, const std::vector<std::string>& paths,
                              std::optional<values::Nanoseconds> now, bool yes);

}  // namespace eligo::tool
