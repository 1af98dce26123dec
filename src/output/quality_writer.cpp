#include "output/quality_writer.hpp"

#include <algorithm>
#include <cstddef>

#include "output/expected_text.hpp"
#include "output/text_table.hpp"
#include "text/display.hpp"
#include "text/score.hpp"

namespace eligo::output {

namespace {

using summary::FactTallies;

std::string facts_text(const FactTallies& tallies) {
  TextTable facts({"fact", "present", "%", "missing", "refused"});
  for (const FactTallies::Tally& tally : tallies.tallies()) {
    if (tally.known == tally.rows) continue;
    facts.add({tally.name, text::grouped(tally.known),
               tally.rows == 0 ? "-" : text::percent(tally.known, tally.rows), text::grouped(tally.missing()),
               text::grouped(tally.all_refused())});
  }
  return facts.empty() ? std::string{} : facts.text();
}

/// A line for each fact and cause of refusal.
std::string refusals_text(const check::CheckedRuleSet& rules, const FactTallies& tallies,
                          const InputQuality& quality) {
  std::string out;
  for (const FactTallies::Tally& tally : tallies.tallies()) {
    for (std::size_t index = 0; index < tally.refused.size(); ++index) {
      const FactTallies::Refused& refused = tally.refused[index];
      if (refused.count == 0) continue;
      const values::Cause cause = values::refusals[index];
      out += "  " + text::printable(tally.name) + ": " + text::grouped(refused.count) + " " +
             std::string(values::cause_text(cause)) + "; expected is " +
             expected_text(rules, tally, cause, quality.forms) + " (" +
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

void write_causes(json::Writer& json, const check::CheckedRuleSet& rules, const FactTallies::Tally& tally,
                  const InputQuality& quality) {
  json.key("causes").begin_array();
  for (std::size_t index = 0; index < tally.refused.size(); ++index) {
    const FactTallies::Refused& refused = tally.refused[index];
    if (refused.count == 0) continue;
    const values::Cause cause = values::refusals[index];
    json.begin_object().key("cause").string(values::cause_text(cause)).key("count").number(refused.count);
    json.key("expected").string(expected_text(rules, tally, cause, quality.forms));
    const RecordPlace place = quality.places.place(*refused.first);
    json.key("first").begin_object().key("file").string(place.file);
    json.key(place.element ? "element" : "line").number(place.line).end_object();
    if (!refused.value.empty()) json.key("value").string(refused.value);
    json.end_object();
  }
  json.end_array();
}

}  // namespace

std::string quality_text(const check::CheckedRuleSet& rules, const FactTallies& tallies,
                         const InputQuality& quality) {
  std::string out;
  for (const std::string& part :
       {facts_text(tallies), refusals_text(rules, tallies, quality), unknown_text(quality)}) {
    if (!part.empty()) out += (out.empty() ? "" : "\n") + part;
  }
  return out;
}

void write_quality(json::Writer& json, const check::CheckedRuleSet& rules, const FactTallies& tallies,
                   const InputQuality& quality) {
  json.key("facts").begin_array();
  for (const FactTallies::Tally& tally : tallies.tallies()) {
    json.begin_object().key("fact").string(tally.name).key("present").number(tally.known);
    json.key("missing").number(tally.missing()).key("null").number(tally.nulls);
    json.key("refused").number(tally.all_refused());
    json.key("present_share").raw(text::share_number(tally.known, tally.rows));
    if (tally.all_refused() > 0) write_causes(json, rules, tally, quality);
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
}

}  // namespace eligo::output
