#include <algorithm>
#include <string_view>
#include <utility>
#include <vector>

#include "authoring/comparison/answering_rules.hpp"
#include "authoring/comparison/report.hpp"
#include "authoring/comparison/report_text.hpp"
#include "output/quality_writer.hpp"
#include "output/text_table.hpp"
#include "text/display.hpp"
#include "values/time.hpp"

namespace eligo::authoring {

namespace {

using output::TextTable;
using text::grouped;

constexpr std::size_t most_rules = 10;  // of a cell

std::string with_share(std::uint64_t part, std::uint64_t whole) {
  return grouped(part) + " (" + share_text(part, whole) + ")";
}

std::string aligned(std::string_view label, const std::string& text) {
  constexpr std::size_t width = 13;
  return std::string(label) + std::string(width - label.size(), ' ') + text::printable(text) + "\n";
}

std::string head_text(const Report& report) {
  std::string out;
  for (const Side side : sides) {
    const check::CheckedRuleSet& rules = report.pair->rules_of(side);
    const RuleSetName& name = (*report.names)[side];
    out += aligned(side == Side::champion ? "champion" : "challenger",
                   rules.id + " " + rules.version + ", " + name.hash.substr(0, 12) + ", " + name.path);
  }
  out += aligned("now", report.result->now_field ? "each its " + text::quoted_name(*report.result->now_field)
                                                 : values::format_timestamp(report.now));
  const std::string& subject = report.pair->rules_of(Side::challenger).subject;
  if (subject != report.pair->facts.schema.subject)
    out += aligned("subject", text::quoted_name(report.pair->facts.schema.subject) +
                                  ", as the champion has it; " + text::quoted_name(subject) +
                                  " to the challenger");
  for (const FactDifference& difference : report.pair->facts.differences)
    out += aligned("fact", text::quoted_name(difference.name) + ": " + difference_text(difference));
  return out;
}

std::string totals_text(const SwapSet& swap_set) {
  const std::uint64_t all = swap_set.decided();
  std::string out = grouped(swap_set.profiles()) + (swap_set.profiles() == 1 ? " profile" : " profiles");
  out += "   same " + with_share(swap_set.count(Outcome::same), all);
  out += "   gains " + with_share(swap_set.count(Outcome::better), all);
  out += "   losses " + with_share(swap_set.count(Outcome::worse), all);
  out += "   errors " + grouped(swap_set.errors()) + "\n";
  if (const std::uint64_t other = swap_set.other_reasons(); other > 0)
    out += with_share(other, all) + " keep their verdict for other reasons\n";
  if (swap_set.nameless() > 0)
    out += with_share(swap_set.nameless(), all) + " have no subject and are called by their lines\n";
  return out;
}

std::string matrix_text(const SwapSet& swap_set) {
  TextTable table({"champion, then challenger", "visible", "hidden", "denied", "all"});
  std::array<std::uint64_t, 3> sums{};
  for (const Verdict before : verdicts) {
    std::vector<std::string> row{std::string(to_string(before))};
    std::uint64_t sum = 0;
    for (const Verdict after : verdicts) {
      const std::uint64_t count = swap_set.count(Cell{before, after});
      sums[static_cast<std::size_t>(after)] += count;
      sum += count;
      row.push_back(grouped(count));
    }
    row.push_back(grouped(sum));
    table.add(std::move(row));
  }
  std::vector<std::string> last{"all"};
  for (const std::uint64_t sum : sums) last.push_back(grouped(sum));
  last.push_back(grouped(swap_set.decided()));
  table.add(std::move(last));
  return table.text();
}

std::string code_text(const Report& report) {
  const SwapSet& swap_set = report.result->swap_set;
  TextTable table(
      {"reason", "champion", "challenger", "only champion", "only challenger", "gains", "losses"});
  for (std::size_t code = 0; code < swap_set.codes().size(); ++code) {
    const SwapSet::CodeCounts& counts = swap_set.codes()[code];
    const std::uint64_t gone = summary::sum_of(counts.only[Side::champion]);
    const std::uint64_t added = summary::sum_of(counts.only[Side::challenger]);
    if (gone + added == 0) continue;
    table.add({report.pair->codes.names[code], grouped(counts.profiles[Side::champion]),
               grouped(counts.profiles[Side::challenger]), grouped(gone), grouped(added),
               grouped(counts.only[Side::champion][index_of(Outcome::better)]),
               grouped(counts.only[Side::challenger][index_of(Outcome::worse)])});
  }
  return table.empty() ? "" : "\n" + table.text();
}

void add_outcomes(TextTable& table, std::string name, const OutcomeCounts& counts) {
  const std::uint64_t all = summary::sum_of(counts);
  const std::uint64_t gains = counts[index_of(Outcome::better)], losses = counts[index_of(Outcome::worse)];
  table.add({std::move(name), grouped(all), grouped(gains), share_text(gains, all), grouped(losses),
             share_text(losses, all)});
}

TextTable outcome_table(std::string name) {
  return TextTable({std::move(name), "profiles", "gains", "share", "losses", "share"});
}

std::string segment_text(const Report& report) {
  const bool none =
      std::ranges::all_of(sides, [&](Side side) { return report.pair->rules_of(side).segments.empty(); });
  if (none) return {};
  TextTable table = outcome_table("segment");
  for (const SwapSet::SegmentCounts& counts : report.result->swap_set.segments())
    add_outcomes(table, segments_text(*report.pair, counts), counts.outcomes);
  return "\n" + table.text();
}

std::string by_text(const summary::FactCounts& counts) {
  if (counts.overflown()) {
    return "\n" + counts.name() + ": more than " + grouped(summary::FactCounts::most_values) +
           " values; no fact to count by\n";
  }
  TextTable table = outcome_table(counts.name());
  const summary::FactCounts::Table found = counts.table();
  for (const auto& row : found.rows)
    add_outcomes(table, row.value == nullptr ? "(missing)" : *row.value, row.counts);
  if (found.more > 0) add_outcomes(table, "(" + grouped(found.more) + " more)", found.others);
  return "\n" + table.text();
}

std::string answering_text(const Report& report, Cell cell) {
  const std::vector<AnsweringRule> rules = answering_rules(*report.pair, report.result->swap_set, cell);
  if (rules.empty()) return {};
  TextTable table({"rule", "profiles", "alone"});
  for (std::size_t row = 0; row < std::min(rules.size(), most_rules); ++row)
    table.add({change_of(rules[row].side) + " " + rules[row].rule->id, grouped(rules[row].counts.profiles),
               grouped(rules[row].counts.alone)});
  std::string out = table.text();
  if (rules.size() > most_rules) out += "  and " + grouped(rules.size() - most_rules) + " more rules\n";
  return out;
}

std::string cell_text(const Report& report, Cell cell) {
  const std::uint64_t count = report.result->swap_set.swapped(cell);
  if (count == 0) return {};
  std::string out = "\n" + cell_title(cell) + ": ";
  out += with_share(count, report.result->swap_set.decided()) + "\n" + answering_text(report, cell);
  const std::vector<Sample>& samples = report.result->samples.of(cell);
  for (std::size_t i = 0; i < std::min(samples.size(), report.samples); ++i) {
    out += "  for instance " + text::printable(report.result->inputs.text(samples[i].profile)) + ": " +
           text::printable(change_text(samples[i], *report.pair)) + "\n";
  }
  return out;
}

/// What each rule set could use of the profiles; once where that is the same.
std::string quality_texts(const Report& report) {
  Both<std::string> texts;
  for (const Side side : sides) {
    const auto& use = report.result->use[side];
    if (!use) return {};
    texts[side] = output::quality_text(report.pair->rules_of(side), use->tallies, use->quality);
  }
  const std::string& champion = texts[Side::champion];
  if (champion == texts[Side::challenger]) return champion.empty() ? "" : "\n" + champion;
  std::string out;
  for (const Side side : sides) {
    const std::string& text = texts[side];
    if (!text.empty())
      out +=
          "\n" + std::string(side == Side::champion ? "champion" : "challenger") + ": what it reads\n" + text;
  }
  return out;
}

}  // namespace

std::string comparison_text(const Report& report) {
  const SwapSet& swap_set = report.result->swap_set;
  std::string out = head_text(report) + "\n" + totals_text(swap_set) + "\n" + matrix_text(swap_set);
  out += code_text(report);
  out += segment_text(report);
  for (const summary::FactCounts& counts : swap_set.by()) out += by_text(counts);
  out += quality_texts(report);
  for (const Outcome outcome : {Outcome::worse, Outcome::better, Outcome::same}) {
    for (std::size_t index = 0; index < Cell::count; ++index) {
      if (Cell::at(index).outcome() == outcome) out += cell_text(report, Cell::at(index));
    }
  }
  return out;
}

}  // namespace eligo::authoring
