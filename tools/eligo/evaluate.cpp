#include <algorithm>
#include <iterator>
#include <memory>
#include <string>
#include <vector>

#include <CLI/CLI.hpp>

#include "api/content.hpp"
#include "command.hpp"
#include "decision_options.hpp"
#include "destination.hpp"
#include "evaluate/evaluation.hpp"
#include "evaluate/record_stream.hpp"
#include "output/output_file.hpp"
#include "output/summary_page.hpp"
#include "output/summary_writer.hpp"
#include "output_options.hpp"
#include "progress_display.hpp"
#include "quality.hpp"
#include "reading.hpp"
#include "record_outputs.hpp"
#include "resumption.hpp"
#include "sample.hpp"
#include "text/display.hpp"

namespace eligo::tool {

namespace {

struct Arguments {
  RuleOptions rules;
  std::optional<std::string> now;
  OutputOptions outputs;
  SampleOptions sample;
  std::string summary;
  std::vector<std::string> fail_on;
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

/// `--by A,B`, each; says what is wrong where one is nothing to count by.
bool read_by(const RuleSet& rules, const std::vector<std::string>& settings,
             const profiles::ColumnMapping* mapping, std::vector<std::vector<std::string>>& by) {
  for (const std::string& setting : settings) {
    by.push_back(CLI::detail::split(setting, ','));
    for (const std::string& name : by.back()) {
      const std::string mistake = evaluate::why_not_by(*api::Content::of(rules).checked, name, mapping);
      if (mistake.empty()) continue;
      say("--by: " + mistake);
      return false;
    }
  }
  return true;
}

Status evaluate(const CLI::App& command, Arguments& arguments) {
  const bool same_instant = arguments.now || arguments.options.now_field;
  if (!read_outputs(arguments.outputs, same_instant, arguments.options)) return Status::unusable;
  const auto rules = load_rules(arguments.rules);
  const auto now = read_now(arguments.now);
  if (!rules || !now) return Status::unusable;
  evaluate::EvaluationOptions& options = arguments.options;
  if (!read_mapping(arguments.reading, options.input) ||
      !read_by(*rules, arguments.by, options.input.mapping.get(), options.by))
    return Status::unusable;
  options.now = *now;
  if (!arguments.by.empty() && arguments.summary.empty()) arguments.summary = "text";
  options.summary = !arguments.summary.empty() || !arguments.summary_html.empty();
  const auto limits = read_quality(arguments.quality);
  const summary::FactTallies counted(*api::Content::of(*rules).checked);
  if (!limits || !names_facts(*limits, {&counted})) return Status::unusable;
  if (options.paths.empty()) options.paths.emplace_back("-");
  if (!read_sample(arguments.sample, arguments.rules.most_profiles, options.choice) ||
      !read_decisions(*rules, arguments.stamp, options))
    return Status::unusable;

  auto in_use = files_read(*rules, arguments.rules.path, options.paths);
  add_in_use(arguments.reading, in_use);
  RecordOutputs::Names& names = arguments.outputs.names;
  if (names.resume) {
    std::vector<std::string> inputs = options.paths;
    if (arguments.reading.columns) inputs.push_back(*arguments.reading.columns);
    const auto key = resumption_key(*rules, command, inputs);
    if (!key) return Status::unusable;
    names.resumption_key = *key;
  }
  auto outputs = RecordOutputs::open(names, in_use);
  if (!outputs) return Status::unusable;
  options.written = outputs->written();
  const bool on_standard_output = !arguments.outputs.no_decisions && outputs->is_standard_output();
  ProgressDisplay progress(options.paths, arguments.quiet);
  options.progress = progress.teller();
  evaluate::StreamDivider divider(
      [&](evaluate::RecordStream stream, std::string_view bytes) { return outputs->write(stream, bytes); });
  const bool divided = options.by_verdict || options.errors;
  const evaluate::EvaluationResult result =
      evaluate::evaluate(api::Content::of(*rules).decider, options, [&](std::string_view bytes) {
        return divided ? divider(bytes) : outputs->write(evaluate::RecordStream::visible, bytes);
      });
  const double seconds = progress.end();

  if (outputs->has_failed()) return outputs->say_failure();
  if (result.differs) {
    say("--resume: what stands in " + outputs->partial_paths() +
        " is not what this run decides; delete it to begin anew");
    return Status::unusable;
  }
  if (!result.failure.empty()) {
    say(result.failure);
    return Status::unusable;
  }
  const bool is_empty = result.summary.profiles() == 0;
  const std::string appearing = outputs->appearing();
  if (!is_empty && !outputs->finish()) return outputs->say_failure();
  const Status status = write_summary(arguments, result, seconds, on_standard_output, in_use);
  if (status != Status::well) return status;
  if (is_empty) {
    const bool chosen = arguments.sample.share || arguments.rules.most_profiles;
    say((chosen ? "--sample and --limit leave no profile of the input" : "there is no profile in the input") +
        (appearing.empty() ? ""
                           : "; " + appearing +
                                 (appearing.find(", ") == std::string::npos ? " is left as it was"
                                                                            : " are left as they were")));
    return Status::findings;
  }
  if (result.summary.errors() > 0) {
    say(text::grouped(result.summary.errors()) + " of " + text::grouped(result.summary.profiles()) +
        " records could not be read; " +
        (arguments.outputs.no_decisions ? "without --no-decisions each has an error record in its place"
         : names.errors.empty()         ? "each has an error record in its place"
                                        : "each has an error record in " + names.errors));
  }
  std::vector<std::string> findings = result.input.findings;
  for (const std::string& name : result.absent_columns)
    findings.push_back("no record has a column or key " + text::quoted_name(name) + ", which was asked for");
  std::ranges::move(quality_findings(*limits, result.summary.facts()), std::back_inserter(findings));
  for (const std::string& finding : findings) say(finding);
  if (!arguments.quiet) {
    for (const std::string& remark : result.input.remarks) say(remark);
  }
  const bool found = !findings.empty() || has_finding(arguments, result.summary);
  return found ? Status::findings : Status::well;
}

}  // namespace

void add_evaluate(CLI::App& application, Status& status) {
  CLI::App& command =
      *application.add_subcommand("evaluate", "Decide profiles: one decision for each, in their order");
  const auto arguments = std::make_shared<Arguments>();
  evaluate::EvaluationOptions& options = arguments->options;
  arguments->rules.counts_profiles = true;
  add_rules(command, arguments->rules);
  add_profiles(command, options.paths);
  add_now(command, arguments->now, options.now_field);
  add_locale(command, options.locale);
  add_reading(command, arguments->reading, options.input);
  add_outputs(command, arguments->outputs);
  add_sample(command, arguments->sample);
  add_decisions(command, arguments->stamp, options);
  command
      .add_option(
          "--by", arguments->by,
          "Count also by the values of a fact, a column of the input, or `segment`; of several, joined "
          "by commas, by all combinations; may be repeated")
      ->allow_extra_args(false)
      ->type_name("FIELDS");
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
  command.callback([arguments, &command, &status] { status = evaluate(command, *arguments); });
}

}  // namespace eligo::tool
