#include "coverage.hpp"

#include <filesystem>

#include "api/rule_loading.hpp"
#include "authoring/coverage/coverage_page.hpp"
#include "authoring/coverage/coverage_report.hpp"
#include "authoring/coverage/generated_fixtures.hpp"
#include "destination.hpp"
#include "text/display.hpp"
#include "values/time.hpp"

namespace eligo::tool {

namespace {

namespace fs = std::filesystem;

/// The instant of generated fixtures where none is given: the clock would make each file another.
constexpr const char* generated_now = "2026-01-01T00:00:00Z";

Status write_page(const CoverageArguments& arguments, const std::vector<authoring::Coverage>& all) {
  if (arguments.html.empty()) return Status::well;
  auto file = open_destination(arguments.html, {});
  if (!file) return Status::unusable;
  if (!file->write(authoring::coverage_page(all)) || !finish(*file)) return write_failed("the page", *file);
  return Status::well;
}

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
                    bool json, std::string& report) {
  if (!arguments.is_asked()) return Status::well;
  const std::vector<authoring::Coverage> all = authoring::coverage_of(tested, true);
  report = json ? authoring::with_coverage(std::move(report), all) : report + authoring::coverage_text(all);
  if (const Status status = write_page(arguments, all); status != Status::well) return status;
  Status status = Status::well;
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
    if (arguments.required && coverage.percent() < *arguments.required) {
      say("the coverage of " + text::printable(coverage.rules.string()) + " is " +
          authoring::percent_text(coverage.percent()) + ", required is " +
          authoring::percent_text(*arguments.required));
      status = Status::findings;
    }
  }
  return status;
}

Status generate(const CoverageArguments& arguments, const std::vector<std::string>& paths) {
  if (paths.size() > 1) {
    say("--generate writes one file, and " + std::to_string(paths.size()) + " are named");
    return Status::unusable;
  }
  const auto now = values::parse_timestamp(arguments.now.value_or(generated_now));
  if (!now) {
    say("--now: " + text::quote(*arguments.now) + " is no RFC 3339 timestamp");
    return Status::unusable;
  }
  std::error_code error;
  if (!paths.empty() && paths[0] != "-" && !arguments.yes && fs::exists(paths[0], error)) {
    say("there is a file " + text::printable(paths[0]) + " already; --yes writes over it");
    return Status::unusable;
  }
  const fs::path rules(arguments.generate);
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
  const authoring::GeneratedFixtures generated = authoring::generate_fixtures(*loaded.decider, name, *now);
  auto file =
      paths.empty() ? std::optional(output::OutputFile::standard_output()) : open_destination(paths[0], {});
  if (!file) return Status::unusable;
  if (!file->write(generated.text) || !finish(*file)) return write_failed("the fixtures", *file);
  say(std::to_string(generated.fixtures) + " fixtures reach " + std::to_string(generated.reached) + " of " +
      std::to_string(generated.total) + " obligations of coverage");
  for (const std::string& id : generated.missing) say("nothing was found for " + id);
  return Status::well;
}

}  // namespace eligo::tool
