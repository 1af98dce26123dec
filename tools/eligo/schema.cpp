#include <eligo/schema.hpp>

#include <memory>
#include <string>

#include <CLI/CLI.hpp>

#include "command.hpp"
#include "destination.hpp"

namespace eligo::tool {

namespace {

struct Arguments {
  RuleOptions rules;
  std::string locale = "en";
  bool decisions = false;
  bool strict = false;
};

Status write_schema(const Arguments& arguments) {
  if (arguments.decisions && arguments.strict) {
    say("--strict is of profiles; leave out --decisions or --strict");
    return Status::unusable;
  }
  const auto rules = load_rules(arguments.rules);
  if (!rules) return Status::unusable;
  return write_text("the schema",
                    arguments.decisions ? decision_schema(*rules, arguments.locale)
                                        : profile_schema(*rules, arguments.locale, arguments.strict),
                    output::OutputFile::standard_output());
}

}  // namespace

void add_schema(CLI::App& application, Status& status) {
  CLI::App& command = *application.add_subcommand(
      "schema", "Print the JSON Schema of a rule set's profiles, or of its decisions");
  const auto arguments = std::make_shared<Arguments>();
  command.add_option("rule_set", arguments->rules.path, "The rule set")->required()->type_name("FILE");
  command.add_flag("--decisions", arguments->decisions, "Of decisions instead of profiles");
  command.add_option("--locale", arguments->locale, "The language of titles")
      ->capture_default_str()
      ->type_name("TAG");
  command.add_flag("--strict", arguments->strict, "Of profiles for `eligo evaluate --strict`: no other keys");
  command.footer(
      "Examples:\n"
      "  eligo schema rule_set.json > profile.schema.json\n"
      "  eligo schema --decisions --locale zh-CN rule_set.json");
  command.callback([arguments, &status] { status = write_schema(*arguments); });
}

}  // namespace eligo::tool
