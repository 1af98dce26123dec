#include "output/quality_page.hpp"

#include <algorithm>
#include <cstddef>
#include <vector>

#include "output/chart.hpp"
#include "output/expected_text.hpp"
#include "text/display.hpp"

namespace eligo::output {

namespace {

using summary::FactTallies;

Markup fact_table(const FactTallies& tallies) {
  HtmlTable table("Values of facts", {{"Fact"},
                                      {"Present", true},
                                      {"Missing", true},
                                      {"of these null", true},
                                      {"Refused", true},
                                      {"Share present"}});
  for (const FactTallies::Tally& tally : tallies.tallies()) {
    table.add({code(tally.name), text::grouped(tally.known), text::grouped(tally.missing()),
               text::grouped(tally.nulls), text::grouped(tally.all_refused()),
               share_bar(tally.known, tally.rows, tally.all_refused() > 0 ? Tone::bad : Tone::information)});
  }
  return table.markup();
}

Markup refusal_table(const check::CheckedRuleSet& rules, const FactTallies& tallies,
                     const InputQuality& quality) {
  HtmlTable table("Values that were refused",
                  {{"Fact"}, {"Values", true}, {"Cause"}, {"Expected"}, {"The first"}});
  for (const FactTallies::Tally& tally : tallies.tallies()) {
    for (std::size_t index = 0; index < tally.refused.size(); ++index) {
      const FactTallies::Refused& refused = tally.refused[index];
      if (refused.count == 0) continue;
      const values::Cause cause = values::refusals[index];
      Markup first = quality.places.text(*refused.first);
      if (!refused.value.empty()) first += Markup(": ") + code(refused.value);
      table.add({code(tally.name), text::grouped(refused.count), values::cause_text(cause),
                 expected_text(rules, tally, cause, quality.forms), first});
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

Markup quality_chart(const FactTallies& tallies) {
  std::vector<ChartRow> rows;
  for (const FactTallies::Tally& tally : tallies.tallies()) {
    rows.push_back({code(tally.name),
                    {{tally.known, Tone::good, "present"},
                     {tally.all_refused(), Tone::bad, "refused"},
                     {tally.missing(), Tone::neutral, "missing"}},
                    tally.rows,
                    with_share(tally.known, tally.rows)});
  }
  return chart("Data quality: values of facts", rows);
}

}  // namespace

Markup quality_markup(const check::CheckedRuleSet& rules, const FactTallies& tallies,
                      const InputQuality& quality) {
  return quality_chart(tallies) + fact_table(tallies) + refusal_table(rules, tallies, quality) +
         unknown_table(quality);
}

}  // namespace eligo::output
