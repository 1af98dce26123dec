#include "coverage.hpp"

#include <filesystem>
#include <utility>

#include "api/rule_loading.hpp"
#include "authoring/coverage/coverage_page.hpp"
#include "authoring/coverage/coverage_report.hpp"
#include "authoring/coverage/generated_fixtures.hpp"
#include "destination.hpp"
#include "files_tested.hpp"
#include "text/display.hpp"
#include "text/score.hpp"
#include "values/time.hpp"

namespace eligo::tool {

namespace {

namespace fs = std::filesystem;

/// The instant of generated fixtures where none is given: the clock would make each file another.
constexpr const char* generated_now = "2026-01-01T00:00:00Z";

}  // namespace

void add_coverage_options(CLI::App& command, CoverageArguments& arguments) {
  command.add_flag("--coverage", arguments.coverage,
                   "Say what of the rule sets the fixtures reach, and give fixtures for what they do not");
  command
      .add_option("--require", arguments.required,
                  "Status 1 where the coverage of a rule set is under so many percent")
      ->check(CLI::Range(0.0, 100.0).description(""))
      ->type_name("PERCENT");
  command.add_option("--coverage-html", arguments.html, "Write the coverage as a page, too")
      ->type_name("FILE");
  command
      .add_option("--generate", arguments.generate,
                  "Write fixtures for a rule set that has none, to FILE or the standard output")
      ->type_name("RULE_SET");
}

Status add_coverage(const CoverageArguments& arguments, const std::vector<authoring::TestedFile>& tested,
                    TestReport& report) {
  if (!arguments.is_asked()) return Status::well;
  const std::vector<authoring::Coverage> all = authoring::coverage_of(tested, true);
  if (report.json) {
    report.members.push_back({"coverage", authoring::coverage_json(all)});
  } else {
    report.text += authoring::coverage_text(all);
  }
  Status status = Status::well;
  if (!arguments.html.empty())
    status = write_file("the page", arguments.html, authoring::coverage_page(all), files_tested(tested));
  if (status != Status::well) return status;
  for (const authoring::Coverage& coverage : all) {
    if (!coverage.diagnostics.empty()) {
      show(coverage.diagnostics);
      return Status::unusable;
    }
    if (!coverage.broken_exemptions.empty()) {
      say("an exemption does not hold: " +
          coverage.obligations.all[coverage.broken_exemptions.front().first].id);
      status = Status::findings;
    }
    if (arguments.required && !coverage.reaches(*arguments.required)) {
      say("the coverage of " + text::printable(coverage.rules.string()) + " is " +
          text::score(coverage.met(), coverage.states.size()) + ", required is " +
          values::number_text(*arguments.required) + "%");
      status = Status::findings;
    }
  }
  return status;
}

Status generate(const std::string& rule_set, const std::vector<std::string>& paths,
                std::optional<values::Nanoseconds> now, bool yes) {
  if (paths.size() > 1) {
    say("--generate writes one file, and " + std::to_string(paths.size()) + " are named");
    return Status::unusable;
  }
  std::error_code error;
  if (!paths.empty() && paths[0] != "-" && !yes && fs::exists(paths[0], error)) {
    say("there is a file " + text::printable(paths[0]) + " already; --yes writes over it");
    return Status::unusable;
  }
  const fs::path rules(rule_set);
  const authoring::LoadedRules loaded = api::rule_loader()(rules);
  if (!loaded.decider) {
    show(loaded.errors);
    return Status::unusable;
  }
  std::string name = rules.filename().string();
  if (!paths.empty() && paths[0] != "-") {
    const fs::path folder = fs::absolute(fs::path(paths[0]), error).parent_path();
    name = fs::proximate(fs::absolute(rules, error), folder, error).generic_string();
  }
  if (name == "rule_set.json") name.clear();
  const authoring::GeneratedFixtures generated = authoring::generate_fixtures(
      *loaded.decider, name, now.value_or(*values::parse_timestamp(generated_now)));
  std::vector<output::FileInUse> read;
  for (const fs::path& file : loaded.files)
    read.push_back({file.string(), -1, "the rule set is read from it"});
  if (const Status status =
          write_file("the fixtures", paths.empty() ? "-" : paths[0], generated.text, std::move(read));
      status != Status::well)
    return status;
  say(std::to_string(generated.fixtures) + " fixtures reach " + std::to_string(generated.reached) + " of " +
      std::to_string(generated.total) + " obligations of coverage");
  for (const std::string& id : generated.missing) say("nothing was found for " + id);
  return Status::well;
}

}  // namespace eligo::tool
