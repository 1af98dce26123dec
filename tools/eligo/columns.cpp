#include <memory>
#include <string>
#include <vector>

#include <CLI/CLI.hpp>

#include "api/content.hpp"
#include "authoring/columns/proposal.hpp"
#include "command.hpp"
#include "destination.hpp"

namespace eligo::tool {

namespace {

struct Arguments {
  RuleOptions rules;
  std::string path;
  std::string out = "-";
};

Status propose(const Arguments& arguments) {
  const auto rules = load_rules(arguments.rules);
  if (!rules) return Status::unusable;
  const check::CheckedRuleSet& checked = *api::Content::of(*rules).checked;
  std::vector<std::string> known{checked.subject};
  for (const check::Fact& fact : checked.facts) known.push_back(fact.name);
  std::string error;
  const auto sample = authoring::sample_columns(arguments.path, known, error);
  if (!sample) {
    say("cannot read " + (arguments.path == "-" ? "standard input" : arguments.path) + ": " + error);
    return Status::unusable;
  }
  const authoring::MappingProposal proposal = authoring::propose_mapping(*sample, checked);
  const Status status = write_file("the mapping", arguments.out, proposal.text,
                                   files_read(*rules, arguments.rules.path, {arguments.path}));
  if (status != Status::well) return status;
  if (sample->encoding_guessed) say("the encoding is a guess: " + sample->encoding);
  say(std::to_string(proposal.found) + " of " + std::to_string(proposal.facts) +
      " facts that rules read have a column; check the mapping before you use it");
  return proposal.found == 0 ? Status::findings : Status::well;
}

}  // namespace

void add_columns(CLI::App& application, Status& status) {
  CLI::App& command = *application.add_subcommand(
      "columns", "Propose how the columns of a file become facts, for a person to check");
  const auto arguments = std::make_shared<Arguments>();
  command.add_option("file", arguments->path, "NDJSON, JSON or CSV, also packed or in another encoding")
      ->required()
      ->type_name("FILE");
  add_rules(command, arguments->rules);
  command.add_option("--out", arguments->out, "Where the mapping goes; `-` is the standard output")
      ->type_name("FILE");
  command.footer(
      "Examples:\n"
      "  eligo columns export.csv --rules rule_set.json > columns.json\n"
      "  eligo evaluate --rules rule_set.json --columns columns.json export.csv");
  command.callback([arguments, &status] { status = propose(*arguments); });
}

}  // namespace eligo::tool
