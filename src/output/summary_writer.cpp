#include "output/summary_writer.hpp"

#include <algorithm>
#include <array>
#include <cstdio>
#include <utility>
#include <vector>

#include "json/writer.hpp"
#include "output/text_table.hpp"
#include "text/display.hpp"

namespace eligo::output {

namespace {

using summary::FactCounts;
using summary::FactTallies;
using summary::sum_of;
using summary::Summary;

constexpr std::array verdicts = {Verdict::visible, Verdict::hidden, Verdict::denied};

std::string seconds_text(double seconds) {
  std::array<char, 64> text{};
  std::snprintf(text.data(), text.size(), "%.2f", seconds);
  return text.data();
}

std::string shown(const std::string& category) { return category.empty() ? "(none)" : category; }

std::string facts_text(const Summary& summary) {
  TextTable facts({"fact", "missing", "refused"});
  for (const FactTallies::Tally& tally : summary.facts().tallies()) {
    if (tally.known == tally.rows) continue;
    facts.add({tally.name, text::grouped(tally.missing()), text::grouped(tally.all_refused())});
  }
  return facts.empty() ? std::string{} : facts.text();
}

std::string segments_text(const Summary& summary) {
  TextTable segments({"segment", "profiles"});
  for (std::size_t segment = 0; segment < summary.segments().size(); ++segment) {
    const bool none = segment == summary.rules().segments.size();
    if (none && summary.segments()[segment] == 0) continue;
    segments.add(
        {none ? "(none)" : summary.rules().segments[segment].id, text::grouped(summary.segments()[segment])});
  }
  return segments.text();
}

std::string counts_text(const FactCounts& counts) {
  if (counts.overflown()) {
    return counts.name() + ": more than " + text::grouped(FactCounts::most_values) +
           " values; no fact to count by\n";
  }
  TextTable text({counts.name(), "profiles", "visible", "hidden", "denied"});
  const auto add = [&text](std::string name, const FactCounts::Counts& sums) {
    std::vector<std::string> row{std::move(name), text::grouped(sum_of(sums))};
    for (const std::uint64_t count : sums) row.push_back(text::grouped(count));
    text.add(std::move(row));
  };
  const FactCounts::Table found = counts.table();
  for (const FactCounts::Row& row : found.rows)
    add(row.value == nullptr ? "(missing)" : *row.value, row.counts);
  if (found.more > 0) add("(" + text::grouped(found.more) + " more)", found.others);
  return text.text();
}

void write_counts(json::Writer& json, const FactCounts::Counts& counts) {
  json.key("profiles").number(sum_of(counts));
  for (const Verdict verdict : verdicts)
    json.key(to_string(verdict)).number(counts[static_cast<std::size_t>(verdict)]);
}

void write_counts_by(json::Writer& json, const FactCounts& counts) {
  json.begin_object().key("fact").string(counts.name()).key("values");
  if (counts.overflown()) {
    json.raw("null").end_object();
    return;
  }
  const FactCounts::Table found = counts.table();
  json.begin_array();
  for (const FactCounts::Row& row : found.rows) {
    json.begin_object().key("value");
    if (row.value == nullptr) {
      json.raw("null");
    } else {
      json.string(*row.value);
    }
    write_counts(json, row.counts);
    json.end_object();
  }
  json.end_array();
  if (found.more > 0) {
    json.key("others").begin_object().key("values").number(found.more);
    write_counts(json, found.others);
    json.end_object();
  }
  json.end_object();
}

}  // namespace

std::string summary_text(const Summary& summary, double seconds) {
  std::string out = text::grouped(summary.profiles()) + (summary.profiles() == 1 ? " profile" : " profiles") +
                    " in " + seconds_text(seconds) + " s";
  out.append(out.size() < 32 ? 32 - out.size() : 1, ' ');
  for (const Verdict verdict : verdicts) {
    out += std::string(to_string(verdict)) + " " + text::grouped(summary.count(verdict)) + "   ";
  }
  out += "errors " + text::grouped(summary.errors()) + "\n";
  if (summary.reviews() > 0) out += text::grouped(summary.reviews()) + " for a person to review\n";

  TextTable stages({"waterfall", "in", "out", "stopped"});
  for (const Summary::Stage& stage : summary.waterfall()) {
    stages.add({shown(*stage.category), text::grouped(stage.in), text::grouped(stage.out),
                text::grouped(stage.stopped)});
  }
  out += "\n" + stages.text();

  TextTable reasons({"reason", "profiles", "waived"});
  std::vector<std::size_t> codes(summary.reasons().size());
  for (std::size_t code = 0; code < codes.size(); ++code) codes[code] = code;
  std::ranges::stable_sort(codes,
                           [&](auto a, auto b) { return summary.reasons()[a] > summary.reasons()[b]; });
  for (const std::size_t code : codes) {
    if (summary.reasons()[code] + summary.waived()[code] == 0) continue;
    reasons.add({summary.rules().codes[code], text::grouped(summary.reasons()[code]),
                 text::grouped(summary.waived()[code])});
  }
  if (!reasons.empty()) out += "\n" + reasons.text();

  if (!summary.rules().segments.empty()) out += "\n" + segments_text(summary);
  if (const std::string facts = facts_text(summary); !facts.empty()) out += "\n" + facts;
  for (const FactCounts& counts : summary.by()) out += "\n" + counts_text(counts);
  return out;
}

std::string summary_json(const Summary& summary) {
  std::string out;
  json::Writer json(out);
  const check::CheckedRuleSet& rules = summary.rules();
  json.begin_object().key("profiles").number(summary.profiles());
  json.key("verdicts").begin_object();
  for (const Verdict verdict : verdicts) {
    json.key(to_string(verdict)).number(summary.count(verdict));
  }
  json.end_object().key("errors").number(summary.errors()).key("review").number(summary.reviews());
  json.key("waterfall").begin_array();
  for (const Summary::Stage& stage : summary.waterfall()) {
    json.begin_object().key("category").string(*stage.category).key("in").number(stage.in);
    json.key("out").number(stage.out).key("stopped").number(stage.stopped).end_object();
  }
  json.end_array().key("reasons").begin_array();
  for (std::size_t code = 0; code < summary.reasons().size(); ++code) {
    json.begin_object().key("code").string(rules.codes[code]).key("profiles").number(summary.reasons()[code]);
    json.key("waived").number(summary.waived()[code]).end_object();
  }
  json.end_array().key("segments").begin_array();
  for (std::size_t segment = 0; segment < rules.segments.size(); ++segment) {
    json.begin_object().key("segment").string(rules.segments[segment].id);
    json.key("profiles").number(summary.segments()[segment]).end_object();
  }
  json.end_array().key("no_segment").number(summary.segments().back());
  json.key("facts").begin_array();
  for (const FactTallies::Tally& tally : summary.facts().tallies()) {
    json.begin_object().key("fact").string(tally.name).key("missing").number(tally.missing());
    json.key("refused").number(tally.all_refused()).end_object();
  }
  json.end_array();
  if (!summary.by().empty()) {
    json.key("by").begin_array();
    for (const FactCounts& counts : summary.by()) write_counts_by(json, counts);
    json.end_array();
  }
  json.end_object();
  return out;
}

}  // namespace eligo::output
