#include <algorithm>
#include <filesystem>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <system_error>
#include <thread>
#include <vector>

#include <unistd.h>

#include <CLI/CLI.hpp>

#include "api/rule_loading.hpp"
#include "authoring/fixtures/test_report.hpp"
#include "authoring/fixtures/test_run.hpp"
#include "command.hpp"
#include "coverage.hpp"
#include "destination.hpp"
#include "files_tested.hpp"
#include "mutation.hpp"
#include "test_report.hpp"
#include "test_update.hpp"
#include "test_watch.hpp"

namespace eligo::tool {

namespace {

using authoring::TestedFile;

struct Arguments {
  std::vector<std::string> paths;
  std::vector<std::string> tables;
  authoring::TestOptions options;
  CoverageArguments coverage;
  MutationArguments mutation;
  std::optional<std::string> now;
  std::string rules;
  std::string junit;
  std::string html;
  bool json = false;
  bool update = false;
  bool yes = false;
  bool watch = false;
};

std::string report_of(const std::vector<TestedFile>& tested, const TestReport& more) {
  return more.json ? authoring::test_json(tested, more.members)
                   : authoring::test_text(tested, wants_color(STDOUT_FILENO)) + more.text;
}

Status write_page(const std::string& name, const std::vector<TestedFile>& tested,
                  std::string (*report)(const std::vector<TestedFile>&)) {
  return name.empty() ? Status::well : write_file("the report", name, report(tested), files_tested(tested));
}

/// The report on the standard output, and those that options name.
Status write_reports(const Arguments& arguments, const std::vector<TestedFile>& tested,
                     const std::string& report) {
  Status status = write_text("the report", report, output::OutputFile::standard_output());
  if (status == Status::well) status = write_page(arguments.junit, tested, authoring::test_junit);
  if (status == Status::well) status = write_page(arguments.html, tested, authoring::test_page);
  return status;
}

/// What the outcome says of itself, and the status that it gives.
Status status_of(const std::vector<TestedFile>& tested) {
  const authoring::TestTotals all = authoring::totals(tested);
  if (all.not_run > 0) return Status::unusable;
  if (all.passed + all.failed > 0) return all.failed > 0 ? Status::findings : Status::well;
  const bool filtered = std::ranges::any_of(tested, [](const TestedFile& file) { return file.left_out > 0; });
  say(filtered ? "no fixture has that in its name"
               : "no fixture was found; they stand in files called NAME" +
                     std::string(authoring::fixture_file_ending));
  return Status::findings;
}

Status watch(const Arguments& arguments, const std::vector<std::filesystem::path>& paths) {
  authoring::TestSession session(paths, arguments.options, api::rule_loader());
  return watch_fixtures(session, [&](const auto& tested, const std::vector<std::size_t>& places) {
    std::vector<TestedFile> shown;
    for (const std::size_t place : places) shown.push_back(tested[place]);
    return write_reports(arguments, tested, report_of(shown, {arguments.json, {}, {}}));
  });
}

/// What is wrong with the options; nothing where they go together.
std::string_view contradiction(const Arguments& arguments) {
  const bool more = arguments.mutation.mutate || arguments.coverage.is_asked();
  if (more && (arguments.update || arguments.watch))
    return "--coverage and --mutate go with neither --update nor --watch";
  if (!arguments.coverage.generate.empty() && (more || arguments.update || arguments.watch))
    return "--generate stands alone";
  if (arguments.update && arguments.watch) return "--update and --watch do not go together";
  if (arguments.update && arguments.json) return "--update shows its difference as text: leave out --json";
  if (arguments.update && arguments.options.fail_fast)
    return "--update tries all fixtures: leave out --fail-fast";
  const bool generates = !arguments.coverage.generate.empty();
  if (arguments.yes && !arguments.update && !generates)
    return "--yes is an answer to --update and --generate";
  if (arguments.now && arguments.tables.empty() && !generates)
    return "--now is the instant of --table's rows, and of --generate's fixtures";
  std::set<std::filesystem::path> written;
  for (const std::string& name :
       {arguments.junit, arguments.html, arguments.coverage.html, arguments.mutation.page}) {
    if (name.empty()) continue;
    if (name == "-") return "the report in text has the standard output: name a file";
    std::error_code error;
    const auto place = std::filesystem::weakly_canonical(std::filesystem::absolute(name, error), error);
    if (!written.insert(place).second) return "two reports cannot go to one file";
  }
  return {};
}

Status test(Arguments& arguments) {
  if (const std::string_view wrong = contradiction(arguments); !wrong.empty()) {
    say(std::string(wrong));
    return Status::unusable;
  }
  std::optional<values::Nanoseconds> now;
  if (arguments.now) {
    now = read_now(arguments.now);
    if (!now) return Status::unusable;
    arguments.options.now = *arguments.now;
  }
  if (!arguments.coverage.generate.empty())
    return generate(arguments.coverage.generate, arguments.paths, now, arguments.yes);
  arguments.options.rules = arguments.rules;
  std::vector<std::filesystem::path> paths(arguments.paths.begin(), arguments.paths.end());
  for (const std::string& table : arguments.tables) {
    if (!authoring::is_table(table)) {
      say("--table: `" + table + "` is not called NAME.csv");
      return Status::unusable;
    }
    paths.emplace_back(table);
  }
  if (paths.empty()) paths.emplace_back(".");
  const authoring::FoundFiles found = authoring::find_fixture_files(paths);
  if (!found.problem.empty()) {
    say(found.problem);
    return Status::unusable;
  }
  if (arguments.watch) return watch(arguments, paths);
  authoring::RuleSets rule_sets(api::rule_loader());
  std::vector<TestedFile> tested = authoring::test_files(found.files, arguments.options, rule_sets);
  if (arguments.update) {
    std::vector<std::size_t> written;
    if (const Status status = update_fixtures(tested, arguments.yes, written); status != Status::well)
      return status;
    for (const std::size_t place : written)
      tested[place] = authoring::test_file(tested[place].path, arguments.options, rule_sets);
  }
  TestReport more{arguments.json, {}, {}};
  const Status covered = add_coverage(arguments.coverage, tested, more);
  const Status noticed = add_mutation(arguments.mutation, tested, arguments.options.threads, more);
  if (const Status status = write_reports(arguments, tested, report_of(tested, more)); status != Status::well)
    return status;
  const Status status = status_of(tested);
  return std::max({status, covered, noticed});
}

}  // namespace

void add_test(CLI::App& application, Status& status) {
  CLI::App& command =
      *application.add_subcommand("test", "Try fixtures: what rule sets decide against what is expected");
  const auto arguments = std::make_shared<Arguments>();
  command
      .add_option("paths", arguments->paths,
                  "Files of fixtures, or folders that are searched for *.fixtures.json; none is this folder")
      ->type_name("FILE");
  command
      .add_option("--table", arguments->tables, "A table of fixtures as CSV: the header names the columns")
      ->allow_extra_args(false)
      ->type_name("FILE");
  command.add_option("--rules", arguments->rules, "Try this rule set instead of those that the files name")
      ->type_name("FILE");
  command
      .add_option_function<std::string>(
          "--now", [arguments](const std::string& text) { arguments->now = text; },
          "The instant of --table's rows, or of --generate's fixtures, RFC 3339")
      ->type_name("TIME");
  command.add_option("--filter", arguments->options.filter, "Only fixtures with this in their name")
      ->type_name("TEXT");
  command.add_flag("--fail-fast", arguments->options.fail_fast, "Stop behind the first failure");
  command.add_flag("--update", arguments->update,
                   "Write what came out into the files, after showing the difference and asking");
  command.add_flag("--yes", arguments->yes, "Write without asking, over a file that is there, too");
  command.add_flag("--watch", arguments->watch, "Try again what a change of files concerns, until Ctrl-C");
  command.add_flag("--json", arguments->json, "As JSON instead of text");
  command.add_option("--junit", arguments->junit, "Write the report as JUnit's XML, too")->type_name("FILE");
  command.add_option("--html", arguments->html, "Write the report as a page, too")->type_name("FILE");
  arguments->options.threads = std::max(1U, std::thread::hardware_concurrency());
  command
      .add_option("--threads", arguments->options.threads, "How many threads decide; else one a processor")
      ->check(CLI::Range(1, 1024).description(""))
      ->type_name("N");
  add_coverage_options(command, arguments->coverage);
  add_mutation_options(command, arguments->mutation);
  command.footer(
      "Examples:\n  eligo test rules\n  eligo test --filter score credit.fixtures.json\n"
      "  eligo test --rules rule_set.json --table cases.csv --now 2026-11-23T10:00:00Z");
  command.callback([arguments, &status] { status = test(*arguments); });
}

}  // namespace eligo::tool
