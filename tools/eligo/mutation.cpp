#include "mutation.hpp"

#include <algorithm>
#include <span>

#include <unistd.h>

#include "authoring/mutation/mutation_report.hpp"
#include "destination.hpp"
#include "files_tested.hpp"
#include "text/display.hpp"

namespace eligo::tool {

namespace {

/// Whether some rule set that was tested has a rule of that id.
bool has_rule(const std::vector<authoring::TestedFile>& tested, const std::string& id) {
  return std::ranges::any_of(tested, [&](const authoring::TestedFile& file) {
    const std::vector<check::Rule>& rules = file.decider->rules().rules;
    return std::ranges::find(rules, id, &check::Rule::id) != rules.end();
  });
}

}  // namespace

void add_mutation_options(CLI::App& command, MutationArguments& arguments) {
  CLI::Option* const mutate = command.add_flag(
      "--mutate", arguments.mutate, "Change the rule sets in small ways, and tell which no fixture notices");
  command
      .add_option("--require-mutants", arguments.require,
                  "Exit with 1 where fewer mutants in a hundred are noticed")
      ->check(CLI::Range(0.0, 100.0).description(""))
      ->type_name("PERCENT")
      ->needs(mutate);
  command.add_option("--rule", arguments.rule, "Only mutants that change what this rule does")
      ->type_name("ID")
      ->needs(mutate);
  command.add_option("--mutation-html", arguments.page, "Write what became of the mutants as a page, too")
      ->type_name("FILE")
      ->needs(mutate);
}

Status add_mutation(const MutationArguments& arguments, const std::vector<authoring::TestedFile>& tested,
                    std::size_t threads, TestReport& report) {
  const authoring::TestTotals fixtures = authoring::totals(tested);
  if (!arguments.mutate || fixtures.not_run > 0 || fixtures.passed + fixtures.failed == 0)
    return Status::well;
  if (fixtures.failed > 0) {
    say("no mutant was tried: fixtures tell of mutants only where all of them pass without");
    return Status::findings;
  }
  authoring::MutationOptions options;
  options.threads = threads;
  options.rule = arguments.rule;
  if (!options.rule.empty() && !has_rule(tested, options.rule)) {
    say("no rule set that is tested has a rule " + text::quote(options.rule));
    return Status::unusable;
  }
  const std::vector<authoring::MutatedRuleSet> mutated = authoring::mutate(tested, options);
  if (report.json) {
    report.members.push_back({"mutation", authoring::mutation_json(mutated)});
  } else {
    report.text += authoring::mutation_text(mutated, wants_color(STDOUT_FILENO));
  }
  if (!arguments.page.empty()) {
    const Status status =
        write_file("the page", arguments.page, authoring::mutation_page(mutated), files_tested(tested));
    if (status != Status::well) return status;
  }
  const authoring::MutationTotals all = authoring::totals(mutated);
  return all.reaches(arguments.require) && all.wrongly_exempt == 0 ? Status::well : Status::findings;
}

}  // namespace eligo::tool
