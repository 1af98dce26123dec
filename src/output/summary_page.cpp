#include "output/summary_page.hpp"

#include <algorithm>
#include <array>
#include <numeric>
#include <vector>

#include "output/page.hpp"
#include "output/summary_writer.hpp"
#include "text/display.hpp"

namespace eligo::output {

namespace {

using summary::FactCounts;
using summary::FactTallies;
using summary::Summary;

constexpr std::array verdicts = {Verdict::visible, Verdict::hidden, Verdict::denied};

Tone tone_of(Verdict verdict) {
  switch (verdict) {
    case Verdict::visible: return Tone::good;
    case Verdict::hidden: return Tone::information;
    case Verdict::denied: return Tone::bad;
  }
  return Tone::neutral;
}

Markup number(std::uint64_t count) { return text::grouped(count); }

Markup share(std::uint64_t part, std::uint64_t whole, Tone tone = Tone::information) {
  const double of_all = whole == 0 ? 0 : static_cast<double>(part) / static_cast<double>(whole);
  return bar(of_all, text::percent(part, whole), tone);
}

std::string named(const std::string& name) { return name.empty() ? "(none)" : name; }

Markup verdict_table(const Summary& summary) {
  HtmlTable table("Decisions", {{"Verdict"}, {"Profiles", true}, {"Share"}}, HtmlTable::Filtered::no);
  for (const Verdict verdict : verdicts) {
    const std::uint64_t count = summary.count(verdict);
    table.add({badge(to_string(verdict), tone_of(verdict)), number(count),
               share(count, summary.profiles(), tone_of(verdict))});
  }
  table.add({"could not be read", number(summary.errors()), share(summary.errors(), summary.profiles())});
  return table.markup();
}

Markup waterfall_table(const Summary& summary) {
  HtmlTable table("Waterfall",
                  {{"Category"}, {"In", true}, {"Stopped", true}, {"Out", true}, {"Left of all"}},
                  HtmlTable::Filtered::no);
  for (const Summary::Stage& stage : summary.waterfall()) {
    table.add({named(*stage.category), number(stage.in), number(stage.stopped), number(stage.out),
               share(stage.out, summary.decided())});
  }
  return table.markup();
}

Markup reason_table(const Summary& summary) {
  HtmlTable table("Reasons", {{"Reason"}, {"Profiles", true}, {"Waived", true}, {"Share"}});
  std::vector<std::size_t> codes(summary.reasons().size());
  std::iota(codes.begin(), codes.end(), std::size_t{0});
  std::ranges::stable_sort(codes,
                           [&](auto a, auto b) { return summary.reasons()[a] > summary.reasons()[b]; });
  for (const std::size_t code : codes) {
    const std::uint64_t count = summary.reasons()[code];
    table.add({element("code", summary.rules().codes[code]), number(count), number(summary.waived()[code]),
               share(count, summary.decided())});
  }
  return table.markup();
}

Markup segment_table(const Summary& summary) {
  HtmlTable table("Segments", {{"Segment"}, {"Profiles", true}, {"Share"}});
  for (std::size_t segment = 0; segment < summary.segments().size(); ++segment) {
    const bool none = segment == summary.rules().segments.size();
    table.add({none ? "(none)" : summary.rules().segments[segment].id, number(summary.segments()[segment]),
               share(summary.segments()[segment], summary.decided())});
  }
  return table.markup();
}

Markup fact_table(const Summary& summary) {
  HtmlTable table("Values of facts", {{"Fact"},
                                      {"Present", true},
                                      {"Missing", true},
                                      {"of these null", true},
                                      {"Refused", true},
                                      {"Share present"}});
  for (const FactTallies::Tally& tally : summary.facts().tallies()) {
    table.add({code(tally.name), number(tally.known), number(tally.missing()), number(tally.nulls),
               number(tally.all_refused()),
               share(tally.known, tally.rows, tally.all_refused() > 0 ? Tone::bad : Tone::information)});
  }
  return table.markup();
}

Markup refusal_table(const Summary& summary, const InputQuality& quality) {
  HtmlTable table("Values that were refused",
                  {{"Fact"}, {"Values", true}, {"Cause"}, {"Expected"}, {"The first"}});
  for (const FactTallies::Tally& tally : summary.facts().tallies()) {
    for (std::size_t index = 0; index < tally.refused.size(); ++index) {
      const FactTallies::Refused& refused = tally.refused[index];
      if (refused.count == 0) continue;
      const values::Cause cause = values::refusals[index];
      Markup first = quality.places.text(*refused.first);
      if (!refused.value.empty()) first += Markup(": ") + code(refused.value);
      table.add({code(tally.name), number(refused.count), values::cause_text(cause),
                 refusal_expected(summary.rules(), tally, cause), first});
    }
  }
  return table.empty() ? Markup() : table.markup();
}

Markup unknown_table(const InputQuality& quality) {
  const bool any_near = std::ranges::any_of(
      quality.unknown, [](const summary::UnknownName& unknown) { return !unknown.near.empty(); });
  std::vector<HtmlTable::Column> columns{{"Name"}};
  if (any_near) columns.push_back({"Nearly the fact"});
  HtmlTable table("Columns and keys that are no facts", columns);
  for (const summary::UnknownName& unknown : quality.unknown) {
    std::vector<Markup> cells{code(unknown.name)};
    if (any_near) cells.push_back(unknown.near.empty() ? Markup("") : code(unknown.near));
    table.add(cells);
  }
  return table.empty() ? Markup() : table.markup();
}

Markup counts_table(const FactCounts& counts) {
  HtmlTable table(
      "By " + counts.name(),
      {{counts.name()}, {"Profiles", true}, {"Visible", true}, {"Hidden", true}, {"Denied", true}});
  const auto add = [&](const Markup& name, const FactCounts::Counts& sums) {
    table.add({name, number(summary::sum_of(sums)), number(sums[0]), number(sums[1]), number(sums[2])});
  };
  const FactCounts::Table found = counts.table();
  for (const FactCounts::Row& row : found.rows)
    add(row.value == nullptr ? Markup("(missing)") : Markup(*row.value), row.counts);
  if (found.more > 0) add("(" + text::grouped(found.more) + " more)", found.others);
  return table.markup();
}

}  // namespace

std::string summary_page(const Summary& summary, const InputQuality& quality) {
  const check::CheckedRuleSet& rules = summary.rules();
  Page page("Summary: " + rules.id + " " + rules.version);
  page.paragraph(
      text::grouped(summary.profiles()) + (summary.profiles() == 1 ? " profile" : " profiles") +
      (summary.reviews() > 0 ? ", " + text::grouped(summary.reviews()) + " for a person to review" : ""));
  page.filter("Filter");
  page.heading("Decisions", "decisions").add(verdict_table(summary)).add(waterfall_table(summary));
  page.add(reason_table(summary));
  if (!rules.segments.empty()) page.add(segment_table(summary));
  page.heading("Data quality", "quality").add(fact_table(summary));
  page.add(refusal_table(summary, quality)).add(unknown_table(quality));
  for (const FactCounts& counts : summary.by()) {
    if (!counts.overflown()) page.add(counts_table(counts));
  }
  return page.finish();
}

}  // namespace eligo::output
