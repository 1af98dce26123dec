#include <algorithm>
#include <cstdint>
#include <functional>
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
#include "evaluate/record_instants.hpp"
#include "evaluate/written_forms.hpp"
#include "evaluate/written_value.hpp"
#include "explain/explanation.hpp"
#include "json/string.hpp"
#include "output/explanation_writer.hpp"
#include "profiles/batch.hpp"
#include "profiles/chunk_reader.hpp"
#include "profiles/profile_input.hpp"
#include "reading.hpp"
#include "text/display.hpp"

namespace eligo::tool {

namespace {

struct Arguments {
  RuleOptions rules;
  std::optional<std::string> now, now_field;
  std::string locale = "en";
  std::string path = "-";
  std::optional<std::string> id;
  std::optional<std::uint64_t> line;
  ReadingOptions reading;
  profiles::InputOptions input;
  std::vector<std::string> rule_ids;
  explain::Scope scope;
  bool json = false;
  bool html = false;
  bool show_values = false;
};

/// Whether this is the record that was asked for; the first one where nothing was said.
bool is_wanted(const Arguments& arguments, const profiles::Batch& batch, std::size_t row) {
  if (arguments.line && batch.line(row) != *arguments.line) return false;
  return !arguments.id ||
         (!batch.subject(row).empty() && json::bare_text(batch.subject(row)) == *arguments.id);
}

/// The profile that is explained, and its instant.
struct Found {
  explicit Found(const evaluate::InputSchema& schema) : batch(schema.schema) {}

  profiles::Batch batch;                   ///< of one row
  std::optional<values::Nanoseconds> now;  ///< the record's own
  profiles::Chunk chunk;                   ///< the record as it is written
  std::unique_ptr<profiles::ProfileInput> input;
};

/// Reads on until the wanted profile is the only row of the batch. A message where there is none.
std::string find_profile(const Arguments& arguments, const evaluate::InputSchema& schema, Found& found) {
  profiles::InputOptions options = arguments.input;
  options.chunk_records = 1;
  found.input = std::make_unique<profiles::ProfileInput>(schema.schema, std::vector{arguments.path}, options);
  profiles::ProfileInput& input = *found.input;
  profiles::ChunkReader reader(schema.schema, input.read_options());
  evaluate::RecordInstants instants(schema, 0);
  profiles::Chunk& chunk = found.chunk;
  profiles::Batch& batch = found.batch;
  while (input.next(chunk) == profiles::ProfileInput::Next::chunk) {
    batch.clear();
    reader.read(chunk, batch);
    if (!is_wanted(arguments, batch, 0)) continue;
    static_cast<void>(instants.take(batch));
    if (schema.now_column) found.now = instants.of(0);
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

Status explain(Arguments& arguments) {
  const auto rules = load_rules(arguments.rules);
  const auto now = read_now(arguments.now);
  if (!rules || !now) return Status::unusable;
  if (!read_mapping(arguments.reading, arguments.input)) return Status::unusable;
  auto in_use = files_read(*rules, arguments.rules.path, {arguments.path});
  add_in_use(arguments.reading, in_use);
  auto out = open_destination("-", in_use);
  if (!out) return Status::unusable;
  const api::Content& content = api::Content::of(*rules);
  const auto scope = read_scope(arguments, *content.checked);
  if (!scope) return Status::unusable;
  const evaluate::InputSchema schema(content.program->schema(), arguments.now_field, arguments.input.mapping);
  Found found(schema);
  const std::string problem = find_profile(arguments, schema, found);
  if (!problem.empty()) {
    say(problem);
    const bool unusable = problem.starts_with("cannot read") || problem.starts_with("the mapping of columns");
    return unusable ? Status::unusable : Status::findings;
  }
  const values::Nanoseconds instant = found.now.value_or(*now);
  const explain::Explanation explanation =
      explain::explain(content.decider, {found.batch.seal().first(schema.facts), 1}, instant, *scope);
  const bool color = !arguments.json && !arguments.html && wants_color(STDOUT_FILENO);
  const std::string limits = to_string(rules->limits());
  std::function<std::string(const decide::MissingInput&)> value_of;
  if (arguments.show_values) {
    value_of = [&](const decide::MissingInput& refused) {
      return evaluate::written_value(found.chunk, found.chunk.records.front(), schema.schema, refused.index,
                                     found.input->read_options());
    };
  }
  const output::ExplanationContext context{
      found.batch.subject(0),
      instant,
      rules->hash(),
      limits,
      arguments.locale,
      color,
      value_of,
      evaluate::written_forms(*content.checked, arguments.input.mapping.get())};
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
  add_now(command, arguments->now, arguments->now_field);
  add_locale(command, arguments->locale);
  command.add_option("--id", arguments->id, "The subject of the profile; else the first profile")
      ->type_name("ID");
  command.add_option("--line", arguments->line, "Its line (of a JSON array: its number), from 1")
      ->type_name("N");
  add_reading(command, arguments->reading, arguments->input);
  add_strict(command, arguments->input.strict);
  command.add_flag("--show-values", arguments->show_values,
                   "Text and page: show values that were refused, too");
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
