#include <array>
#include <string>
#include <string_view>
#include <vector>

#include "authoring/mutation/mutation_report.hpp"
#include "output/page.hpp"
#include "text/display.hpp"

namespace eligo::authoring {

namespace {

using output::Markup;
using output::Tone;

/// A sentence in which what stands in backticks is code.
Markup sentence(std::string_view text) {
  Markup out;
  bool code = false;
  while (!text.empty()) {
    const std::size_t tick = std::min(text.find('`'), text.size());
    const std::string_view piece = text.substr(0, tick);
    if (!piece.empty()) out += code ? output::code(piece) : Markup(piece);
    code = !code;
    text.remove_prefix(std::min(text.size(), tick + 1));
  }
  return out;
}

Markup details_of(const MutantResult& result) {
  Markup content = output::element("p", Markup("Mutant: ") + output::code(result.mutant.id));
  if (result.exempt) content += output::element("p", "Exempt: " + *result.exempt);
  if (result.witness) {
    content += output::element("p", "This fixture would notice:");
    content += output::element("pre", Markup::lines(*result.witness));
  }
  return content;
}

Markup survivor(const MutantResult& result, std::string_view word, Tone tone) {
  const Markup summary = output::badge(word, tone) + Markup(" ") + Markup("if ") +
                         sentence(result.mutant.mistake) + Markup(" (" + result.mutant.owner + ", ") +
                         output::code(result.mutant.pointer) + Markup(")");
  output::DisclosureOptions options;
  options.filtered = true;
  return output::disclosure(summary, details_of(result), options);
}

void add_score(output::Page& page, const MutatedRuleSet& mutated) {
  const MutationTotals all = totals(mutated.results);
  const double share =
      all.counted() == 0 ? 1.0 : static_cast<double>(all.killed) / static_cast<double>(all.counted());
  page.add(output::bar(share, all.score() + " of " + text::grouped(all.counted()) + " mutants are noticed",
                       share == 1.0 ? Tone::good : Tone::warning));
  output::HtmlTable table(
      "Mutants by what was changed",
      {{"change"}, {"mutants", true}, {"noticed", true}, {"exempt", true}, {"not noticed", true}});
  std::array<MutationTotals, operator_count> by_operator;
  for (const MutantResult& result : mutated.results.mutants)
    add(by_operator[static_cast<std::size_t>(result.mutant.kind)], result);
  for (std::size_t kind = 0; kind < operator_count; ++kind) {
    const MutationTotals& some = by_operator[kind];
    if (some.mutants == 0) continue;
    table.add({std::string(to_string(static_cast<Operator>(kind))), text::grouped(some.mutants),
               text::grouped(some.killed), text::grouped(some.exempt),
               text::grouped(some.counted() - some.killed)});
  }
  page.add(table.markup());
  if (all.same > 0) {
    page.paragraph(
        text::grouped(all.same) +
        " more come to the same program as the rule set or as another mutant, and are not counted.");
  }
}

void add_list(output::Page& page, const MutatedRuleSet& mutated, std::string_view heading,
              std::string_view word, Tone tone, MutantState state) {
  Markup all;
  for (const MutantResult& result : mutated.results.mutants) {
    if (state_of(result) == state) all += survivor(result, word, tone);
  }
  if (all.empty()) return;
  page.add(output::element("h3", heading));
  page.add(all);
}

void add_killed(output::Page& page, const MutatedRuleSet& mutated) {
  output::HtmlTable table("Noticed", {{"if"}, {"in"}, {"noticed by"}});
  for (const MutantResult& result : mutated.results.mutants) {
    if (state_of(result) != MutantState::killed) continue;
    table.add({sentence(result.mutant.mistake), result.mutant.owner, killer_of(mutated, result).name});
  }
  if (!table.empty()) page.add(output::disclosure("Mutants that a fixture notices", table.markup()));
}

}  // namespace

std::string mutation_page(std::span<const MutatedRuleSet> mutated) {
  output::Page page("Mutation test");
  page.filter("Only what contains");
  for (const MutatedRuleSet& one : mutated) {
    page.heading("Mutants of " + one.path.string());
    add_score(page, one);
    add_list(page, one, "Exempt, and yet noticed", "wrong", Tone::bad, MutantState::wrongly_exempt);
    for (const std::string& id : one.results.unknown_exemptions)
      page.paragraph(output::badge("wrong", Tone::bad) + Markup(" No mutant is called ") + output::code(id) +
                     Markup(", which is exempt."));
    add_list(page, one, "No fixture would notice", "not noticed", Tone::bad, MutantState::survived);
    add_list(page, one, "Possibly equivalent: no profile was found that would notice", "open", Tone::warning,
             MutantState::possibly_equivalent);
    add_list(page, one, "Of so large a rule set no profiles were looked for that would notice", "open",
             Tone::warning, MutantState::not_searched);
    add_list(page, one, "Exempt", "exempt", Tone::neutral, MutantState::exempt);
    add_killed(page, one);
  }
  return page.finish();
}

}  // namespace eligo::authoring
