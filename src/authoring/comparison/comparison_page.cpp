#include <algorithm>
#include <array>
#include <string>
#include <vector>

#include "authoring/comparison/answering_rules.hpp"
#include "authoring/comparison/cell_set.hpp"
#include "authoring/comparison/report.hpp"
#include "authoring/comparison/report_text.hpp"
#include "output/page.hpp"
#include "text/display.hpp"
#include "values/locale.hpp"
#include "values/time.hpp"

namespace eligo::authoring {

namespace {

using output::bar;
using output::HtmlTable;
using output::Markup;
using output::Page;
using output::Tone;
using text::grouped;

constexpr HtmlTable::Column number(const char* heading) { return {heading, true}; }

double share(std::uint64_t part, std::uint64_t whole) {
  return whole == 0 ? 0 : static_cast<double>(part) / static_cast<double>(whole);
}

Tone tone_of(Outcome outcome) {
  switch (outcome) {
    case Outcome::same: return Tone::neutral;
    case Outcome::better: return Tone::good;
    case Outcome::worse: return Tone::bad;
  }
  return Tone::neutral;
}

/// A bar as long as the share, with the count and the share beside it.
Markup share_bar(std::uint64_t part, std::uint64_t whole, Outcome outcome) {
  return bar(share(part, whole), grouped(part) + " (" + share_text(part, whole) + ")", tone_of(outcome));
}

Markup in_locale(const check::LocalizedText& text, std::string_view locale) {
  const auto tag = [&](std::size_t entry) -> std::string_view { return text.entries[entry].locale; };
  const auto chosen = values::choose_locale(text.entries.size(), tag, locale);
  if (!chosen) return {};
  return output::text_in(text.entries[*chosen].locale, text.entries[*chosen].text);
}

void add_rule_sets(Page& page, const Report& report) {
  HtmlTable table("The rule sets",
                  {{"side"}, {"rule set"}, {"version"}, {"file"}, {"SHA-256, its beginning"}});
  for (const Side side : sides) {
    const check::CheckedRuleSet& rules = report.pair->rules_of(side);
    const RuleSetName& name = (*report.names)[side];
    Markup id = output::code(rules.id);
    if (rules.title) id += Markup(" ") + in_locale(*rules.title, report.locale);
    table.add({side == Side::champion ? "champion" : "challenger", id, rules.version, output::code(name.path),
               output::code(name.hash.substr(0, 12))});
  }
  page.add(table.markup());
  page.paragraph("Decided at " + values::format_timestamp(report.now) + ".");
  if (report.pair->facts.differences.empty()) return;
  HtmlTable facts("Facts that the rule sets do not have alike", {{"fact"}, {"champion"}, {"challenger"}});
  for (const FactDifference& difference : report.pair->facts.differences) {
    Both<Markup> cells;
    for (const Side side : sides)
      cells[side] = difference.types[side] ? *difference.types[side] : "not there";
    facts.add({output::code(difference.name), cells[Side::champion], cells[Side::challenger]});
  }
  page.add(facts.markup());
}

void add_totals(Page& page, const SwapSet& swap_set) {
  page.heading("Who gains, who loses", "outcome");
  HtmlTable table("What becomes of the verdicts of " + grouped(swap_set.decided()) + " profiles",
                  {{"outcome"}, {"profiles"}});
  const std::uint64_t all = swap_set.decided();
  table.add(
      {output::badge("gains", Tone::good), share_bar(swap_set.count(Outcome::better), all, Outcome::better)});
  table.add(
      {output::badge("losses", Tone::bad), share_bar(swap_set.count(Outcome::worse), all, Outcome::worse)});
  table.add(
      {output::badge("same", Tone::neutral), share_bar(swap_set.count(Outcome::same), all, Outcome::same)});
  table.add({"of these for other reasons", share_bar(swap_set.other_reasons(), all, Outcome::same)});
  page.add(table.markup());
  if (swap_set.errors() > 0)
    page.paragraph(output::badge(grouped(swap_set.errors()) + " records could not be read", Tone::warning));
  if (swap_set.nameless() > 0)
    page.paragraph(grouped(swap_set.nameless()) + " profiles have no subject and are called by their lines.");
}

void add_matrix(Page& page, const SwapSet& swap_set) {
  HtmlTable table("The swap set: the champion’s verdict by row, the challenger’s by column",
                  {{"champion"}, {"visible"}, {"hidden"}, {"denied"}});
  for (const Verdict before : verdicts) {
    std::vector<Markup> row{std::string(to_string(before))};
    for (const Verdict after : verdicts) {
      const Cell cell{before, after};
      Markup content = share_bar(swap_set.count(cell), swap_set.decided(), cell.outcome());
      if (cell.outcome() == Outcome::better) content += " gain";
      if (cell.outcome() == Outcome::worse) content += " loss";
      row.push_back(swap_set.swapped(cell) > 0 ? output::link(cell_word(cell), content) : content);
    }
    table.add(row);
  }
  page.add(table.markup());
}

void add_codes(Page& page, const Report& report) {
  const SwapSet& swap_set = report.result->swap_set;
  const std::uint64_t gains = swap_set.count(Outcome::better), losses = swap_set.count(Outcome::worse);
  HtmlTable table(
      "By reason; the bars are shares of all gains and of all losses",
      {{"reason"}, number("champion"), number("challenger"), {"gains without it"}, {"losses with it"}});
  for (std::size_t code = 0; code < swap_set.codes().size(); ++code) {
    const SwapSet::CodeCounts& counts = swap_set.codes()[code];
    if (summary::sum_of(counts.only[Side::champion]) + summary::sum_of(counts.only[Side::challenger]) == 0)
      continue;
    table.add({output::code(report.pair->codes.names[code]), grouped(counts.profiles[Side::champion]),
               grouped(counts.profiles[Side::challenger]),
               share_bar(counts.only[Side::champion][index_of(Outcome::better)], gains, Outcome::better),
               share_bar(counts.only[Side::challenger][index_of(Outcome::worse)], losses, Outcome::worse)});
  }
  if (!table.empty()) page.heading("By reason", "reasons").add(table.markup());
}

HtmlTable outcome_table(const std::string& caption, const std::string& name) {
  return HtmlTable(caption, {{name}, number("profiles"), {"gains"}, {"losses"}});
}

void add_outcomes(HtmlTable& table, const Markup& name, const OutcomeCounts& counts) {
  const std::uint64_t all = summary::sum_of(counts);
  table.add({name, grouped(all), share_bar(counts[index_of(Outcome::better)], all, Outcome::better),
             share_bar(counts[index_of(Outcome::worse)], all, Outcome::worse)});
}

void add_segments(Page& page, const Report& report) {
  if (report.pair->rules_of(Side::champion).segments.empty() &&
      report.pair->rules_of(Side::challenger).segments.empty())
    return;
  HtmlTable table = outcome_table("By segment; the bars are shares of its profiles", "segment");
  for (const SwapSet::SegmentCounts& counts : report.result->swap_set.segments())
    add_outcomes(table, segments_text(*report.pair, counts), counts.outcomes);
  page.heading("By segment", "segments").add(table.markup());
}

void add_by(Page& page, const summary::FactCounts& counts) {
  page.heading("By " + counts.name());
  if (counts.overflown()) {
    page.paragraph("More than " + grouped(summary::FactCounts::most_values) +
                   " values; no fact to count by.");
    return;
  }
  HtmlTable table = outcome_table(
      "By the values of " + counts.name() + "; the bars are shares of their profiles", counts.name());
  const summary::FactCounts::Table found = counts.table();
  for (const auto& row : found.rows)
    add_outcomes(table, row.value == nullptr ? "(missing)" : *row.value, row.counts);
  if (found.more > 0) add_outcomes(table, "(" + grouped(found.more) + " more)", found.others);
  page.add(table.markup());
}

Markup rules_of_cell(const Report& report, Cell cell) {
  const std::uint64_t all = report.result->swap_set.swapped(cell);
  HtmlTable table("The rules that answer for it", {{"rule"}, {"title"}, {"profiles"}, number("alone")});
  for (const AnsweringRule& answering : answering_rules(*report.pair, report.result->swap_set, cell)) {
    const Outcome outcome = answering.side == Side::champion ? Outcome::better : Outcome::worse;
    table.add({change_of(answering.side) + " " + output::code(answering.rule->id),
               answering.rule->title ? in_locale(*answering.rule->title, report.locale) : Markup(),
               share_bar(answering.counts.profiles, all, outcome), grouped(answering.counts.alone)});
  }
  return table.empty() ? Markup() : table.markup();
}

Markup codes_of(const Report& report, const std::vector<std::uint32_t>& codes) {
  Markup markup;
  for (const std::uint32_t code : codes)
    markup += (markup.empty() ? "" : " ") + output::code(report.pair->codes.names[code]);
  return markup.empty() ? Markup("none") : markup;
}

Markup samples_of_cell(const Report& report, Cell cell) {
  const std::vector<Sample>& samples = report.result->samples.of(cell);
  HtmlTable table("The first of its profiles",
                  {{"profile"}, {"the champion’s reasons"}, {"the challenger’s"}});
  for (std::size_t i = 0; i < std::min(samples.size(), report.samples); ++i) {
    table.add({report.result->inputs.text(samples[i].profile),
               codes_of(report, samples[i].codes[Side::champion]),
               codes_of(report, samples[i].codes[Side::challenger])});
  }
  return table.empty() ? Markup() : table.markup();
}

void add_cells(Page& page, const Report& report) {
  const SwapSet& swap_set = report.result->swap_set;
  if (swap_set.count(Outcome::same) == swap_set.decided() && swap_set.other_reasons() == 0) return;
  page.heading("The cells of the swap set", "cells").filter("Show only rules and profiles with");
  for (const Outcome outcome : {Outcome::worse, Outcome::better, Outcome::same}) {
    for (std::size_t index = 0; index < Cell::count; ++index) {
      const Cell cell = Cell::at(index);
      if (cell.outcome() != outcome || swap_set.swapped(cell) == 0) continue;
      const std::string count = grouped(swap_set.swapped(cell)) + " profiles";
      const std::string id = cell_word(cell);
      page.add(output::disclosure(Markup(cell_title(cell) + " ") + output::badge(count, tone_of(outcome)),
                                  rules_of_cell(report, cell) + samples_of_cell(report, cell),
                                  {id, outcome == Outcome::worse, false}));
    }
  }
}

}  // namespace

std::string comparison_page(const Report& report) {
  const check::CheckedRuleSet& champion = report.pair->rules_of(Side::champion);
  const check::CheckedRuleSet& challenger = report.pair->rules_of(Side::challenger);
  Page page(champion.id + " " + champion.version + " compared with " +
            (champion.id == challenger.id ? "" : challenger.id + " ") + challenger.version);
  add_rule_sets(page, report);
  add_totals(page, report.result->swap_set);
  add_matrix(page, report.result->swap_set);
  add_codes(page, report);
  add_segments(page, report);
  for (const summary::FactCounts& counts : report.result->swap_set.by()) add_by(page, counts);
  add_cells(page, report);
  return page.finish();
}

}  // namespace eligo::authoring
