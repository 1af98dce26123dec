#include "output/summary_writer.hpp"

#include <algorithm>
#include <array>
#include <cstdio>
#include <numeric>
#include <optional>
#include <utility>
#include <vector>

#include "json/writer.hpp"
#include "output/quality_writer.hpp"
#include "output/text_table.hpp"
#include "text/display.hpp"
#include "text/score.hpp"

namespace eligo::output {

namespace {

using summary::CrossCounts;
using summary::Summary;

constexpr std::array verdicts = {Verdict::visible, Verdict::hidden, Verdict::denied};

std::string seconds_text(double seconds) {
  std::array<char, 64> text{};
  std::snprintf(text.data(), text.size(), "%.2f", seconds);
  return text.data();
}

std::string share_text(std::uint64_t part, std::uint64_t whole) {
  return whole == 0 ? "-" : text::percent(part, whole);
}

std::string shown(const std::string& category) { return category.empty() ? "(none)" : category; }

/// Those of the most decisions first.
std::vector<std::size_t> codes_by_count(const Summary& summary) {
  std::vector<std::size_t> codes(summary.reasons().size());
  std::iota(codes.begin(), codes.end(), std::size_t{0});
  std::ranges::stable_sort(codes,
                           [&](auto a, auto b) { return summary.reasons()[a] > summary.reasons()[b]; });
  return codes;
}

std::string segments_text(const Summary& summary) {
  TextTable segments({"segment", "profiles", "share"});
  for (std::size_t segment = 0; segment < summary.segments().size(); ++segment) {
    const bool none = segment == summary.rules().segments.size();
    const std::uint64_t count = summary::sum_of(summary.segments()[segment]);
    if (none && count == 0) continue;
    segments.add({none ? "(none)" : summary.rules().segments[segment].id, text::grouped(count),
                  share_text(count, summary.decided())});
  }
  return segments.text();
}

std::string counts_text(const CrossCounts& counts, std::uint64_t all) {
  if (counts.overflown()) {
    return text::printable(counts.title()) + ": more than " + text::grouped(CrossCounts::most_values) +
           " values; nothing to count by\n";
  }
  TextTable text({counts.title(), "profiles", "share", "visible", "%", "hidden", "%", "denied", "%"});
  const auto add = [&](std::string name, const CrossCounts::Counts& sums) {
    std::vector<std::string> cells{std::move(name), text::grouped(sums.profiles()),
                                   share_text(sums.profiles(), all)};
    for (const std::uint64_t count : sums.verdicts) {
      cells.push_back(text::grouped(count));
      cells.push_back(share_text(count, sums.profiles()));
    }
    text.add(std::move(cells));
  };
  const CrossCounts::Table found = counts.table();
  for (const CrossCounts::Row& row : found.rows) add(counts.row_name(row), row.counts);
  if (found.more > 0) add("(" + text::grouped(found.more) + " more)", found.others);
  return text.text();
}

/// Codes below each other, values beside each other, as many as a terminal has room for.
std::string reasons_by_text(const Summary& summary, const CrossCounts& counts) {
  constexpr std::size_t most_columns = 6, widest = 16;
  if (counts.overflown()) return {};
  const CrossCounts::Table found = counts.table();
  const std::size_t columns = std::min(found.rows.size(), most_columns);
  std::vector<std::string> heading{"reasons by " + counts.title()};
  for (std::size_t column = 0; column < columns; ++column)
    heading.push_back(text::cut(counts.row_name(found.rows[column]), widest));
  TextTable text(heading);
  for (const std::size_t code : codes_by_count(summary)) {
    if (summary.reasons()[code] == 0) continue;
    std::vector<std::string> cells{summary.rules().codes[code]};
    for (std::size_t column = 0; column < columns; ++column)
      cells.push_back(text::grouped(found.rows[column].counts.reasons[code]));
    text.add(std::move(cells));
  }
  if (text.empty()) return {};
  const std::size_t left = found.rows.size() + found.more - columns;
  return text.text() + (left == 0 ? "" : "  (" + text::counted(left, "more column") + ")\n");
}

void write_shares(json::Writer& json, const std::array<std::uint64_t, 3>& counts, std::uint64_t whole) {
  json.key("shares").begin_object();
  for (const Verdict verdict : verdicts)
    json.key(to_string(verdict)).raw(text::share_number(counts[static_cast<std::size_t>(verdict)], whole));
  json.end_object();
}

void write_counts(json::Writer& json, const Summary& summary, const CrossCounts::Counts& counts) {
  const std::uint64_t sum = counts.profiles();
  json.key("profiles").number(sum).key("share").raw(text::share_number(sum, summary.decided()));
  for (const Verdict verdict : verdicts)
    json.key(to_string(verdict)).number(counts.verdicts[static_cast<std::size_t>(verdict)]);
  write_shares(json, counts.verdicts, sum);
  json.key("reasons").begin_object();
  for (std::size_t code = 0; code < counts.reasons.size(); ++code) {
    if (counts.reasons[code] > 0) json.key(summary.rules().codes[code]).number(counts.reasons[code]);
  }
  json.end_object();
}

void write_counts_by(json::Writer& json, const Summary& summary, const CrossCounts& counts) {
  json.begin_object().key("fields").begin_array();
  for (const summary::CountedField& field : counts.fields()) json.string(field.name);
  json.end_array().key("values");
  if (counts.overflown()) {
    json.raw("null").end_object();
    return;
  }
  const CrossCounts::Table found = counts.table();
  json.begin_array();
  for (const CrossCounts::Row& row : found.rows) {
    json.begin_object().key("values").begin_array();
    for (const std::optional<std::string>& value : row.values) {
      if (value) {
        json.string(*value);
      } else {
        json.raw("null");
      }
    }
    json.end_array();
    write_counts(json, summary, row.counts);
    json.end_object();
  }
  json.end_array();
  if (found.more > 0) {
    json.key("others").begin_object().key("values").number(found.more);
    write_counts(json, summary, found.others);
    json.end_object();
  }
  json.end_object();
}

}  // namespace

std::string summary_text(const Summary& summary, const InputQuality& quality, double seconds) {
  std::string out = text::grouped(summary.profiles()) + (summary.profiles() == 1 ? " profile" : " profiles") +
                    " in " + seconds_text(seconds) + " s";
  out.append(out.size() < 32 ? 32 - out.size() : 1, ' ');
  for (const Verdict verdict : verdicts) {
    out += std::string(to_string(verdict)) + " " + text::grouped(summary.count(verdict)) + " (" +
           share_text(summary.count(verdict), summary.decided()) + ")" + "   ";
  }
  out += "errors " + text::grouped(summary.errors()) + "\n";
  if (summary.reviews() > 0) out += text::grouped(summary.reviews()) + " for a person to review\n";

  TextTable stages({"waterfall", "in", "out", "stopped", "% of in", "% left"});
  for (const Summary::Stage& stage : summary.waterfall()) {
    stages.add({shown(*stage.category), text::grouped(stage.in), text::grouped(stage.out),
                text::grouped(stage.stopped), share_text(stage.stopped, stage.in),
                share_text(stage.out, summary.decided())});
  }
  out += "\n" + stages.text();

  TextTable reasons({"reason", "profiles", "share", "waived"});
  for (const std::size_t code : codes_by_count(summary)) {
    if (summary.reasons()[code] + summary.waived()[code] == 0) continue;
    reasons.add({summary.rules().codes[code], text::grouped(summary.reasons()[code]),
                 share_text(summary.reasons()[code], summary.decided()),
                 text::grouped(summary.waived()[code])});
  }
  if (!reasons.empty()) out += "\n" + reasons.text();

  if (!summary.rules().segments.empty()) out += "\n" + segments_text(summary);
  if (const std::string used = quality_text(summary.rules(), summary.facts(), quality); !used.empty())
    out += "\n" + used;
  for (const CrossCounts& counts : summary.by()) {
    out += "\n" + counts_text(counts, summary.decided());
    if (const std::string reasons_by = reasons_by_text(summary, counts); !reasons_by.empty())
      out += "\n" + reasons_by;
  }
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
  json.end_object();
  write_shares(
      json, {summary.count(Verdict::visible), summary.count(Verdict::hidden), summary.count(Verdict::denied)},
      summary.decided());
  json.key("errors").number(summary.errors()).key("review").number(summary.reviews());
  json.key("waterfall").begin_array();
  for (const Summary::Stage& stage : summary.waterfall()) {
    json.begin_object().key("category").string(*stage.category).key("in").number(stage.in);
    json.key("out").number(stage.out).key("stopped").number(stage.stopped);
    json.key("stopped_share").raw(text::share_number(stage.stopped, stage.in));
    json.key("left_share").raw(text::share_number(stage.out, summary.decided())).end_object();
  }
  json.end_array().key("reasons").begin_array();
  for (std::size_t code = 0; code < summary.reasons().size(); ++code) {
    json.begin_object().key("code").string(rules.codes[code]).key("profiles").number(summary.reasons()[code]);
    json.key("share").raw(text::share_number(summary.reasons()[code], summary.decided()));
    json.key("waived").number(summary.waived()[code]).end_object();
  }
  json.end_array().key("segments").begin_array();
  for (std::size_t segment = 0; segment < rules.segments.size(); ++segment) {
    json.begin_object().key("segment").string(rules.segments[segment].id);
    const std::uint64_t count = summary::sum_of(summary.segments()[segment]);
    json.key("profiles").number(count).key("share").raw(text::share_number(count, summary.decided()));
    for (const Verdict verdict : verdicts)
      json.key(to_string(verdict)).number(summary.segments()[segment][static_cast<std::size_t>(verdict)]);
    json.end_object();
  }
  json.end_array().key("no_segment").number(summary::sum_of(summary.segments().back()));
  write_quality(json, rules, summary.facts(), quality);
  if (!summary.by().empty()) {
    json.key("by").begin_array();
    for (const CrossCounts& counts : summary.by()) write_counts_by(json, summary, counts);
    json.end_array();
  }
  json.end_object();
  return out;
}

}  // namespace eligo::output
