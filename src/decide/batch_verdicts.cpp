#include "decide/batch_verdicts.hpp"

#include <bit>

#include "decide/bits.hpp"
#include "decide/reasons.hpp"

namespace eligo::decide {

namespace {

template <typename Use>
void for_each_bit(std::uint64_t bits, std::size_t word, Use use) {
  for (; bits != 0; bits &= bits - 1) use(word * 64 + static_cast<std::size_t>(std::countr_zero(bits)));
}

}  // namespace

std::uint32_t segment_at(const Plan& plan, const engine::Results& results, std::size_t row) {
  const auto value = plan.program->segment_index();
  if (plan.rules->segments.empty() || value == program::no_value || !results.has(value))
    return plan.no_segment();
  const auto& view = results[value];
  return static_cast<std::uint32_t>(view.as<std::int64_t>()[view.constant ? 0 : row]);
}

BatchVerdicts::BatchVerdicts(const Plan& plan, const Facts& facts, const engine::Results& results,
                             values::Nanoseconds now, std::pmr::memory_resource& memory,
                             std::size_t first_column_row)
    : plan_(&plan),
      facts_(&facts),
      results_(&results),
      now_(now),
      first_column_row_(first_column_row),
      builder_(plan.element_nodes, plan.order),
      words_(values::words_for(facts.rows)),
      denied_(words_, 0, &memory),
      hidden_(words_, 0, &memory),
      review_(words_, 0, &memory),
      waived_(words_ * plan.order.waivers.size(), 0, &memory) {
  find_waived_rows();
}

void BatchVerdicts::find_waived_rows() {
  if (plan_->order.waivers.empty()) return;
  for (std::size_t row = 0; row < facts_->rows; ++row) {
    const auto segment = segment_at(*plan_, *results_, row);
    if (segment == plan_->no_segment()) continue;
    for (const auto code : plan_->rules->segments[segment].waives) {
      waived_[plan_->order.waiver_of_code[code] * words_ + row / 64] |= std::uint64_t{1} << (row % 64);
    }
  }
}

std::uint64_t BatchVerdicts::waived_word(std::uint32_t code, std::size_t word) const {
  const auto waiver = plan_->order.waiver_of_code[code];
  return waiver == RuleOrder::never_waived ? 0 : waived_[waiver * words_ + word];
}

RowSource BatchVerdicts::source(std::size_t row) const {
  return {plan_->rules.get(), plan_->program.get(),   results_, facts_->views, row,
          facts_->columns,    first_column_row_ + row};
}

void BatchVerdicts::decide(Detail detail, std::span<DecisionData> decisions) {
  for (std::size_t row = 0; row < facts_->rows; ++row) {
    auto& decision = decisions[row];
    decision.review = false;
    decision.reasons.clear();
    decision.waived.clear();
    decision.alternatives.clear();
  }
  for (const auto& ground : plan_->order.grounds) apply(ground, detail, decisions);
  write_verdicts(decisions);
  if (detail != Detail::verdict) add_alternatives(decisions);
}

void BatchVerdicts::apply(const Ground& ground, Detail detail, std::span<DecisionData> decisions) {
  const auto& rule = plan_->rules->rules[ground.rule];
  const auto value = plan_->program->rule_condition(ground.rule);
  if (!is_active(rule, now_) || value == program::no_value || !results_->has(value)) return;
  const Bits condition(results_->truth(value));
  auto& verdicts = ground.effect == check::Effect::deny ? denied_ : hidden_;
  for (std::size_t word = 0; word < words_; ++word) {
    const std::uint64_t mask = row_mask(facts_->rows, word);
    const std::uint64_t hits = ground.on_hit ? condition.hits(word) & mask : 0;
    const std::uint64_t unknown = ground.on_unknown ? condition.unknown(word) & mask : 0;
    const std::uint64_t holds = hits | unknown;
    if (holds == 0) continue;
    const std::uint64_t waived = waived_word(rule.code, word);
    verdicts[word] |= holds & ~waived;
    if (rule.review) review_[word] |= hits & ~waived;
    if (detail == Detail::verdict) continue;
    for_each_bit(holds, word, [&](std::size_t row) {
      const std::uint64_t bit = std::uint64_t{1} << (row % 64);
      auto& decision = decisions[row];
      builder_.add(source(row), ground, (unknown & bit) != 0, segment_at(*plan_, *results_, row),
                   (waived & bit) != 0 ? decision.waived : decision.reasons);
    });
  }
}

void BatchVerdicts::write_verdicts(std::span<DecisionData> decisions) const {
  for (std::size_t row = 0; row < facts_->rows; ++row) {
    auto& decision = decisions[row];
    decision.verdict = bit_at(denied_.data(), row)   ? Verdict::denied
                       : bit_at(hidden_.data(), row) ? Verdict::hidden
                                                     : Verdict::visible;
    const auto segment = segment_at(*plan_, *results_, row);
    decision.segment = segment == plan_->no_segment() ? std::nullopt : std::optional(segment);
    decision.review = bit_at(review_.data(), row);
  }
}

void BatchVerdicts::add_alternatives(std::span<DecisionData> decisions) const {
  for (std::uint32_t index = 0; index < plan_->rules->alternatives.size(); ++index) {
    const auto value = plan_->program->alternative_condition(index);
    if (value == program::no_value || !results_->has(value)) continue;
    const Bits condition(results_->truth(value));
    for (std::size_t word = 0; word < words_; ++word) {
      const std::uint64_t offered =
          condition.hits(word) & (denied_[word] | hidden_[word]) & row_mask(facts_->rows, word);
      for_each_bit(offered, word, [&](std::size_t row) { decisions[row].alternatives.push_back(index); });
    }
  }
}

}  // namespace eligo::decide
