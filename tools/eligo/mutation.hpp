#pragma once

#include <string>
#include <vector>

#include "authoring/fixtures/test_run.hpp"
#include "command.hpp"
#include "test_report.hpp"

namespace eligo::tool {

/// What `eligo test` is to do about mutants.
struct MutationArguments {
  bool mutate = false;
  double require = 0;  ///< percent
  std::string rule;    ///< whose mutants alone are tried
  std::string page;    ///< the file of the HTML page
};

/// `--mutate`, `--require-mutants`, `--rule` and `--mutation-html`.
void add_mutation_options(CLI::App& command, MutationArguments& arguments);

/// Where it was asked for, adds to the report what became of the mutants of rule sets whose fixtures all
/// passed, and writes the page.
[[nodiscard]] Status add_mutation(const MutationArguments& arguments,
                                  const std::vector<authoring::TestedFile>& tested, std::size_t threads,
                                  TestReport& report);

}  // namespace eligo::tool
