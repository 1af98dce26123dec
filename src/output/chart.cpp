#include "output/chart.hpp"

#include <cmath>

#include "text/display.hpp"

namespace eligo::output {

namespace {

std::string_view part_class(Tone tone) {
  switch (tone) {
    case Tone::neutral: return "part neutral";
    case Tone::good: return "part good";
    case Tone::warning: return "part warning";
    case Tone::bad: return "part bad";
    case Tone::information: return "part information";
  }
  return "part neutral";
}

/// Where a count ends on a bar of 1000.
std::string place(std::uint64_t count, std::uint64_t whole) {
  return std::to_string(
      whole == 0 ? 0 : std::lround(static_cast<double>(count) * 1000 / static_cast<double>(whole)));
}

Markup bar_of(const ChartRow& row) {
  Markup drawn;
  std::uint64_t before = 0;
  for (const ChartPart& part : row.parts) {
    if (part.count > 0) {
      const Markup title = element("title", part.name + ": " + text::grouped(part.count) + " (" +
                                                text::percent(part.count, row.whole) + ")");
      drawn += element("rect",
                       {{"x", place(before, row.whole)},
                        {"width", place(part.count, row.whole)},
                        {"height", "1"},
                        {"class", part_class(part.tone)}},
                       title);
    }
    before += part.count;
  }
  return element("svg", {{"viewBox", "0 0 1000 1"}, {"preserveAspectRatio", "none"}, {"aria-hidden", "true"}},
                 drawn);
}

Markup legend_of(const std::vector<ChartPart>& parts) {
  Markup legend;
  for (const ChartPart& part : parts) {
    if (part.name.empty()) continue;
    if (!legend.empty()) legend += " ";
    legend += badge(part.name, part.tone);
  }
  return element("p", {{"class", "legend"}}, legend);
}

}  // namespace

Markup chart(const std::string& caption, const std::vector<ChartRow>& rows) {
  if (rows.empty()) return {};
  Markup bars;
  for (const ChartRow& row : rows)
    bars += element("span", row.name) + bar_of(row) + element("span", {{"class", "number"}}, row.value);
  Markup content = element("figcaption", caption);
  if (rows.front().parts.size() > 1) content += legend_of(rows.front().parts);
  return element("figure", content + element("div", {{"class", "chart"}}, bars)) + Markup::raw("\n");
}

}  // namespace eligo::output
