#include "decision_options.hpp"

#include <algorithm>
#include <map>

#include "api/content.hpp"
#include "command.hpp"
#include "output/decision_writer.hpp"
#include "output/record_keys.hpp"
#include "text/display.hpp"

namespace eligo::tool {

namespace {

const std::map<std::string, Detail> details{{"verdict", Detail::verdict},
                                            {"codes", Detail::codes},
                                            {"reasons", Detail::reasons},
                                            {"full", Detail::full}};

void add_names(CLI::App& command, const std::string& name, std::vector<std::string>& names,
               const std::string& description) {
  command.add_option(name, names, description)->delimiter(',')->allow_extra_args(false)->type_name("COLUMNS");
}

/// What is wrong with `--keep`; empty where nothing is.
std::string keep_mistake(const std::vector<std::string>& keep) {
  for (auto name = keep.begin(); name != keep.end(); ++name) {
    if (name->empty()) return "a column has a name";
    if (std::find(keep.begin(), name, *name) != name) return text::quoted_name(*name) + " stands twice";
    const std::string key = output::carried_key(*name);
    const auto same = [&](const std::string& other) { return output::carried_key(other) == key; };
    if (const auto other = std::find_if(keep.begin(), name, same); other != name)
      return text::quoted_name(*other) + " and " + text::quoted_name(*name) + " would both be called " +
             text::quoted_name(key);
  }
  return {};
}

std::string fields_mistake(const check::CheckedRuleSet& rules, const evaluate::EvaluationOptions& options) {
  if (options.fields.empty()) return {};
  if (options.format == evaluate::DecisionFormat::ndjson)
    return "it chooses columns of CSV, and decisions are written as NDJSON";
  std::string mistake;
  static_cast<void>(evaluate::decision_columns(rules, options, mistake));
  return mistake;
}

bool is_well(const std::string& option, const std::string& mistake) {
  if (!mistake.empty()) say(option + ": " + mistake);
  return mistake.empty();
}

}  // namespace

void add_decisions(CLI::App& command, bool& stamp, evaluate::EvaluationOptions& options) {
  add_choice(command, "--detail", options.detail, details,
             "How much of each decision is worked out and written; full if not said");
  command.add_flag("--place", options.place, "Add the file and line of its record to each decision");
  add_names(command, "--keep", options.keep,
            "Columns of the input, in JSON keys or paths, to add to each decision, joined by commas");
  command.add_flag("--stable-keys", options.stable_keys,
                   "NDJSON: write every key into every line, for readers that infer a schema from the first");
  add_names(command, "--fields", options.fields,
            "CSV: the columns, joined by commas; `:key` behind one leaves it unguarded against spreadsheets");
  command.add_flag("--raw", options.raw_csv, "CSV: write cells that look like formulas as they are");
  command.add_flag("--stamp", stamp,
                   "Add the rule set's id, version and SHA-256, the version of its zones, and limits that "
                   "are not the default, to each decision");
}

bool read_decisions(const RuleSet& rules, bool stamp, evaluate::EvaluationOptions& options) {
  const check::CheckedRuleSet& checked = *api::Content::of(rules).checked;
  if (stamp) {
    options.rule_set = output::rule_set_json(checked, rules.hash(), to_string(rules.limits()));
    options.stamp = output::rule_set_stamp(checked, rules.hash(), to_string(rules.limits()));
  }
  return is_well("--keep", keep_mistake(options.keep)) &&
         is_well("--fields", fields_mistake(checked, options));
}

}  // namespace eligo::tool
