#include <algorithm>
#include <array>
#include <string>
#include <vector>

#include "authoring/comparison/answering_rules.hpp"
#include "authoring/comparison/cell_set.hpp"
#include "authoring/comparison/report.hpp"
#include "authoring/comparison/report_text.hpp"
#include "output/page.hpp"
#include "output/quality_page.hpp"
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
Markup share_bar(std::uint64_t part, std::uint64_t whole, Outcome outcome, std::string_view word = {}) {
  const std::string label = grouped(part) + " (" + share_text(part, whole) + ")";
  return bar(share(part, whole), label + std::string(word), tone_of(outcome));
}

Markup in_locale(const check::LocalizedText& text, std::string_view locale) {
  const auto tag = [&](std::size_t entry) -> std::string_view { return text.entries[entry].locale; };
  const auto chosen = values::choose_locale(text.entries.size(), tag, locale);
  if (!chosen) return {};
  return output::text_in(text.entries[*chosen].locale, text.entries[*chosen].text);
}

std::string side_name(Side side) { return side == Side::champion ? "champion" : "challenger"; }

void add_overview(Page& page, const Report& report) {
  const SwapSet& swap_set = report.result->swap_set;
  const std::uint64_t all = swap_set.decided();
  const auto figure = [&](Outcome outcome, const char* one, const char* many) {
    const std::uint64_t part = swap_set.count(outcome);
    return output::badge(grouped(part) + " " + (part == 1 ? one : many) + " (" + share_text(part, all) + ")",
                         part == 0 ? Tone::neutral : tone_of(outcome));
  };
  page.paragraph(Markup("Of " + text::counted(all, "profile") + " ") +
                 figure(Outcome::worse, "loses", "lose") + " " + figure(Outcome::better, "gains", "gain") +
                 " " + figure(Outcome::same, "keeps its verdict", "keep their verdict"));
  page.paragraph(
      "The champion is the rule set in force, the challenger the one that is to take its place. Who gains "
      "has "
      "a better verdict from the challenger, who loses a worse one: visible is better than hidden, hidden "
      "better than denied.");
  const auto& field = report.result->now_field;
  page.paragraph(field ? "Each decided at its " + text::quoted_name(*field) + "."
                       : "Decided at " + values::format_timestamp(report.now) + ".");
  if (swap_set.errors() > 0) {
    page.paragraph(
        output::badge(text::counted(swap_set.errors(), "record") + " could not be read", Tone::warning) +
        " and counted nowhere on this page.");
  }
  if (swap_set.nameless() > 0) {
    page.paragraph(text::counted(swap_set.nameless(), "profile") +
                   " without a subject, called by the line of the file.");
  }
}

void add_rule_sets(Page& page, const Report& report) {
  page.heading("The rule sets", "rule-sets");
  HtmlTable table("What is compared",
                  {{"Side"}, {"Rule set"}, {"Version"}, {"File"}, {"SHA-256, its beginning"}},
                  HtmlTable::Filtered::no);
  for (const Side side : sides) {
    const check::CheckedRuleSet& rules = report.pair->rules_of(side);
    const RuleSetName& name = (*report.names)[side];
    Markup id = output::code(rules.id);
    if (rules.title) id += Markup(" ") + in_locale(*rules.title, report.locale);
    table.add(
        {side_name(side), id, rules.version, output::code(name.path), output::code(name.hash.substr(0, 12))});
  }
  page.add(table.markup());
  const std::string& subject = report.pair->rules_of(Side::challenger).subject;
  if (subject != report.pair->facts.schema.subject) {
    page.paragraph(Markup("A profile is called by ") + output::code(report.pair->facts.schema.subject) +
                   Markup(", the champion’s subject; the challenger’s is ") + output::code(subject) +
                   Markup("."));
  }
  if (report.pair->facts.differences.empty()) return;
  HtmlTable facts("Facts that differ", {{"Fact"}, {"Champion"}, {"Challenger"}}, HtmlTable::Filtered::no);
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
  HtmlTable table("All profiles by what becomes of their verdicts", {{"Outcome"}, {"Profiles"}});
  const std::uint64_t all = swap_set.decided();
  const auto add = [&](const Markup& name, std::uint64_t count, Outcome outcome) {
    table.add({name, share_bar(count, all, outcome)});
  };
  add(output::badge("losses", Tone::bad), swap_set.count(Outcome::worse), Outcome::worse);
  add(output::badge("gains", Tone::good), swap_set.count(Outcome::better), Outcome::better);
  const std::uint64_t others = swap_set.other_reasons();
  add(output::badge("same verdict", Tone::neutral) + " and reasons", swap_set.count(Outcome::same) - others,
      Outcome::same);
  add(output::badge("same verdict", Tone::neutral) + " for other reasons", others, Outcome::same);
  page.add(table.markup());
}

Markup matrix_cell(const SwapSet& swap_set, Cell cell) {
  const std::uint64_t count = swap_set.count(cell);
  if (count == 0) return output::element("span", {{"class", "soft"}}, "0");
  const std::string_view word = cell.outcome() == Outcome::better  ? " gain"
                                : cell.outcome() == Outcome::worse ? " lose"
                                                                   : "";
  Markup content = share_bar(count, swap_set.decided(), cell.outcome(), word);
  if (cell.outcome() != Outcome::same) return output::link(cell_word(cell), content);
  if (swap_set.swapped(cell) == 0) return content;
  return content + output::element("div", output::link(cell_word(cell), grouped(swap_set.swapped(cell)) +
                                                                            " for other reasons"));
}

void add_matrix(Page& page, const SwapSet& swap_set) {
  HtmlTable table("The champion’s verdict by row, the challenger’s by column; shares of all profiles",
                  {{"Champion"}, {"Now visible"}, {"Now hidden"}, {"Now denied"}, number("All")});
  std::array<std::uint64_t, verdicts.size()> sums{};
  for (const Verdict before : verdicts) {
    std::vector<Markup> row{std::string(to_string(before))};
    std::uint64_t sum = 0;
    for (const Verdict after : verdicts) {
      const Cell cell{before, after};
      sum += swap_set.count(cell);
      sums[static_cast<std::size_t>(after)] += swap_set.count(cell);
      row.push_back(matrix_cell(swap_set, cell));
    }
    row.emplace_back(grouped(sum));
    table.add(row);
  }
  std::vector<Markup> last{"all"};
  for (const std::uint64_t sum : sums) last.push_back(share_bar(sum, swap_set.decided(), Outcome::same));
  last.emplace_back(grouped(swap_set.decided()));
  table.add(last);
  page.add(table.markup());
}

void add_codes(Page& page, const Report& report) {
  const SwapSet& swap_set = report.result->swap_set;
  const std::uint64_t gains = swap_set.count(Outcome::better), losses = swap_set.count(Outcome::worse);
  HtmlTable table("Reasons whose profiles change; the bars are shares of all losses and of all gains",
                  {{"Reason"},
                   number("Champion’s profiles"),
                   number("Challenger’s profiles"),
                   {"Losses with it"},
                   {"Gains without it"}});
  for (std::size_t code = 0; code < swap_set.codes().size(); ++code) {
    const SwapSet::CodeCounts& counts = swap_set.codes()[code];
    if (summary::sum_of(counts.only[Side::champion]) + summary::sum_of(counts.only[Side::challenger]) == 0)
      continue;
    table.add({output::code(report.pair->codes.names[code]), grouped(counts.profiles[Side::champion]),
               grouped(counts.profiles[Side::challenger]),
               share_bar(counts.only[Side::challenger][index_of(Outcome::worse)], losses, Outcome::worse),
               share_bar(counts.only[Side::champion][index_of(Outcome::better)], gains, Outcome::better)});
  }
  if (!table.empty()) page.heading("By reason", "reasons").add(table.markup());
}

HtmlTable outcome_table(const std::string& caption, const std::string& name) {
  return HtmlTable(caption + "; the bars are shares of a row’s profiles",
                   {{name}, number("Profiles"), {"Losses"}, {"Gains"}});
}

void add_outcomes(HtmlTable& table, const Markup& name, const OutcomeCounts& counts) {
  const std::uint64_t all = summary::sum_of(counts);
  table.add({name, grouped(all), share_bar(counts[index_of(Outcome::worse)], all, Outcome::worse),
             share_bar(counts[index_of(Outcome::better)], all, Outcome::better)});
}

void add_segments(Page& page, const Report& report) {
  if (report.pair->rules_of(Side::champion).segments.empty() &&
      report.pair->rules_of(Side::challenger).segments.empty())
    return;
  HtmlTable table = outcome_table("Profiles by segment", "Segment");
  for (const SwapSet::SegmentCounts& counts : report.result->swap_set.segments())
    add_outcomes(table, segments_text(*report.pair, counts), counts.outcomes);
  page.heading("By segment", "segments").add(table.markup());
}

/// The title that either rule set gives to a fact.
Markup title_of_fact(const Report& report, const std::string& name) {
  for (const Side side : {Side::challenger, Side::champion}) {
    for (const check::Fact& fact : report.pair->rules_of(side).facts) {
      if (fact.name == name && fact.title) return in_locale(*fact.title, report.locale);
    }
  }
  return {};
}

void add_by(Page& page, const Report& report, const summary::FactCounts& counts) {
  page.heading("By " + counts.name());
  if (const Markup title = title_of_fact(report, counts.name()); !title.empty()) page.paragraph(title);
  if (counts.overflown()) {
    page.paragraph("More than " + grouped(summary::FactCounts::most_values) +
                   " values; no fact to count by.");
    return;
  }
  HtmlTable table = outcome_table("Profiles by " + counts.name(), counts.name());
  const summary::FactCounts::Table found = counts.table();
  for (const auto& row : found.rows)
    add_outcomes(table, row.value == nullptr ? "(missing)" : *row.value, row.counts);
  if (found.more > 0) add_outcomes(table, "(" + grouped(found.more) + " more)", found.others);
  page.add(table.markup());
}

Markup rules_of_cell(const Report& report, Cell cell) {
  const std::uint64_t all = report.result->swap_set.swapped(cell);
  const std::vector<AnsweringRule> rules = answering_rules(*report.pair, report.result->swap_set, cell);
  if (rules.empty()) return {};
  const bool titles =
      std::ranges::any_of(rules, [](const AnsweringRule& one) { return one.rule->title.has_value(); });
  std::vector<HtmlTable::Column> columns{{"Rule"}, {"Profiles that it answers for"}, number("It alone")};
  if (titles) columns.push_back({"Title"});
  HtmlTable table("The rules that answer for it", std::move(columns));
  for (const AnsweringRule& answering : rules) {
    const Outcome outcome = cell.outcome();
    table.add({change_of(answering.side) + " " + output::code(answering.rule->id),
               share_bar(answering.counts.profiles, all, outcome), grouped(answering.counts.alone),
               answering.rule->title ? in_locale(*answering.rule->title, report.locale) : Markup()});
  }
  return table.markup();
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
                  {{"Profile"}, {"Champion’s reasons"}, {"Challenger’s reasons"}});
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
  page.heading("Whose decision changes, and by which rules", "cells")
      .filter("Show only rules and profiles with");
  for (const Outcome outcome : {Outcome::worse, Outcome::better, Outcome::same}) {
    for (std::size_t index = 0; index < Cell::count; ++index) {
      const Cell cell = Cell::at(index);
      if (cell.outcome() != outcome || swap_set.swapped(cell) == 0) continue;
      const std::string count = text::counted(swap_set.swapped(cell), "profile");
      const std::string id = cell_word(cell);
      page.add(output::disclosure(Markup(cell_title(cell) + " ") + output::badge(count, tone_of(outcome)),
                                  rules_of_cell(report, cell) + samples_of_cell(report, cell),
                                  {id, outcome == Outcome::worse, false}));
    }
  }
}

/// What each rule set could use of the profiles; once where that is the same.
void add_quality(Page& page, const Report& report) {
  Both<Markup> markups;
  for (const Side side : sides) {
    const auto& use = report.result->use[side];
    if (!use) return;
    markups[side] = output::quality_markup(report.pair->rules_of(side), use->tallies, use->quality);
  }
  if (markups[Side::champion].html() == markups[Side::challenger].html()) {
    page.heading("Data quality", "quality").add(markups[Side::champion]);
    return;
  }
  page.heading("Data quality: what the champion reads", "quality").add(markups[Side::champion]);
  page.heading("Data quality: what the challenger reads", "quality-challenger")
      .add(markups[Side::challenger]);
}

/// Names the files where id and version do not tell the rule sets apart.
std::string title_of(const Report& report) {
  const check::CheckedRuleSet& champion = report.pair->rules_of(Side::champion);
  const check::CheckedRuleSet& challenger = report.pair->rules_of(Side::challenger);
  if (champion.id != challenger.id) {
    return champion.id + " " + champion.version + " compared with " + challenger.id + " " +
           challenger.version;
  }
  if (champion.version != challenger.version)
    return champion.id + " " + champion.version + " compared with " + challenger.version;
  const Both<RuleSetName>& names = *report.names;
  if (names[Side::champion].hash == names[Side::challenger].hash)
    return champion.id + " " + champion.version + " compared with itself";
  return champion.id + " " + champion.version + ": " + names[Side::champion].path + " compared with " +
         names[Side::challenger].path;
}

}  // namespace

std::string comparison_page(const Report& report) {
  Page page(title_of(report));
  add_overview(page, report);
  add_totals(page, report.result->swap_set);
  add_matrix(page, report.result->swap_set);
  add_codes(page, report);
  add_segments(page, report);
  for (const summary::FactCounts& counts : report.result->swap_set.by()) add_by(page, report, counts);
  add_rule_sets(page, report);
  add_cells(page, report);
  add_quality(page, report);
  return page.finish();
}

}  // namespace eligo::authoring
