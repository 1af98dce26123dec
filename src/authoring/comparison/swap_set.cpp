#include "authoring/comparison/swap_set.hpp"

#include <algorithm>
#include <limits>
#include <numeric>

namespace eligo::authoring {

namespace {

using decide::DecisionData;
using decide::ReasonData;

constexpr std::uint32_t no_segment = std::numeric_limits<std::uint32_t>::max();

template <typename Counts>
void add_counts(Counts& to, const Counts& from) {
  for (std::size_t i = 0; i < to.size(); ++i) to[i] += from[i];
}

check::Effect effect_behind(Verdict verdict) {
  return verdict == Verdict::denied ? check::Effect::deny : check::Effect::hide;
}

}  // namespace

SwapSet::SwapSet(const RuleSetPair& pair, const std::vector<std::uint32_t>& by)
    : pair_(&pair), codes_(pair.codes.names.size()) {
  for (auto& cell : rules_) {
    for (const Side side : sides) cell[side].resize(pair.rules_of(side).rules.size());
  }
  for (const std::uint32_t column : by) by_.emplace_back(column, pair.facts.schema.facts[column].name);
  marks_.resize(std::max(pair.codes.names.size(), pair.rules.names.size()));
}

Change SwapSet::add(const Both<const DecisionData*>& decisions, std::span<const values::View> columns,
                    std::size_t row) {
  const DecisionData& before = *decisions[Side::champion];
  const DecisionData& after = *decisions[Side::challenger];
  const Change change{{before.verdict, after.verdict}, !same_reasons(decisions)};
  const Outcome outcome = change.cell.outcome();
  ++cells_[change.cell.index()];
  for (const Side side : sides) {
    for (const ReasonData& reason : decisions[side]->reasons)
      ++codes_[pair_->codes.places[side][reason.code]].profiles[side];
  }
  const std::uint64_t segment = std::uint64_t{before.segment.value_or(no_segment)} << 32U;
  ++segments_[segment | after.segment.value_or(no_segment)][index_of(outcome)];
  for (summary::FactCounts& counts : by_) counts.add(columns[counts.fact()], row, index_of(outcome));
  if (!change.any()) return change;

  if (change.reasons) add_codes(decisions, outcome);
  for (const Side side : sides) answering_[side].clear();
  switch (outcome) {
    case Outcome::same:
      ++other_reasons_[static_cast<std::size_t>(before.verdict)];
      add_other_rules(decisions);
      break;
    case Outcome::better: add_deciding_rules(before, change.cell, Side::champion); break;
    case Outcome::worse: add_deciding_rules(after, change.cell, Side::challenger); break;
  }
  count_answering(change.cell);
  return change;
}

bool SwapSet::same_reasons(const Both<const DecisionData*>& decisions) const {
  const SharedNames& codes = pair_->codes;
  return std::ranges::equal(decisions[Side::champion]->reasons, decisions[Side::challenger]->reasons,
                            [&](const ReasonData& before, const ReasonData& after) {
                              return before.effect == after.effect &&
                                     codes.places[Side::champion][before.code] ==
                                         codes.places[Side::challenger][after.code];
                            });
}

void SwapSet::add_codes(const Both<const DecisionData*>& decisions, Outcome outcome) {
  for (const Side side : sides) {
    const Side other = side == Side::champion ? Side::challenger : Side::champion;
    marks_.clear();
    for (const ReasonData& reason : decisions[other]->reasons)
      marks_.set(pair_->codes.places[other][reason.code]);
    for (const ReasonData& reason : decisions[side]->reasons) {
      const std::uint32_t code = pair_->codes.places[side][reason.code];
      if (!marks_.has(code)) ++codes_[code].only[side][index_of(outcome)];
    }
  }
}

// The verdict of the other side is better, so no rule has this effect there.
void SwapSet::add_deciding_rules(const DecisionData& decision, Cell cell, Side side) {
  const check::Effect effect = effect_behind(side == Side::champion ? cell.champion : cell.challenger);
  for (const ReasonData& reason : decision.reasons) {
    if (reason.effect != effect) continue;
    for (const std::uint32_t rule : reason.rules) {
      const check::Rule& own = pair_->rules_of(side).rules[rule];
      if (own.effect == effect || own.on_missing == effect) answering_[side].push_back(rule);
    }
  }
}

void SwapSet::add_other_rules(const Both<const DecisionData*>& decisions) {
  for (const Side side : sides) {
    const Side other = side == Side::champion ? Side::challenger : Side::champion;
    marks_.clear();
    for (const ReasonData& reason : decisions[other]->reasons) {
      for (const std::uint32_t rule : reason.rules) marks_.set(pair_->rules.places[other][rule]);
    }
    for (const ReasonData& reason : decisions[side]->reasons) {
      for (const std::uint32_t rule : reason.rules) {
        if (!marks_.has(pair_->rules.places[side][rule])) answering_[side].push_back(rule);
      }
    }
  }
}

void SwapSet::count_answering(Cell cell) {
  const bool alone = answering_[Side::champion].size() + answering_[Side::challenger].size() == 1;
  for (const Side side : sides) {
    for (const std::uint32_t rule : answering_[side]) {
      RuleCounts& counts = rules_[cell.index()][side][rule];
      ++counts.profiles;
      if (alone) ++counts.alone;
    }
  }
}

void SwapSet::merge(const SwapSet& other) {
  add_counts(cells_, other.cells_);
  add_counts(other_reasons_, other.other_reasons_);
  errors_ += other.errors_;
  nameless_ += other.nameless_;
  for (std::size_t code = 0; code < codes_.size(); ++code) {
    for (const Side side : sides) {
      codes_[code].profiles[side] += other.codes_[code].profiles[side];
      add_counts(codes_[code].only[side], other.codes_[code].only[side]);
    }
  }
  for (std::size_t cell = 0; cell < rules_.size(); ++cell) {
    for (const Side side : sides) {
      for (std::size_t rule = 0; rule < rules_[cell][side].size(); ++rule) {
        rules_[cell][side][rule].profiles += other.rules_[cell][side][rule].profiles;
        rules_[cell][side][rule].alone += other.rules_[cell][side][rule].alone;
      }
    }
  }
  for (const auto& [segment, outcomes] : other.segments_) add_counts(segments_[segment], outcomes);
  for (std::size_t fact = 0; fact < by_.size(); ++fact) by_[fact].merge(other.by_[fact]);
}

std::uint64_t SwapSet::decided() const {
  return std::accumulate(cells_.begin(), cells_.end(), std::uint64_t{0});
}

std::uint64_t SwapSet::other_reasons() const {
  return std::accumulate(other_reasons_.begin(), other_reasons_.end(), std::uint64_t{0});
}

std::uint64_t SwapSet::count(Outcome outcome) const {
  std::uint64_t sum = 0;
  for (std::size_t cell = 0; cell < Cell::count; ++cell) {
    if (Cell::at(cell).outcome() == outcome) sum += cells_[cell];
  }
  return sum;
}

std::vector<SwapSet::SegmentCounts> SwapSet::segments() const {
  std::vector<std::uint64_t> keys;
  for (const auto& [key, outcomes] : segments_) keys.push_back(key);
  std::ranges::sort(keys);
  std::vector<SegmentCounts> counts;
  for (const std::uint64_t key : keys) {
    SegmentCounts& row = counts.emplace_back();
    const Both<std::uint32_t> segments{
        {static_cast<std::uint32_t>(key >> 32U), static_cast<std::uint32_t>(key)}};
    for (const Side side : sides) {
      if (segments[side] != no_segment) row.segments[side] = segments[side];
    }
    row.outcomes = segments_.at(key);
  }
  return counts;
}

}  // namespace eligo::authoring
