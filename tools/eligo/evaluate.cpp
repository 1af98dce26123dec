#include <algorithm>
#include <cerrno>
#include <chrono>
#include <cstdio>
#include <map>
#include <memory>
#include <string>
#include <thread>
#include <vector>

#include <unistd.h>

#include <CLI/CLI.hpp>

#include "api/content.hpp"
#include "command.hpp"
#include "decision_form.hpp"
#include "destination.hpp"
#include "diagnostics/suggestion.hpp"
#include "evaluate/evaluation.hpp"
#include "output/decision_writer.hpp"
#include "output/output_file.hpp"
#include "output/summary_writer.hpp"
#include "progress.hpp"
#include "text/display.hpp"

namespace eligo::tool {

namespace {

struct Arguments {
  RuleOptions rules;
  std::optional<std::string> now;
  std::string out = "-";
  std::optional<evaluate::DecisionFormat> to;
  std::string summary;
  std::vector<std::string> fail_on;
  bool no_decisions = false;
  bool stamp = false;
  bool quiet = false;
  std::vector<std::string> by;
  evaluate::EvaluationOptions options;
};

using Clock = std::chrono::steady_clock;

Status write_summary(const Arguments& arguments, const summary::Summary& summary, double seconds,
                     bool decisions_on_standard_output) {
  if (arguments.summary.empty()) return Status::well;
  // where decisions take the standard output, the summary goes to the standard error
  return write_text("the summary",
                    arguments.summary == "json" ? output::summary_json(summary) + "\n"
                                                : output::summary_text(summary, seconds),
                    decisions_on_standard_output ? output::OutputFile::standard_error()
                                                 : output::OutputFile::standard_output());
}

bool has_finding(const Arguments& arguments, const summary::Summary& summary) {
  const auto asked = [&](std::string_view name) {
    return std::ranges::find(arguments.fail_on, name) != arguments.fail_on.end();
  };
  return summary.errors() > 0 || (asked("hidden") && summary.count(Verdict::hidden) > 0) ||
         (asked("denied") && summary.count(Verdict::denied) > 0);
}

/// The facts that `--by` names; says what is wrong where one is none to count by.
bool find_facts(const RuleSet& rules, const std::vector<std::string>& names,
                std::vector<std::uint32_t>& facts) {
  if (names.empty()) return true;
  const std::vector<FactDescription> known = rules.facts();
  for (const std::string& name : names) {
    const auto found = std::ranges::find(known, name, &FactDescription::name);
    if (found == known.end()) {
      std::vector<std::string> all;
      for (const FactDescription& fact : known) all.push_back(fact.name);
      const std::string hint = diagnostics::did_you_mean(name, all);
      say("--by: there is no fact `" + name + "`" + (hint.empty() ? "" : "; " + hint));
      return false;
    }
    if (found->type == ValueType::list || !found->used) {
      say("--by: " +
          std::string(found->used ? "a list is nothing to count by: `" : "no rule reads the fact `") + name +
          "`");
      return false;
    }
    facts.push_back(static_cast<std::uint32_t>(found - known.begin()));
  }
  return true;
}

/// The form of no decisions; nothing, with a message, where a file would be emptied for them.
std::optional<evaluate::DecisionFormat> no_decisions(const Arguments& arguments) {
  if (arguments.out == "-") return evaluate::DecisionFormat::none;
  say("--no-decisions: there is nothing to write to --out");
  return std::nullopt;
}

Status evaluate(Arguments& arguments) {
  const auto form =
      arguments.no_decisions ? no_decisions(arguments) : decision_form(arguments.to, arguments.out);
  if (!form) return Status::unusable;
  const auto rules = load_rules(arguments.rules);
  const auto now = read_now(arguments.now);
  if (!rules || !now) return Status::unusable;
  evaluate::EvaluationOptions& options = arguments.options;
  if (!find_facts(*rules, arguments.by, options.by)) return Status::unusable;
  options.now = *now;
  if (!arguments.by.empty() && arguments.summary.empty()) arguments.summary = "text";
  options.summary = !arguments.summary.empty();
  if (options.paths.empty()) options.paths.emplace_back("-");
  options.format = *form;
  if (arguments.stamp)
    options.rule_set =
        output::rule_set_json(*api::Content::of(*rules).checked, rules->hash(), to_string(rules->limits()));

  auto file = open_destination(arguments.out, files_read(*rules, arguments.rules.path, options.paths));
  if (!file) return Status::unusable;
  const bool on_standard_output = !arguments.no_decisions && file->is_standard_output();
  if (options.paths.front() == "-" && ::isatty(STDIN_FILENO) != 0) {
    say("reading profiles from the terminal; Ctrl-D ends them");
  }
  const auto start = Clock::now();
  Progress progress(::isatty(STDERR_FILENO) != 0, profiles::total_bytes(options.paths));
  if (!arguments.quiet) {
    options.progress = [&](const evaluate::Standing& standing) {
      const auto text = progress.at(std::chrono::duration<double>(Clock::now() - start).count(), standing);
      if (text) std::fwrite(text->data(), 1, text->size(), stderr);
    };
  }
  const evaluate::EvaluationResult result = evaluate::evaluate(
      api::Content::of(*rules).decider, options, [&](std::string_view bytes) { return file->write(bytes); });
  const double seconds = std::chrono::duration<double>(Clock::now() - start).count();
  const std::string end = progress.end();
  std::fwrite(end.data(), 1, end.size(), stderr);

  if (!file->error().empty()) return write_failed("the decisions", *file);
  if (!result.failure.empty()) {
    say(result.failure);
    return Status::unusable;
  }
  const bool is_empty = result.summary.profiles() == 0;
  const bool appears = !file->partial_path().empty();
  if (!is_empty && !finish(*file)) return write_failed("the decisions", *file);
  const Status status = write_summary(arguments, result.summary, seconds, on_standard_output);
  if (status != Status::well) return status;
  if (is_empty) {
    say("there is no profile in the input" + (appears ? "; " + arguments.out + " is left as it was" : ""));
    return Status::findings;
  }
  if (result.summary.errors() > 0) {
    say(text::grouped(result.summary.errors()) + " of " + text::grouped(result.summary.profiles()) +
        " records could not be read; " +
        (arguments.no_decisions ? "without --no-decisions each has an error record in its place"
                                : "each has an error record in its place"));
  }
  for (const std::string& finding : result.findings) say(finding);
  if (!arguments.quiet) {
    for (const std::string& remark : result.remarks) say(remark);
  }
  const bool found = !result.findings.empty() || has_finding(arguments, result.summary);
  return found ? Status::findings : Status::well;
}

const std::map<std::string, evaluate::DecisionFormat> decision_formats{
    {"ndjson", evaluate::DecisionFormat::ndjson}, {"csv", evaluate::DecisionFormat::csv}};
const std::map<std::string, Detail> details{{"verdict", Detail::verdict},
                                            {"codes", Detail::codes},
                                            {"reasons", Detail::reasons},
                                            {"full", Detail::full}};

}  // namespace

void add_evaluate(CLI::App& application, Status& status) {
  CLI::App& command =
      *application.add_subcommand("evaluate", "Decide profiles: one decision for each, in their order");
  const auto arguments = std::make_shared<Arguments>();
  evaluate::EvaluationOptions& options = arguments->options;
  add_rules(command, arguments->rules);
  add_profiles(command, options.paths);
  add_now(command, arguments->now);
  add_locale(command, options.locale);
  add_format(command, options.input.format);
  command
      .add_option("--out", arguments->out,
                  "Where decisions go; it appears when it is whole. `-` is the standard output")
      ->type_name("FILE");
  add_choice(command, "--to", arguments->to, decision_formats,
             "The form of the decisions; if not said as the name of --out ends, else ndjson");
  add_choice(command, "--detail", options.detail, details,
             "How much of each decision is worked out and written; full if not said");
  command.add_flag("--raw", options.raw_csv, "CSV: write cells that look like formulas as they are");
  command.add_flag(
      "--stamp", arguments->stamp,
      "Add the rule set's id, version and SHA-256, the version of its zones, and limits that are not the "
      "default, to each decision");
  command.add_flag("--no-decisions", arguments->no_decisions, "Write no decisions");
  command
      .add_option("--by", arguments->by, "Facts by whose values the summary counts, too, joined by commas")
      ->delimiter(',')
      ->allow_extra_args(false)
      ->type_name("FACTS");
  command.add_flag("--quiet", arguments->quiet,
                   "Do not tell how far it has come, nor remark on facts that no record has");
  command
      .add_option("--summary", arguments->summary,
                  "Counts and the waterfall, as text if not said: to the standard error, or to the standard "
                  "output if no decisions go there")
      ->check(CLI::IsMember({"text", "json"}).description(""))
      ->type_name("text|json");
  add_strict(command, options.input.strict);
  command
      .add_option("--fail-on", arguments->fail_on,
                  "Verdicts that are findings (exit status 1), joined by commas")
      ->delimiter(',')
      ->allow_extra_args(false)  // what follows the list is a file of profiles
      ->check(CLI::IsMember({"denied", "hidden", "error"}).description(""))
      ->type_name("denied|hidden|error");
  options.threads = std::max(1U, std::thread::hardware_concurrency());
  command.add_option("--threads", options.threads, "How many threads decide; else one a processor")
      ->check(CLI::Range(1, 1024).description(""))
      ->type_name("N");
  command.add_option("--batch-size", options.input.chunk_records, "How many profiles are decided at once")
      ->check(CLI::Range(1, 1'000'000).description(""))
      ->capture_default_str()
      ->type_name("N");
  command.add_option("--max-record", options.input.longest_record, "The longest record, in bytes")
      ->check(CLI::Range(std::size_t{1}, std::size_t{1} << 31U).description(""))
      ->capture_default_str()
      ->type_name("BYTES");
  command.footer(
      "Examples:\n"
      "  eligo evaluate --rules rule_set.json people.ndjson > decisions.ndjson\n"
      "  eligo evaluate --rules rule_set.json --no-decisions --summary text people.csv\n"
      "  eligo evaluate --rules rule_set.json --now 2026-11-23T10:00:00Z --to csv --locale zh-CN < "
      "people.json");
  command.callback([arguments, &status] { status = evaluate(*arguments); });
}

}  // namespace eligo::tool
