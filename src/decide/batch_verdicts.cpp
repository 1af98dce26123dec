#include "decide/batch_verdicts.hpp"

#include <algorithm>
#include <array>
#include <bit>
#include <utility>

#include "decide/reasons.hpp"

namespace eligo::decide {

namespace {

/// For each byte of a bitmap the verdicts of its eight rows.
using EightVerdicts = std::array<std::array<Verdict, 8>, 256>;
constexpr EightVerdicts spread(Verdict of_set) {
  EightVerdicts all{};
  for (std::size_t byte = 0; byte < all.size(); ++byte) {
    for (std::size_t bit = 0; bit < 8; ++bit)
      all[byte][bit] = (byte >> bit & 1U) != 0 ? of_set : Verdict::visible;
  }
  return all;
}
constexpr EightVerdicts spread_hidden = spread(Verdict::hidden), spread_denied = spread(Verdict::denied);

template <typename Use>
void for_each_bit(std::uint64_t bits, std::size_t word, Use use) {
  for (; bits != 0; bits &= bits - 1) use(word * 64 + static_cast<std::size_t>(std::countr_zero(bits)));
}

}  // namespace

BatchVerdicts::BatchVerdicts(const Plan& plan, engine::Results& results, values::Nanoseconds now,
                             std::pmr::memory_resource& memory)
    : plan_(&plan),
      results_(&results),
      now_(now),
      builder_(plan.element_nodes, plan.order),
      rows_(results.rows()),
      words_(values::words_for(rows_)),
      last_rows_(values::first_rows(rows_ - (words_ - 1) * 64)),
      bitmaps_(words_ * (3 + plan.order.waivers.size()), 0, &memory),
      denied_(bitmaps_.data()),
      hidden_(denied_ + words_),
      review_(hidden_ + words_),
      waived_(review_ + words_) {
  find_waived_rows();
}

void BatchVerdicts::find_waived_rows() {
  if (plan_->order.waivers.empty()) return;
  for (std::size_t row = 0; row < rows_; ++row) {
    for (const auto waiver : plan_->order.waivers_of_segment[segment_at(*plan_, *results_, row)])
      waived_[waiver * words_ + row / 64] |= std::uint64_t{1} << (row % 64);
  }
}

void BatchVerdicts::decide(Detail detail, std::span<DecisionData> decisions) {
  for (std::size_t row = 0; row < rows_; ++row) {
    auto& decision = decisions[row];
    decision.review = false;
    decision.reasons.clear();
    decision.waived.clear();
    decision.alternatives.clear();
  }
  if (rows_ == 1 && !any_trigger_holds()) return write_verdicts(decisions);
  if (detail != Detail::verdict) results_->run_remaining();
  for_each_holding([&](const ReasonTrigger& trigger, std::size_t word, std::uint64_t holds,
                       std::uint64_t unknown) { note(trigger, word, holds, unknown, detail, decisions); });
  write_verdicts(decisions);
  if (detail != Detail::verdict) add_alternatives(decisions);
}

template <typename Use>
void BatchVerdicts::for_each_holding(Use use) const {
  for (const auto& trigger : plan_->order.triggers) {
    if (trigger.windowed && !is_active(plan_->rules->rules[trigger.rule], now_)) continue;
    const auto condition = results_->truth(trigger.condition);
    for (std::size_t word = 0; word < words_; ++word) {
      const std::uint64_t hits = condition.truth(word) & trigger.on_hit;
      const std::uint64_t unknown = condition.unknown(word) & trigger.on_unknown;
      const std::uint64_t holds = (hits | unknown) & (word + 1 == words_ ? last_rows_ : all_rows_);
      if (holds != 0) [[unlikely]]
        use(trigger, word, holds, unknown);
    }
  }
}

void BatchVerdicts::write(bool codes, VerdictColumns& columns) {
  // Codes by trigger; then by row, in the order of triggers.
  struct RowCode {
    std::uint32_t row, code;
  };
  std::pmr::memory_resource& memory = *bitmaps_.get_allocator().resource();
  std::pmr::vector<RowCode> found(&memory);
  std::pmr::vector<std::uint64_t> given(&memory);  // rows by code, of those that several triggers may give
  if (codes && plan_->order.repeated_codes > 0) given.resize(plan_->order.repeated_codes * words_);
  columns.offsets.resize(rows_ + 1);
  for_each_holding(
      [&](const ReasonTrigger& trigger, std::size_t word, std::uint64_t holds, std::uint64_t unknown) {
        std::uint64_t added = holds & ~apply(trigger, word, holds, unknown);
        if (!codes) return;
        if (trigger.repeated != ReasonTrigger::once) {
          std::uint64_t& before = given[trigger.repeated * words_ + word];
          before |= std::exchange(added, added & ~before);
        }
        for_each_bit(added, word, [&](std::size_t row) {
          found.push_back({static_cast<std::uint32_t>(row), trigger.code});
          ++columns.offsets[row + 1];
        });
      });
  if (codes) {
    for (std::size_t row = 0; row < rows_; ++row) columns.offsets[row + 1] += columns.offsets[row];
    columns.codes.resize(found.size());
    std::pmr::vector<std::uint32_t> next(columns.offsets.begin(), columns.offsets.end(), &memory);
    for (const RowCode& one : found) columns.codes[next[one.row]++] = one.code;
  }
  columns.verdicts.resize(rows_);
  for (std::size_t row = 0; row < rows_; row += 8) {
    const auto eight = [&](const std::uint64_t* bits) { return bits[row / 64] >> (row % 64) & 0xFFU; };
    std::array<Verdict, 8> verdicts = spread_hidden[eight(hidden_)];
    for (std::size_t i = 0; i < 8; ++i) verdicts[i] = std::max(verdicts[i], spread_denied[eight(denied_)][i]);
    std::copy_n(verdicts.begin(), std::min<std::size_t>(8, rows_ - row),
                columns.verdicts.begin() + static_cast<std::ptrdiff_t>(row));
  }
  columns.segments.assign(rows_, -1);
  if (plan_->rules->segments.empty()) return;
  for (std::size_t row = 0; row < rows_; ++row) {
    const auto segment = segment_at(*plan_, *results_, row);
    if (segment != plan_->no_segment()) columns.segments[row] = static_cast<std::int32_t>(segment);
  }
}

// The way of most single profiles, and nothing is on it that could be spared.
bool BatchVerdicts::any_trigger_holds() const {
  for (const auto& trigger : plan_->order.triggers) {
    const auto condition = results_->truth<true>(trigger.condition);
    const std::uint64_t holds =
        (condition.truth(0) & trigger.on_hit) | (condition.unknown(0) & trigger.on_unknown);
    if ((holds & 1U) == 0) [[likely]]
      continue;
    if (!trigger.windowed || is_active(plan_->rules->rules[trigger.rule], now_)) return true;
  }
  return false;
}

std::uint64_t BatchVerdicts::apply(const ReasonTrigger& trigger, std::size_t word, std::uint64_t holds,
                                   std::uint64_t unknown) {
  const std::uint64_t waived =
      trigger.waiver == RuleOrder::never_waived ? 0 : waived_[trigger.waiver * words_ + word];
  (trigger.effect == check::Effect::deny ? denied_ : hidden_)[word] |= holds & ~waived;
  if (trigger.review) review_[word] |= holds & ~unknown & ~waived;
  return waived;
}

Verdict BatchVerdicts::verdict_at(std::size_t row) const {
  if (values::bit_at(denied_, row)) return Verdict::denied;
  return values::bit_at(hidden_, row) ? Verdict::hidden : Verdict::visible;
}

void BatchVerdicts::note(const ReasonTrigger& trigger, std::size_t word, std::uint64_t holds,
                         std::uint64_t unknown, Detail detail, std::span<DecisionData> decisions) {
  const std::uint64_t waived = apply(trigger, word, holds, unknown);
  if (detail == Detail::verdict) return;
  for_each_bit(holds, word, [&](std::size_t row) {
    const std::uint64_t bit = std::uint64_t{1} << (row % 64);
    auto& decision = decisions[row];
    builder_.add(RowSource(*plan_->rules, *results_, row), trigger, (unknown & bit) != 0,
                 detail == Detail::codes, segment_at(*plan_, *results_, row),
                 (waived & bit) != 0 ? decision.waived : decision.reasons);
  });
}

void BatchVerdicts::write_verdicts(std::span<DecisionData> decisions) const {
  for (std::size_t row = 0; row < rows_; ++row) {
    auto& decision = decisions[row];
    decision.verdict = verdict_at(row);
    const auto segment = segment_at(*plan_, *results_, row);
    decision.segment = segment == plan_->no_segment() ? std::nullopt : std::optional(segment);
    decision.review = values::bit_at(review_, row);
  }
}

void BatchVerdicts::add_alternatives(std::span<DecisionData> decisions) const {
  std::uint64_t closed = 0;
  for (std::size_t word = 0; word < words_; ++word) closed |= denied_[word] | hidden_[word];
  if (closed == 0) return;
  for (std::uint32_t index = 0; index < plan_->rules->alternatives.size(); ++index) {
    const auto condition = results_->truth(plan_->program->alternative_condition(index));
    for (std::size_t word = 0; word < words_; ++word) {
      const std::uint64_t offered =
          condition.truth(word) & (denied_[word] | hidden_[word]) & values::first_rows(rows_ - word * 64);
      for_each_bit(offered, word, [&](std::size_t row) { decisions[row].alternatives.push_back(index); });
    }
  }
}

}  // namespace eligo::decide
