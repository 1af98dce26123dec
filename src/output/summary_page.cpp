#include "output/summary_page.hpp"

#include <algorithm>
#include <array>
#include <numeric>
#include <string>
#include <vector>

#include "output/chart.hpp"
#include "output/page.hpp"
#include "output/quality_page.hpp"
#include "text/display.hpp"

namespace eligo::output {

namespace {

using summary::CrossCounts;
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

/// Those of the most decisions first.
std::vector<std::size_t> codes_by_count(const Summary& summary) {
  std::vector<std::size_t> codes(summary.reasons().size());
  std::iota(codes.begin(), codes.end(), std::size_t{0});
  std::ranges::stable_sort(codes,
                           [&](auto a, auto b) { return summary.reasons()[a] > summary.reasons()[b]; });
  return codes;
}

std::string named(const std::string& name) { return name.empty() ? "(none)" : name; }

Markup verdict_table(const Summary& summary) {
  HtmlTable table("Decisions", {{"Verdict"}, {"Profiles", true}, {"Share"}}, HtmlTable::Filtered::no);
  for (const Verdict verdict : verdicts) {
    const std::uint64_t count = summary.count(verdict);
    table.add({badge(to_string(verdict), tone_of(verdict)), number(count),
               share_bar(count, summary.profiles(), tone_of(verdict))});
  }
  table.add({"could not be read", number(summary.errors()), share_bar(summary.errors(), summary.profiles())});
  return table.markup();
}

Markup waterfall_table(const Summary& summary) {
  HtmlTable table("Waterfall",
                  {{"Category"}, {"In", true}, {"Stopped (of In)", true}, {"Out", true}, {"Left of all"}},
                  HtmlTable::Filtered::no);
  for (const Summary::Stage& stage : summary.waterfall()) {
    table.add({named(*stage.category), number(stage.in), with_share(stage.stopped, stage.in),
               number(stage.out), share_bar(stage.out, summary.decided())});
  }
  return table.markup();
}

Markup reason_table(const Summary& summary) {
  HtmlTable table("Reasons", {{"Reason"}, {"Profiles", true}, {"Waived", true}, {"Share"}});
  for (const std::size_t code : codes_by_count(summary)) {
    const std::uint64_t count = summary.reasons()[code];
    table.add({element("code", summary.rules().codes[code]), number(count), number(summary.waived()[code]),
               share_bar(count, summary.decided())});
  }
  return table.markup();
}

Markup segment_table(const Summary& summary) {
  HtmlTable table(
      "Segments",
      {{"Segment"}, {"Profiles", true}, {"Share"}, {"Visible", true}, {"Hidden", true}, {"Denied", true}});
  for (std::size_t segment = 0; segment < summary.segments().size(); ++segment) {
    const bool none = segment == summary.rules().segments.size();
    const auto& counts = summary.segments()[segment];
    const std::uint64_t sum = summary::sum_of(counts);
    table.add({none ? "(none)" : summary.rules().segments[segment].id, number(sum),
               share_bar(sum, summary.decided()), with_share(counts[0], sum), with_share(counts[1], sum),
               with_share(counts[2], sum)});
  }
  return table.markup();
}

std::vector<ChartPart> verdict_parts(const std::array<std::uint64_t, 3>& counts) {
  std::vector<ChartPart> parts;
  parts.reserve(verdicts.size());
  for (const Verdict verdict : verdicts) {
    parts.push_back(
        {counts[static_cast<std::size_t>(verdict)], tone_of(verdict), std::string(to_string(verdict))});
  }
  return parts;
}

/// A bar of verdicts; the words behind it say how many profiles there are, and how many of them are visible.
ChartRow verdict_row(const Markup& name, const std::array<std::uint64_t, 3>& counts) {
  const std::uint64_t sum = counts[0] + counts[1] + counts[2];
  const std::string visible = sum == 0 ? "" : ", " + text::percent(counts[0], sum) + " visible";
  return {name, verdict_parts(counts), sum, text::grouped(sum) + visible};
}

Markup waterfall_chart(const Summary& summary) {
  std::vector<ChartRow> rows;
  std::uint64_t stopped_before = 0;
  for (const Summary::Stage& stage : summary.waterfall()) {
    rows.push_back({named(*stage.category),
                    {{stage.out, Tone::good, "left"},
                     {stage.stopped, Tone::bad, "stopped here"},
                     {stopped_before, Tone::neutral, "stopped before"}},
                    summary.decided(),
                    with_share(stage.stopped, summary.decided()) + " stopped"});
    stopped_before += stage.stopped;
  }
  return chart("Waterfall: what each category stops of all profiles", rows);
}

Markup reason_chart(const Summary& summary) {
  constexpr std::size_t most_shown = 15;
  std::vector<ChartRow> rows;
  for (const std::size_t code : codes_by_count(summary)) {
    const std::uint64_t count = summary.reasons()[code];
    if (count == 0 || rows.size() == most_shown) break;
    rows.push_back({element("code", summary.rules().codes[code]),
                    {{count, Tone::information, summary.rules().codes[code]}},
                    summary.decided(),
                    with_share(count, summary.decided())});
  }
  return chart("Reasons: how many of all profiles have them", rows);
}

Markup segment_chart(const Summary& summary) {
  std::vector<ChartRow> rows;
  for (std::size_t segment = 0; segment < summary.segments().size(); ++segment) {
    const bool none = segment == summary.rules().segments.size();
    rows.push_back(
        verdict_row(none ? "(none)" : summary.rules().segments[segment].id, summary.segments()[segment]));
  }
  return chart("Segments: their verdicts", rows);
}

void add_counts(Page& page, const Summary& summary, const CrossCounts& counts) {
  constexpr std::size_t most_bars = 20, most_columns = 8;
  const CrossCounts::Table found = counts.table();
  std::vector<ChartRow> bars;
  HtmlTable table("By " + counts.title(), {{counts.title()},
                                           {"Profiles", true},
                                           {"Share"},
                                           {"Visible", true},
                                           {"Hidden", true},
                                           {"Denied", true}});
  const auto add = [&](const Markup& name, const CrossCounts::Counts& sums) {
    const std::uint64_t sum = sums.profiles();
    table.add({name, number(sum), share_bar(sum, summary.decided()), with_share(sums.verdicts[0], sum),
               with_share(sums.verdicts[1], sum), with_share(sums.verdicts[2], sum)});
    if (bars.size() < most_bars) bars.push_back(verdict_row(name, sums.verdicts));
  };
  for (const CrossCounts::Row& row : found.rows) add(counts.row_name(row), row.counts);
  if (found.more > 0) add("(" + text::grouped(found.more) + " more)", found.others);
  page.add(chart("By " + counts.title() + ": verdicts", bars)).add(table.markup());

  const std::size_t columns = std::min(found.rows.size(), most_columns);
  std::vector<HtmlTable::Column> headings{{"Reason"}};
  for (std::size_t column = 0; column < columns; ++column)
    headings.push_back({counts.row_name(found.rows[column]), true});
  HtmlTable reasons("Reasons by " + counts.title(), headings);
  for (const std::size_t code : codes_by_count(summary)) {
    if (summary.reasons()[code] == 0) continue;
    std::vector<Markup> cells{element("code", summary.rules().codes[code])};
    for (std::size_t column = 0; column < columns; ++column) {
      const CrossCounts::Counts& sums = found.rows[column].counts;
      cells.push_back(with_share(sums.reasons[code], sums.profiles()));
    }
    reasons.add(cells);
  }
  if (!reasons.empty()) page.add(reasons.markup());
}

}  // namespace

std::string summary_page(const Summary& summary, const InputQuality& quality) {
  const check::CheckedRuleSet& rules = summary.rules();
  Page page("Summary: " + rules.id + " " + rules.version);
  page.paragraph(
      text::grouped(summary.profiles()) + (summary.profiles() == 1 ? " profile" : " profiles") +
      (summary.reviews() > 0 ? ", " + text::grouped(summary.reviews()) + " for a person to review" : ""));
  page.filter("Filter");
  page.heading("Decisions", "decisions").add(verdict_table(summary));
  page.add(waterfall_chart(summary)).add(waterfall_table(summary));
  page.add(reason_chart(summary)).add(reason_table(summary));
  if (!rules.segments.empty()) page.add(segment_chart(summary)).add(segment_table(summary));
  for (const CrossCounts& counts : summary.by()) {
    page.heading("By " + counts.title());
    if (counts.overflown()) {
      page.paragraph("More than " + text::grouped(CrossCounts::most_values) +
                     " values; nothing to count by.");
    } else {
      add_counts(page, summary, counts);
    }
  }
  page.heading("Data quality", "quality").add(quality_markup(rules, summary.facts(), quality));
  return page.finish();
}

}  // namespace eligo::output
