#include <algorithm>
#include <string_view>

#include "authoring/comparison/report.hpp"
#include "json/writer.hpp"
#include "output/quality_writer.hpp"
#include "values/time.hpp"

namespace eligo::authoring {

namespace {

constexpr std::string_view name_of(Side side) { return side == Side::champion ? "champion" : "challenger"; }

void write_rule_sets(json::Writer& json, const Report& report) {
  for (const Side side : sides) {
    const check::CheckedRuleSet& rules = report.pair->rules_of(side);
    json.key(name_of(side)).begin_object().key("rules").string((*report.names)[side].path);
    json.key("id").string(rules.id).key("version").string(rules.version);
    json.key("sha256").string((*report.names)[side].hash).end_object();
  }
}

void write_facts(json::Writer& json, const SharedFacts& facts) {
  json.key("facts").begin_array();
  for (const FactDifference& difference : facts.differences) {
    json.begin_object().key("fact").string(difference.name);
    for (const Side side : sides) {
      if (difference.types[side]) json.key(name_of(side)).string(*difference.types[side]);
    }
    json.end_object();
  }
  json.end_array();
}

void write_outcomes(json::Writer& json, const OutcomeCounts& counts) {
  json.key("same").number(counts[index_of(Outcome::same)]);
  json.key("gains").number(counts[index_of(Outcome::better)]);
  json.key("losses").number(counts[index_of(Outcome::worse)]);
}

void write_matrix(json::Writer& json, const SwapSet& swap_set) {
  json.key("verdicts").begin_object();
  for (const Verdict before : verdicts) {
    json.key(to_string(before)).begin_object();
    for (const Verdict after : verdicts)
      json.key(to_string(after)).number(swap_set.count(Cell{before, after}));
    json.end_object();
  }
  json.end_object();
}

void write_codes(json::Writer& json, const Report& report) {
  json.key("reasons").begin_array();
  for (std::size_t code = 0; code < report.pair->codes.names.size(); ++code) {
    const SwapSet::CodeCounts& counts = report.result->swap_set.codes()[code];
    json.begin_object().key("code").string(report.pair->codes.names[code]);
    for (const Side side : sides) json.key(name_of(side)).number(counts.profiles[side]);
    for (const Side side : sides) {
      json.key("only_" + std::string(name_of(side))).begin_object();
      write_outcomes(json, counts.only[side]);
      json.end_object();
    }
    json.end_object();
  }
  json.end_array();
}

void write_segments(json::Writer& json, const Report& report) {
  json.key("segments").begin_array();
  for (const SwapSet::SegmentCounts& counts : report.result->swap_set.segments()) {
    json.begin_object();
    for (const Side side : sides) {
      json.key(name_of(side));
      const auto segment = counts.segments[side];
      segment ? json.string(report.pair->rules_of(side).segments[*segment].id) : json.raw("null");
    }
    write_outcomes(json, counts.outcomes);
    json.end_object();
  }
  json.end_array();
}

void write_by(json::Writer& json, const summary::FactCounts& counts) {
  json.begin_object().key("fact").string(counts.name()).key("values");
  if (counts.overflown()) {
    json.raw("null").end_object();
    return;
  }
  const summary::FactCounts::Table found = counts.table();
  json.begin_array();
  for (const auto& row : found.rows) {
    json.begin_object().key("value");
    row.value == nullptr ? json.raw("null") : json.string(*row.value);
    write_outcomes(json, row.counts);
    json.end_object();
  }
  json.end_array();
  if (found.more > 0) {
    json.key("others").begin_object().key("values").number(found.more);
    write_outcomes(json, found.others);
    json.end_object();
  }
  json.end_object();
}

void write_sample(json::Writer& json, const Report& report, const Sample& sample) {
  json.begin_object();
  report.result->inputs.write(json, sample.profile);
  for (const Side side : sides) {
    json.key(name_of(side)).begin_array();
    for (const std::uint32_t code : sample.codes[side]) json.string(report.pair->codes.names[code]);
    json.end_array();
  }
  json.end_object();
}

void write_cell(json::Writer& json, const Report& report, Cell cell) {
  const SwapSet& swap_set = report.result->swap_set;
  json.begin_object();
  json.key("champion").string(to_string(cell.champion)).key("challenger").string(to_string(cell.challenger));
  json.key("profiles").number(swap_set.swapped(cell)).key("rules").begin_array();
  for (const Side side : sides) {
    const auto& counts = swap_set.rules(cell, side);
    for (std::size_t rule = 0; rule < counts.size(); ++rule) {
      if (counts[rule].profiles == 0) continue;
      json.begin_object().key("rule").string(report.pair->rules_of(side).rules[rule].id);
      json.key("of").string(name_of(side)).key("profiles").number(counts[rule].profiles);
      json.key("alone").number(counts[rule].alone).end_object();
    }
  }
  json.end_array().key("samples").begin_array();
  const std::vector<Sample>& samples = report.result->samples.of(cell);
  for (std::size_t i = 0; i < std::min(samples.size(), report.samples); ++i)
    write_sample(json, report, samples[i]);
  json.end_array().end_object();
}

void write_input(json::Writer& json, const Report& report) {
  json.key("input").begin_object();
  for (const Side side : sides) {
    const auto& use = report.result->use[side];
    if (!use) break;
    json.key(name_of(side)).begin_object();
    output::write_quality(json, report.pair->rules_of(side), use->tallies, use->quality);
    json.end_object();
  }
  json.end_object();
}

}  // namespace

std::string comparison_json(const Report& report) {
  const SwapSet& swap_set = report.result->swap_set;
  std::string out;
  json::Writer json(out);
  json.begin_object();
  write_rule_sets(json, report);
  if (const auto& field = report.result->now_field) {
    json.key("now_field").string(*field);
  } else {
    json.key("now").string(values::format_timestamp(report.now));
  }
  write_facts(json, report.pair->facts);
  json.key("profiles").number(swap_set.profiles()).key("errors").number(swap_set.errors());
  json.key("without_subject").number(swap_set.nameless());
  write_outcomes(
      json, {swap_set.count(Outcome::same), swap_set.count(Outcome::better), swap_set.count(Outcome::worse)});
  json.key("other_reasons").number(swap_set.other_reasons());
  write_matrix(json, swap_set);
  write_codes(json, report);
  write_segments(json, report);
  if (!swap_set.by().empty()) {
    json.key("by").begin_array();
    for (const summary::FactCounts& counts : swap_set.by()) write_by(json, counts);
    json.end_array();
  }
  write_input(json, report);
  json.key("cells").begin_array();
  for (std::size_t index = 0; index < Cell::count; ++index) {
    if (swap_set.swapped(Cell::at(index)) > 0) write_cell(json, report, Cell::at(index));
  }
  json.end_array().end_object();
  return out;
}

}  // namespace eligo::authoring
