#include "output/summary_writer.hpp"

#include <algorithm>
#include <array>
#include <cstdio>
#include <utility>
#include <vector>

#include "json/writer.hpp"
#include "output/text_table.hpp"
#include "text/display.hpp"
#include "values/expected_form.hpp"

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
  TextTable facts({"fact", "present", "missing", "refused"});
  for (const FactTallies::Tally& tally : summary.facts().tallies()) {
    if (tally.known == tally.rows) continue;
    facts.add({tally.name, text::grouped(tally.known), text::grouped(tally.missing()),
               text::grouped(tally.all_refused())});
  }
  return facts.empty() ? std::string{} : facts.text();
}

/// A line for each fact and cause of refusal.
std::string refusals_text(const Summary& summary, const InputQuality& quality) {
  std::string out;
  for (const FactTallies::Tally& tally : summary.facts().tallies()) {
    for (std::size_t index = 0; index < tally.refused.size(); ++index) {
      const FactTallies::Refused& refused = tally.refused[index];
      if (refused.count == 0) continue;
      const values::Cause cause = values::refusals[index];
      out += "  " + text::printable(tally.name) + ": " + text::grouped(refused.count) + " " +
             std::string(values::cause_text(cause)) + "; expected is " +
             refusal_expected(summary.rules(), tally, cause) + " (" +
             (refused.count == 1 ? "" : "the first: ") +
             text::printable(quality.places.text(*refused.first)) +
             (refused.value.empty() ? "" : ": " + text::quote(refused.value)) + ")\n";
    }
  }
  return out.empty() ? out : "refused\n" + out;
}

std::string unknown_text(const InputQuality& quality) {
  constexpr std::size_t most_shown = 20;
  std::string out;
  for (std::size_t index = 0; index < std::min(quality.unknown.size(), most_shown); ++index) {
    const summary::UnknownName& unknown = quality.unknown[index];
    out += "  " + text::quoted_name(unknown.name) +
           (unknown.near.empty() ? "" : " (the fact " + text::quoted_name(unknown.near) + "?)") + "\n";
  }
  if (quality.unknown.size() > most_shown)
    out += "  (" + text::grouped(quality.unknown.size() - most_shown) + " more)\n";
  return out.empty() ? out : "columns or keys that are no facts\n" + out;
}

void write_causes(json::Writer& json, const Summary& summary, const FactTallies::Tally& tally,
                  const InputQuality& quality) {
  json.key("causes").begin_array();
  for (std::size_t index = 0; index < tally.refused.size(); ++index) {
    const FactTallies::Refused& refused = tally.refused[index];
    if (refused.count == 0) continue;
    const values::Cause cause = values::refusals[index];
    json.begin_object().key("cause").string(values::cause_text(cause)).key("count").number(refused.count);
    json.key("expected").string(refusal_expected(summary.rules(), tally, cause));
    const RecordPlace place = quality.places.place(*refused.first);
    json.key("first").begin_object().key("file").string(place.file);
    json.key(place.element ? "element" : "line").number(place.line).end_object();
    if (!refused.value.empty()) json.key("value").string(refused.value);
    json.end_object();
  }
  json.end_array();
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

std::string refusal_expected(const check::CheckedRuleSet& rules, const FactTallies::Tally& tally,
                             values::Cause cause) {
  const check::Fact& fact = rules.facts[tally.fact];
  const bool field = tally.of == FactTallies::Tally::Of::field;
  const values::Type& whole = field ? fact.fields[tally.field].type : fact.type;
  const values::Type& type = tally.of == FactTallies::Tally::Of::elements ? *whole.element : whole;
  const check::Range& range = field ? fact.fields[tally.field].range : fact.range;
  return values::expected_form(cause, type, range.lowest, range.highest);
}

std::string summary_text(const Summary& summary, const InputQuality& quality, double seconds) {
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
  for (const std::string& part :
       {facts_text(summary), refusals_text(summary, quality), unknown_text(quality)}) {
    if (!part.empty()) out += "\n" + part;
  }
  for (const FactCounts& counts : summary.by()) out += "\n" + counts_text(counts);
  return out;
}

std::string summary_json(const Summary& summary, const InputQuality& quality) {
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
    json.begin_object().key("fact").string(tally.name).key("present").number(tally.known);
    json.key("missing").number(tally.missing()).key("null").number(tally.nulls);
    json.key("refused").number(tally.all_refused());
    if (tally.all_refused() > 0) write_causes(json, summary, tally, quality);
    json.end_object();
  }
  json.end_array().key("unknown").begin_array();
  for (const summary::UnknownName& unknown : quality.unknown) {
    json.begin_object().key("name").string(unknown.name).key("near");
    if (unknown.near.empty()) {
      json.raw("null");
    } else {
      json.string(unknown.near);
    }
    json.end_object();
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
