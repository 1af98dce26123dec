#include <algorithm>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include <unistd.h>

#include <CLI/CLI.hpp>

#include "api/content.hpp"
#include "command.hpp"
#include "destination.hpp"
#include "diagnostics/suggestion.hpp"
#include "explain/explanation.hpp"
#include "json/string.hpp"
#include "output/explanation_writer.hpp"
#include "profiles/batch.hpp"
#include "profiles/chunk_reader.hpp"
#include "profiles/profile_input.hpp"
#include "text/display.hpp"

namespace eligo::tool {

namespace {

struct Arguments {
  RuleOptions rules;
  std::optional<std::string> now;
  std::string locale = "en";
  std::string path = "-";
  std::optional<std::string> id;
  std::optional<std::uint64_t> line;
  profiles::Format format = profiles::Format::automatic;
  bool strict = false;
  std::vector<std::string> rule_ids;
  explain::Scope scope;
  bool json = false;
  bool html = false;
};

/// Whether this is the record that was asked for; the first one where nothing was said.
bool is_wanted(const Arguments& arguments, const profiles::Batch& batch, std::size_t row) {
  if (arguments.line && batch.line(row) != *arguments.line) return false;
  return !arguments.id ||
         (!batch.subject(row).empty() && json::bare_text(batch.subject(row)) == *arguments.id);
}

/// Reads on until the wanted profile is the only row of `batch`. A message where there is none.
std::string find_profile(const Arguments& arguments, const api::Content& content, profiles::Batch& batch) {
  profiles::InputOptions options;
  options.format = arguments.format;
  options.strict = arguments.strict;
  options.chunk_records = 1;
  const profiles::Schema& schema = content.program->schema();
  profiles::ProfileInput input(schema, {arguments.path}, options);
  profiles::ChunkReader reader(schema, {arguments.strict, profiles::ReadOptions{}.max_depth});
  profiles::Chunk chunk;
  while (input.next(chunk) == profiles::ProfileInput::Next::chunk) {
    batch.clear();
    reader.read(chunk, batch);
    if (!is_wanted(arguments, batch, 0)) continue;
    if (!batch.error(0)) return {};
    return "record " + std::to_string(batch.line(0)) + " cannot be read: " + batch.error(0)->message;
  }
  if (!input.error().empty()) return input.error();
  if (arguments.id) return "no profile has the subject `" + *arguments.id + "`";
  return arguments.line ? "there is no profile in line " + std::to_string(*arguments.line)
                        : "there is no profile in the input";
}

/// The scope with the rules that `--rule` names. Nothing, with a message, where there is no such rule.
std::optional<explain::Scope> read_scope(const Arguments& arguments, const check::CheckedRuleSet& rules) {
  explain::Scope scope = arguments.scope;
  std::vector<std::string> ids;
  for (const check::Rule& rule : rules.rules) ids.push_back(rule.id);
  for (const std::string& id : arguments.rule_ids) {
    const auto found = std::ranges::find(ids, id);
    if (found == ids.end()) {
      const std::string hint = diagnostics::did_you_mean(id, ids);
      say("--rule: there is no rule " + text::quote(id) + (hint.empty() ? "" : "; " + hint));
      return std::nullopt;
    }
    scope.rules.push_back(static_cast<std::uint32_t>(found - ids.begin()));
  }
  return scope;
}

Status explain(const Arguments& arguments) {
  const auto rules = load_rules(arguments.rules);
  const auto now = read_now(arguments.now);
  if (!rules || !now) return Status::unusable;
  auto out = open_destination("-", files_read(*rules, arguments.rules.path, {arguments.path}));
  if (!out) return Status::unusable;
  const api::Content& content = api::Content::of(*rules);
  const auto scope = read_scope(arguments, *content.checked);
  if (!scope) return Status::unusable;
  profiles::Batch batch(content.program->schema());
  const std::string problem = find_profile(arguments, content, batch);
  if (!problem.empty()) {
    say(problem);
    return problem.starts_with("cannot read") ? Status::unusable : Status::findings;
  }
  const explain::Explanation explanation = explain::explain(content.decider, {batch.seal(), 1}, *now, *scope);
  const bool color = !arguments.json && !arguments.html && wants_color(STDOUT_FILENO);
  const std::string limits = to_string(rules->limits());
  const output::ExplanationContext context{batch.subject(0), *now, rules->hash(), limits,
                                           arguments.locale, color};
  const auto write = arguments.html   ? output::explanation_page
                     : arguments.json ? output::explanation_json
                                      : output::explanation_text;
  return write_text("the explanation", write(*content.checked, explanation, context), std::move(*out));
}

}  // namespace

void add_explain(CLI::App& application, Status& status) {
  CLI::App& command =
      *application.add_subcommand("explain", "Show every rule and each part's value for one profile");
  const auto arguments = std::make_shared<Arguments>();
  add_rules(command, arguments->rules);
  add_profiles(command, arguments->path);
  add_now(command, arguments->now);
  add_locale(command, arguments->locale);
  command.add_option("--id", arguments->id, "The subject of the profile; else the first profile")
      ->type_name("ID");
  command.add_option("--line", arguments->line, "Its line (of a JSON array: its number), from 1")
      ->type_name("N");
  add_format(command, arguments->format);
  add_strict(command, arguments->strict);
  command.add_option("--rule", arguments->rule_ids, "Only this rule, by its id; may be repeated")
      ->allow_extra_args(false)
      ->type_name("ID");
  command.add_flag("--hits", arguments->scope.hits, "Only what hit or is undecided, and what applies");
  command.add_option("--depth", arguments->scope.depth, "Only so many levels of parts below each condition")
      ->check(CLI::Range(0, 1000).description(""))
      ->type_name("N");
  CLI::Option* const json = command.add_flag("--json", arguments->json, "As JSON instead of text");
  command.add_flag("--html", arguments->html, "As an HTML page instead of text")->excludes(json);
  command.footer(
      "Examples:\n"
      "  eligo explain --rules rule_set.json --id u0000017 people.ndjson\n"
      "  eligo explain --rules rule_set.json --now 2026-11-23T10:00:00Z --line 3 --json people.csv\n"
      "  eligo explain --rules rule_set.json --hits --html people.ndjson > page.html");
  command.callback([arguments, &status] { status = explain(*arguments); });
}

}  // namespace eligo::tool
