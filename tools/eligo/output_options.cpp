#include "output_options.hpp"

#include <map>

#include "command.hpp"
#include "decision_form.hpp"

namespace eligo::tool {

namespace {

const std::map<std::string, evaluate::DecisionFormat> decision_formats{
    {"ndjson", evaluate::DecisionFormat::ndjson}, {"csv", evaluate::DecisionFormat::csv}};

/// Why a run cannot be gone on with; empty where it can, or is not to be.
std::string resume_mistake(const RecordOutputs::Names& names, bool same_instant) {
  if (!names.resume) return {};
  if (names.out == "-") return "it goes on with a file; say which with --out";
  if (names.errors == "-") return "it goes on with files; say which with --errors";
  if (!same_instant) return "the instant must be the same again; say it with --now or --now-field";
  return {};
}

}  // namespace

void add_outputs(CLI::App& command, OutputOptions& outputs) {
  command
      .add_option(
          "--out", outputs.names.out,
          "Where decisions go; it appears when it is whole. `.gz` and `.zst` at the end of its name pack "
          "them. `-` is the standard output")
      ->type_name("FILE");
  command
      .add_option("--split-by", outputs.split_by,
                  "Write a file for each verdict: DECISIONS.denied.csv, where --out is DECISIONS.csv")
      ->check(CLI::IsMember({"verdict"}).description(""))
      ->type_name("verdict");
  command
      .add_option("--errors", outputs.names.errors,
                  "Where records go that cannot be read, in place of standing among the decisions")
      ->type_name("FILE");
  command.add_flag("--resume", outputs.names.resume,
                   "Go on where the same command was stopped; a run that is stopped keeps its part of --out");
  add_choice(command, "--to", outputs.to, decision_formats,
             "The form of the decisions; if not said as the name of --out ends, else ndjson");
  command.add_flag("--no-decisions", outputs.no_decisions, "Write no decisions");
}

bool read_outputs(OutputOptions& outputs, bool same_instant, evaluate::EvaluationOptions& options) {
  RecordOutputs::Names& names = outputs.names;
  names.by_verdict = !outputs.split_by.empty();
  if (outputs.no_decisions) {
    options.format = evaluate::DecisionFormat::none;
    if (names.out == "-" && names.errors.empty() && !names.by_verdict) return true;
    say("--no-decisions: there is nothing to write to --out" +
        std::string(names.out == "-" ? ", --split-by or --errors" : ""));
    return false;
  }
  if (names.by_verdict && names.out == "-") {
    say("--split-by: several files take the name of one; say it with --out");
    return false;
  }
  const auto form = output_form("--out", outputs.to, names.out);
  if (!form) return false;
  names.form = *form;
  options.format = form->format;
  options.by_verdict = names.by_verdict;
  if (!names.errors.empty()) {
    const auto errors = output_form("--errors", std::nullopt, names.errors);
    if (!errors) return false;
    names.errors_form = *errors;
    options.errors = errors->format;
  }
  const std::string mistake = resume_mistake(names, same_instant);
  if (!mistake.empty()) say("--resume: " + mistake);
  return mistake.empty();
}

}  // namespace eligo::tool
