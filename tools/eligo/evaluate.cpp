#include <algorithm>
#include <iterator>
#include <map>
#include <memory>
#include <string>
#include <vector>

#include <CLI/CLI.hpp>

#include "api/content.hpp"
#include "by_facts.hpp"
#include "command.hpp"
#include "decision_form.hpp"
#include "destination.hpp"
#include "evaluate/evaluation.hpp"
#include "output/decision_writer.hpp"
#include "output/output_file.hpp"
#include "output/summary_page.hpp"
#include "output/summary_writer.hpp"
#include "progress_display.hpp"
#include "quality.hpp"
#include "reading.hpp"
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
  ReadingOptions reading;
  QualityOptions quality;
  std::string summary_html;
  evaluate::EvaluationOptions options;
};

Status write_summary(const Arguments& arguments, const evaluate::EvaluationResult& result, double seconds,
                     bool decisions_on_standard_output, const std::vector<output::FileInUse>& in_use) {
  const output::InputQuality& quality = result.input.quality;
  if (!arguments.summary_html.empty()) {
    const Status status = write_file("the summary", arguments.summary_html,
                                     output::summary_page(result.summary, quality), in_use);
    if (status != Status::well) return status;
  }
  if (arguments.summary.empty()) return Status::well;
  // where decisions take the standard output, the summary goes to the standard error
  return write_text("the summary",
                    arguments.summary == "json" ? output::summary_json(result.summary, quality) + "\n"
                                                : output::summary_text(result.summary, quality, seconds),
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
  if (!find_facts(rules->facts(), arguments.by, options.by)) return Status::unusable;
  options.now = *now;
  if (!arguments.by.empty() && arguments.summary.empty()) arguments.summary = "text";
  options.summary = !arguments.summary.empty() || !arguments.summary_html.empty();
  const auto limits = read_quality(arguments.quality);
  const summary::FactTallies counted(*api::Content::of(*rules).checked);
  if (!limits || !names_facts(*limits, {&counted})) return Status::unusable;
  if (options.paths.empty()) options.paths.emplace_back("-");
  options.format = *form;
  if (arguments.stamp)
    options.rule_set =
        output::rule_set_json(*api::Content::of(*rules).checked, rules->hash(), to_string(rules->limits()));

  if (!read_mapping(arguments.reading, options.input)) return Status::unusable;
  auto in_use = files_read(*rules, arguments.rules.path, options.paths);
  add_in_use(arguments.reading, in_use);
  auto file = open_destination(arguments.out, in_use);
  if (!file) return Status::unusable;
  const bool on_standard_output = !arguments.no_decisions && file->is_standard_output();
  ProgressDisplay progress(options.paths, arguments.quiet);
  options.progress = progress.teller();
  const evaluate::EvaluationResult result = evaluate::evaluate(
      api::Content::of(*rules).decider, options, [&](std::string_view bytes) { return file->write(bytes); });
  const double seconds = progress.end();

  if (!file->error().empty()) return write_failed("the decisions", *file);
  if (!result.failure.empty()) {
    say(result.failure);
    return Status::unusable;
  }
  const bool is_empty = result.summary.profiles() == 0;
  const bool appears = !file->partial_path().empty();
  if (!is_empty && !finish(*file)) return write_failed("the decisions", *file);
  const Status status = write_summary(arguments, result, seconds, on_standard_output, in_use);
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
  std::vector<std::string> findings = result.input.findings;
  std::ranges::move(quality_findings(*limits, result.summary.facts()), std::back_inserter(findings));
  for (const std::string& finding : findings) say(finding);
  if (!arguments.quiet) {
    for (const std::string& remark : result.input.remarks) say(remark);
  }
  const bool found = !findings.empty() || has_finding(arguments, result.summary);
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
  add_now(command, arguments->now, options.now_field);
  add_locale(command, options.locale);
  add_reading(command, arguments->reading, options.input);
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
  add_by(command, arguments->by, "Facts by whose values the summary counts, too, joined by commas");
  command.add_flag("--quiet", arguments->quiet,
                   "Do not tell how far it has come, nor remark on facts that no record has");
  command
      .add_option("--summary", arguments->summary,
                  "Counts and the waterfall, as text if not said: to the standard error, or to the standard "
                  "output if no decisions go there")
      ->check(CLI::IsMember({"text", "json"}).description(""))
      ->type_name("text|json");
  command.add_option("--summary-html", arguments->summary_html, "Write the summary as a page, too")
      ->type_name("FILE");
  command.add_flag(
      "--show-values", options.show_values,
      "Show in the summary an example of the values that were refused; they may be personal data");
  add_quality(command, arguments->quality);
  add_strict(command, options.input.strict);
  command
      .add_option("--fail-on", arguments->fail_on,
                  "Verdicts that are findings (exit status 1), joined by commas")
      ->delimiter(',')
      ->allow_extra_args(false)  // what follows the list is a file of profiles
      ->check(CLI::IsMember({"denied", "hidden", "error"}).description(""))
      ->type_name("denied|hidden|error");
  add_batches(command, options.threads, options.input);
  command.footer(
      "Examples:\n"
      "  eligo evaluate --rules rule_set.json people.ndjson > decisions.ndjson\n"
      "  eligo evaluate --rules rule_set.json --no-decisions --summary text people.csv\n"
      "  eligo evaluate --rules rule_set.json --now 2026-11-23T10:00:00Z --to csv --locale zh-CN < "
      "people.json");
  command.callback([arguments, &status] { status = evaluate(*arguments); });
}

}  // namespace eligo::tool
