#include "output/summary.hpp"

#include <algorithm>
#include <array>
#include <cstdio>
#include <string_view>

#include "json/writer.hpp"
#include "output/text_table.hpp"
#include "text/display.hpp"

namespace eligo::output {

namespace {

void add_counts(std::vector<std::uint64_t>& to, const std::vector<std::uint64_t>& from) {
  std::transform(to.begin(), to.end(), from.begin(), to.begin(), std::plus<>{});
}

std::string seconds_text(double seconds) {
  std::array<char, 64> text{};
  std::snprintf(text.data(), text.size(), "%.2f", seconds);
  return text.data();
}

std::string shown(const std::string& category) { return category.empty() ? "(none)" : category; }

}  // namespace

Summary::Summary(const check::CheckedRuleSet& rules, const std::vector<std::uint32_t>& by)
    : rules_(&rules),
      stopped_(rules.categories.size()),
      reasons_(rules.codes.size()),
      waived_(rules.codes.size()),
      segments_(rules.segments.size() + 1),
      facts_(rules) {
  for (const std::uint32_t fact : by) by_.emplace_back(fact, rules.facts[fact].name);
}

void Summary::add(const decide::DecisionData& decision, std::span<const values::View> facts,
                  std::size_t row) {
  for (FactCounts& counts : by_) counts.add(facts[counts.fact()], row, decision.verdict);
  ++verdicts_[static_cast<std::size_t>(decision.verdict)];
  ++segments_[decision.segment.value_or(static_cast<std::uint32_t>(rules_->segments.size()))];
  if (decision.review) ++reviews_;
  for (const decide::ReasonData& waived : decision.waived) ++waived_[waived.code];
  if (decision.reasons.empty()) return;
  std::size_t first = stopped_.size();
  for (const decide::ReasonData& reason : decision.reasons) {
    ++reasons_[reason.code];
    for (const std::uint32_t rule : reason.rules)
      first = std::min<std::size_t>(first, rules_->rules[rule].category);
  }
  if (first < stopped_.size()) ++stopped_[first];
}

void Summary::merge(const Summary& other) {
  for (std::size_t verdict = 0; verdict < verdicts_.size(); ++verdict)
    verdicts_[verdict] += other.verdicts_[verdict];
  errors_ += other.errors_;
  reviews_ += other.reviews_;
  add_counts(stopped_, other.stopped_);
  add_counts(reasons_, other.reasons_);
  add_counts(waived_, other.waived_);
  add_counts(segments_, other.segments_);
  facts_.merge(other.facts_);
  for (std::size_t fact = 0; fact < by_.size(); ++fact) by_[fact].merge(other.by_[fact]);
}

std::uint64_t Summary::decided() const { return verdicts_[0] + verdicts_[1] + verdicts_[2]; }

std::vector<Summary::Stage> Summary::waterfall() const {
  std::vector<Stage> stages;
  std::uint64_t in = decided();
  for (std::size_t category = 0; category < stopped_.size(); ++category) {
    stages.push_back({&rules_->categories[category], in, in - stopped_[category], stopped_[category]});
    in -= stopped_[category];
  }
  return stages;
}

std::string Summary::text(double seconds) const {
  std::string out = text::grouped(profiles()) + (profiles() == 1 ? " profile" : " profiles") + " in " +
                    seconds_text(seconds) + " s";
  out.append(out.size() < 32 ? 32 - out.size() : 1, ' ');
  for (const Verdict verdict : {Verdict::visible, Verdict::hidden, Verdict::denied}) {
    out += std::string(to_string(verdict)) + " " + text::grouped(count(verdict)) + "   ";
  }
  out += "errors " + text::grouped(errors_) + "\n";
  if (reviews_ > 0) out += text::grouped(reviews_) + " for a person to review\n";

  TextTable stages({"waterfall", "in", "out", "stopped"});
  for (const Stage& stage : waterfall()) {
    stages.add({shown(*stage.category), text::grouped(stage.in), text::grouped(stage.out),
                text::grouped(stage.stopped)});
  }
  out += "\n" + stages.text();

  TextTable reasons({"reason", "profiles", "waived"});
  std::vector<std::size_t> codes(reasons_.size());
  for (std::size_t code = 0; code < codes.size(); ++code) codes[code] = code;
  std::stable_sort(codes.begin(), codes.end(), [&](auto a, auto b) { return reasons_[a] > reasons_[b]; });
  for (const std::size_t code : codes) {
    if (reasons_[code] + waived_[code] == 0) continue;
    reasons.add({rules_->codes[code], text::grouped(reasons_[code]), text::grouped(waived_[code])});
  }
  if (!reasons.empty()) out += "\n" + reasons.text();

  if (!rules_->segments.empty()) out += "\n" + segments_text();
  if (const std::string facts = facts_text(); !facts.empty()) out += "\n" + facts;
  for (const FactCounts& counts : by_) out += "\n" + counts.text();
  return out;
}

std::string Summary::facts_text() const {
  TextTable facts({"fact", "missing", "refused"});
  for (const FactTallies::Tally& tally : facts_.tallies()) {
    if (tally.known == tally.rows) continue;
    facts.add({tally.name, text::grouped(tally.missing()), text::grouped(tally.all_refused())});
  }
  return facts.empty() ? std::string{} : facts.text();
}

std::string Summary::segments_text() const {
  TextTable segments({"segment", "profiles"});
  for (std::size_t segment = 0; segment < segments_.size(); ++segment) {
    const bool none = segment == rules_->segments.size();
    if (none && segments_[segment] == 0) continue;
    segments.add({none ? "(none)" : rules_->segments[segment].id, text::grouped(segments_[segment])});
  }
  return segments.text();
}

std::string Summary::json() const {
  std::string out;
  json::Writer json(out);
  json.begin_object().key("profiles").number(profiles());
  json.key("verdicts").begin_object();
  for (const Verdict verdict : {Verdict::visible, Verdict::hidden, Verdict::denied}) {
    json.key(to_string(verdict)).number(count(verdict));
  }
  json.end_object().key("errors").number(errors_).key("review").number(reviews_);
  json.key("waterfall").begin_array();
  for (const Stage& stage : waterfall()) {
    json.begin_object().key("category").string(*stage.category).key("in").number(stage.in);
    json.key("out").number(stage.out).key("stopped").number(stage.stopped).end_object();
  }
  json.end_array().key("reasons").begin_array();
  for (std::size_t code = 0; code < reasons_.size(); ++code) {
    json.begin_object().key("code").string(rules_->codes[code]).key("profiles").number(reasons_[code]);
    json.key("waived").number(waived_[code]).end_object();
  }
  json.end_array().key("segments").begin_array();
  for (std::size_t segment = 0; segment < rules_->segments.size(); ++segment) {
    json.begin_object().key("segment").string(rules_->segments[segment].id);
    json.key("profiles").number(segments_[segment]).end_object();
  }
  json.end_array().key("no_segment").number(segments_.back());
  json.key("facts").begin_array();
  for (const FactTallies::Tally& tally : facts_.tallies()) {
    json.begin_object().key("fact").string(tally.name).key("missing").number(tally.missing());
    json.key("refused").number(tally.all_refused()).end_object();
  }
  json.end_array();
  if (!by_.empty()) {
    json.key("by").begin_array();
    for (const FactCounts& counts : by_) counts.write(json);
    json.end_array();
  }
  json.end_object();
  return out;
}

}  // namespace eligo::output
