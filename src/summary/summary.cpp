#include "summary/summary.hpp"

#include <algorithm>
#include <functional>

namespace eligo::summary {

namespace {

void add_counts(std::vector<std::uint64_t>& to, const std::vector<std::uint64_t>& from) {
  std::ranges::transform(to, from, to.begin(), std::plus<>{});
}

}  // namespace

Summary::Summary(const check::CheckedRuleSet& rules, const std::vector<std::vector<CountedField>>& by)
    : rules_(&rules),
      stopped_(rules.categories.size()),
      reasons_(rules.codes.size()),
      waived_(rules.codes.size()),
      segments_(rules.segments.size() + 1),
      facts_(rules) {
  for (const std::vector<CountedField>& fields : by) by_.emplace_back(rules, fields);
  for (const check::Rule& rule : rules.rules) categories_.push_back(rule.category);
}

void Summary::add(const decide::DecisionData& decision, std::uint64_t count) {
  const auto verdict = static_cast<std::size_t>(decision.verdict);
  verdicts_[verdict] += count;
  segments_[decision.segment.value_or(static_cast<std::uint32_t>(rules_->segments.size()))][verdict] += count;
  if (decision.review) reviews_ += count;
  for (const decide::ReasonData& waived : decision.waived) waived_[waived.code] += count;
  if (decision.reasons.empty()) return;
  std::size_t first = stopped_.size();
  for (const decide::ReasonData& reason : decision.reasons) {
    reasons_[reason.code] += count;
    for (const std::uint32_t rule : reason.rules) first = std::min<std::size_t>(first, categories_[rule]);
  }
  if (first < stopped_.size()) stopped_[first] += count;
}

void Summary::merge(const Summary& other) {
  for (std::size_t verdict = 0; verdict < verdicts_.size(); ++verdict)
    verdicts_[verdict] += other.verdicts_[verdict];
  errors_ += other.errors_;
  reviews_ += other.reviews_;
  add_counts(stopped_, other.stopped_);
  add_counts(reasons_, other.reasons_);
  add_counts(waived_, other.waived_);
  for (std::size_t segment = 0; segment < segments_.size(); ++segment) {
    for (std::size_t verdict = 0; verdict < verdicts_.size(); ++verdict)
      segments_[segment][verdict] += other.segments_[segment][verdict];
  }
  facts_.merge(other.facts_);
  for (std::size_t table = 0; table < by_.size(); ++table) by_[table].merge(other.by_[table]);
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

}  // namespace eligo::summary
