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

/// What was changed, in more words than its name in JSON.
std::string_view words_of(Operator kind) {
  switch (kind) {
    case Operator::threshold: return "a threshold, by one step";
    case Operator::comparison: return "a comparison, like < to <=";
    case Operator::connective: return "a connective, like && to ||";
    case Operator::macro: return "a quantifier, like exists to all";
    case Operator::negation: return "a part negated";
    case Operator::left_out: return "a part left out";
    case Operator::list_member: return "a member of a list left out";
    case Operator::effect: return "a rule’s effect";
    case Operator::on_missing: return "a rule’s on_missing";
    case Operator::priority: return "a rule’s priority";
    case Operator::window: return "an end of a rule’s window";
    case Operator::segment: return "a segment left out";
    case Operator::segment_param: return "a param of a segment";
    case Operator::waiver: return "a waiver left out";
  }
  return to_string(kind);
}

double share_of(const MutationTotals& all) {
  return all.counted() == 0 ? 1.0 : static_cast<double>(all.killed) / static_cast<double>(all.counted());
}

Tone tone_of(const MutationTotals& all) { return all.killed == all.counted() ? Tone::good : Tone::warning; }

std::string anchor_of(std::size_t rule_set) { return "rule-set-" + std::to_string(rule_set); }

Markup details_of(const MutatedRuleSet& mutated, const MutantResult& result) {
  Markup content = output::element("p", Markup("Mutant: ") + output::code(result.mutant.id));
  if (result.exempt) content += output::element("p", "Exempt, for the reason: " + *result.exempt);
  if (result.killer)
    content += output::element(
        "p", Markup("The fixture ") + output::code(killer_of(mutated, result).name) + Markup(" notices."));
  if (result.witness) {
    content += output::element("p", "This fixture would notice:");
    content += output::element("pre", Markup::lines(*result.witness));
  }
  return content;
}

Markup mutant(const MutatedRuleSet& mutated, const MutantResult& result, std::string_view word, Tone tone) {
  const Markup where = output::element(
      "span", {{"class", "soft"}},
      Markup("(" + result.mutant.owner + ", ") + output::code(result.mutant.pointer) + Markup(")"));
  const Markup summary =
      output::badge(word, tone) + Markup(" if ") + sentence(result.mutant.mistake) + Markup(" ") + where;
  return output::disclosure(summary, details_of(mutated, result), {{}, false, true});
}

void add_counts(output::HtmlTable& table, const Markup& name, const MutationTotals& some) {
  table.add({name, text::grouped(some.mutants), text::grouped(some.killed), text::grouped(some.exempt),
             text::grouped(some.counted() - some.killed),
             output::bar(share_of(some), some.score(), tone_of(some))});
}

output::HtmlTable counts_table(const std::string& caption, const std::string& first) {
  return {caption,
          {{first}, {"Mutants", true}, {"Noticed", true}, {"Exempt", true}, {"Not noticed", true}, {"Score"}},
          output::HtmlTable::Filtered::no};
}

void add_score(output::Page& page, const MutatedRuleSet& mutated) {
  const MutationTotals all = totals(mutated.results);
  page.paragraph(output::bar(share_of(all),
                             all.score() + ": " + text::grouped(all.killed) + " of " +
                                 text::counted(all.counted(), "mutant") + " noticed",
                             tone_of(all)));
  output::HtmlTable table = counts_table("Mutants by what is changed", "Change");
  std::array<MutationTotals, operator_count> by_operator;
  for (const MutantResult& result : mutated.results.mutants)
    add(by_operator[static_cast<std::size_t>(result.mutant.kind)], result);
  for (std::size_t kind = 0; kind < operator_count; ++kind) {
    if (by_operator[kind].mutants > 0)
      add_counts(table, words_of(static_cast<Operator>(kind)), by_operator[kind]);
  }
  if (table.empty()) return;
  add_counts(table, "all", all);
  page.add(table.markup());
  if (all.same > 0) {
    page.paragraph(text::grouped(all.same) +
                   " more come to the same as the rule set or as another mutant, and are not counted.");
  }
}

void add_list(output::Page& page, const MutatedRuleSet& mutated, std::string_view heading,
              std::string_view word, Tone tone, MutantState state) {
  Markup all;
  std::size_t count = 0;
  for (const MutantResult& result : mutated.results.mutants) {
    if (state_of(result) != state) continue;
    all += mutant(mutated, result, word, tone);
    ++count;
  }
  if (count > 0) page.subheading(std::string(heading) + " (" + text::grouped(count) + ")").add(all);
}

void add_unknown_exemptions(output::Page& page, const MutatedRuleSet& mutated) {
  if (mutated.results.unknown_exemptions.empty()) return;
  page.subheading("Exempt, though there is no such mutant");
  for (const std::string& id : mutated.results.unknown_exemptions)
    page.paragraph(output::badge("wrong", Tone::bad) + Markup(" ") + output::code(id) +
                   Markup(" is exempt, but no mutant has this name."));
}

void add_killed(output::Page& page, const MutatedRuleSet& mutated) {
  output::HtmlTable table("Mutants that a fixture notices", {{"If"}, {"In"}, {"Noticed by the fixture"}});
  for (const MutantResult& result : mutated.results.mutants) {
    if (state_of(result) != MutantState::killed) continue;
    table.add({sentence(result.mutant.mistake), result.mutant.owner, killer_of(mutated, result).name});
  }
  if (table.empty()) return;
  page.subheading("Noticed");
  page.add(output::disclosure(
      text::counted(totals(mutated.results).killed, "mutant") + " noticed by a fixture", table.markup()));
}

void add_rule_set(output::Page& page, const MutatedRuleSet& one, const std::string& anchor) {
  page.heading(one.path.string(), anchor);
  add_score(page, one);
  add_list(page, one, "Exempt, and yet noticed", "wrongly exempt", Tone::bad, MutantState::wrongly_exempt);
  add_unknown_exemptions(page, one);
  add_list(page, one, "No fixture would notice", "not noticed", Tone::bad, MutantState::survived);
  add_list(page, one, "Possibly equivalent: no profile was found that would notice", "not noticed",
           Tone::warning, MutantState::possibly_equivalent);
  add_list(page, one, "Not searched: the rule set is too large to look for profiles for all of them",
           "not noticed", Tone::warning, MutantState::not_searched);
  add_list(page, one, "Exempt", "exempt", Tone::neutral, MutantState::exempt);
  add_killed(page, one);
}

}  // namespace

std::string mutation_page(std::span<const MutatedRuleSet> mutated) {
  const MutationTotals all = totals(mutated);
  output::Page page("Mutation test: " + all.score() + " of " + text::counted(all.counted(), "mutant") +
                    " noticed");
  page.paragraph(
      "A mutant is the rule set with one small mistake made on purpose. A fixture notices it by failing; "
      "where "
      "none does, nobody would notice if somebody made that mistake. The score is the share that fixtures "
      "notice of the mutants that are not exempt.");
  if (mutated.size() > 1) {
    output::HtmlTable table = counts_table("Rule sets", "Rule set");
    for (std::size_t at = 0; at < mutated.size(); ++at)
      add_counts(table, output::link(anchor_of(at), mutated[at].path.string()), totals(mutated[at].results));
    page.add(table.markup());
  }
  page.filter("Show only mutants with");
  for (std::size_t at = 0; at < mutated.size(); ++at) add_rule_set(page, mutated[at], anchor_of(at));
  return page.finish();
}

}  // namespace eligo::authoring
