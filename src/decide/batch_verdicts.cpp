#include "decide/batch_verdicts.hpp"

#include <algorithm>
#include <optional>
#include <utility>

#include "decide/matched_segment.hpp"
#include "decide/reason_source.hpp"
#include "decide/reasons.hpp"
#include "decide/row_slice.hpp"
#include "values/bit_kernels.hpp"
#include "values/scratch_memory.hpp"
#include "values/vector_compare.hpp"

namespace eligo::decide {

namespace {

static_assert(static_cast<int>(Verdict::hidden) == 1 && static_cast<int>(Verdict::denied) == 2 &&
              sizeof(Verdict) == 1);

}  // namespace

BatchVerdicts::BatchVerdicts(const Plan& plan, engine::Results& results, const ToldConditions* told,
                             values::Nanoseconds now, std::pmr::memory_resource& memory)
    : plan_(&plan),
      results_(&results),
      told_(told),
      now_(now),
      memory_(&memory),
      rows_(results.rows()),
      words_(values::words_for(rows_)),
      last_rows_(values::first_rows(rows_ - (words_ - 1) * 64)),
      bitmaps_(words_ * (3 + plan.order.waivers.size()), 0, &memory),
      denied_(bitmaps_.data()),
      hidden_(denied_ + words_),
      review_(hidden_ + words_),
      waived_(review_ + words_),
      hits_(&memory) {
  find_waived_rows();
  if (told != nullptr) sort_hits(told->hits);
}

void BatchVerdicts::find_waived_rows() {
  if (plan_->order.waivers.empty()) return;
  for (std::size_t row = 0; row < rows_; ++row) {
    for (const auto waiver : plan_->order.waivers_of_segment[segment_at(*plan_, *results_, row)])
      waived_[waiver * words_ + row / 64] |= std::uint64_t{1} << (row % 64);
  }
}

void BatchVerdicts::sort_hits(const engine::ConditionHits& hits) {
  for (const engine::ConditionHit& hit : hits) {
    const std::uint32_t trigger = trigger_of(*plan_, hit, now_);
    if (trigger != RuleOrder::no_trigger) hits_.push_back({hit.row, trigger, hit.undecided, false});
  }
  std::ranges::sort(hits_, {}, [](const Held& hit) { return std::pair(hit.trigger, hit.row); });
}

void BatchVerdicts::decide(Detail detail, std::span<DecisionData> decisions) {
  for (auto& decision : decisions) decision.clear_reasons();
  if (detail == Detail::verdict) {
    apply_all();
  } else {
    build_reasons(detail, decisions);
  }
  write_verdicts(decisions);
  if (detail == Detail::verdict) return;
  for (const Offer& offer : offers()) decisions[offer.row].alternatives.push_back(offer.alternative);
}

template <typename Use>
void BatchVerdicts::use_column(const ReasonTrigger& trigger, Use use) const {
  if (trigger.windowed && !is_active(plan_->rules->rules[trigger.rule], now_)) return;
  const std::uint64_t if_true = trigger.on_hit ? values::all_rows : 0;
  const std::uint64_t if_unknown = trigger.on_unknown ? values::all_rows : 0;
  const auto use_words = [&](auto truth, auto known) {
    for (std::size_t word = 0; word < words_; ++word) {
      const std::uint64_t unknown = ~known(word) & if_unknown;
      std::uint64_t holds = (truth(word) & if_true) | unknown;
      if (holds == 0) [[likely]]
        continue;
      if (word + 1 == words_) holds &= last_rows_;
      if (holds != 0) use(trigger, word, holds, unknown);
    }
  };
  if (told_ == nullptr) {
    const auto condition = results_->truth(plan_->program->rule_condition(trigger.rule));
    use_words([&](std::size_t word) { return condition.truth(word); },
              [&](std::size_t word) { return condition.known(word); });
  } else {
    const auto condition = told_->columns.of(trigger.rule);
    const std::uint64_t *const truth = condition.truth_words(), *const known = condition.known_words();
    use_words([=](std::size_t word) { return truth[word]; }, [=](std::size_t word) { return known[word]; });
  }
}

template <typename Use>
void BatchVerdicts::for_each_holding(Use use) const {
  const auto& triggers = plan_->order.triggers;
  auto hit = hits_.begin();
  const auto use_hits = [&](std::size_t before) {
    while (hit != hits_.end() && hit->trigger < before) {
      const auto trigger = hit->trigger;
      const std::size_t word = hit->row / 64;
      std::uint64_t holds = 0, unknown = 0;
      for (; hit != hits_.end() && hit->trigger == trigger && hit->row / 64 == word; ++hit) {
        const std::uint64_t bit = std::uint64_t{1} << (hit->row % 64);
        holds |= bit;
        if (hit->undecided) unknown |= bit;
      }
      use(triggers[trigger], word, holds, unknown);
    }
  };
  if (told_ == nullptr) {
    for (const ReasonTrigger& trigger : triggers) use_column(trigger, use);
  } else {
    for (const auto trigger : plan_->column_triggers) {
      use_hits(trigger);
      use_column(triggers[trigger], use);
    }
  }
  use_hits(triggers.size());
}

void BatchVerdicts::apply_all() {
  const auto apply_rows = [&](const ReasonTrigger& trigger, std::size_t word, std::uint64_t holds,
                              std::uint64_t unknown) { apply(trigger, word, holds, unknown); };
  if (told_ == nullptr) return for_each_holding(apply_rows);
  for (const auto number : plan_->column_triggers) {
    const ReasonTrigger& trigger = plan_->order.triggers[number];
    // Most triggers do one thing to every row that is true.
    const bool more =
        trigger.on_unknown || trigger.review || trigger.windowed || trigger.waiver != RuleOrder::never_waived;
    if (more) {
      use_column(trigger, apply_rows);
      continue;
    }
    const std::uint64_t* const truth = told_->columns.of(trigger.rule).truth_words();
    std::uint64_t* const closed = trigger.effect == check::Effect::deny ? denied_ : hidden_;
    for (std::size_t word = 0; word < words_; ++word) closed[word] |= truth[word];
  }
  for (const Held& hit : hits_) {
    const std::uint64_t row = std::uint64_t{1} << (hit.row % 64);
    apply(plan_->order.triggers[hit.trigger], hit.row / 64, row, hit.undecided ? row : 0);
  }
}

void BatchVerdicts::apply_all(VerdictColumns& columns) {
  // Codes by trigger; then by row, in the order of triggers.
  struct RowCode {
    std::uint32_t row, code;
  };
  std::pmr::vector<RowCode> found(memory_);
  std::pmr::vector<std::uint64_t> given(memory_);  // rows by code, of those that several triggers may give
  if (plan_->order.repeated_codes > 0) given.resize(plan_->order.repeated_codes * words_);
  for_each_holding(
      [&](const ReasonTrigger& trigger, std::size_t word, std::uint64_t holds, std::uint64_t unknown) {
        std::uint64_t added = holds & ~apply(trigger, word, holds, unknown);
        if (trigger.repeated != ReasonTrigger::once) {
          std::uint64_t& before = given[trigger.repeated * words_ + word];
          before |= std::exchange(added, added & ~before);
        }
        values::for_each_row(added, word, [&](std::size_t row) {
          found.push_back({static_cast<std::uint32_t>(row), trigger.code});
          ++columns.offsets[row + 1];
        });
      });
  for (std::size_t row = 0; row < rows_; ++row) columns.offsets[row + 1] += columns.offsets[row];
  columns.codes.resize(found.size());
  std::pmr::vector<std::uint32_t> next(columns.offsets.begin(), columns.offsets.end(), memory_);
  for (const RowCode& one : found) columns.codes[next[one.row]++] = one.code;
}

void BatchVerdicts::write(bool codes, VerdictColumns& columns) {
  columns.offsets.resize(rows_ + 1);
  if (codes) {
    apply_all(columns);
  } else {
    apply_all();
  }
  columns.verdicts.resize(rows_);
  values::spread_bits(hidden_, denied_, rows_, reinterpret_cast<std::uint8_t*>(columns.verdicts.data()),
                      values::kernels());
  columns.segments.assign(rows_, -1);
  if (plan_->rules->segments.empty()) return;
  for (std::size_t row = 0; row < rows_; ++row) {
    const auto segment = segment_at(*plan_, *results_, row);
    if (segment != plan_->no_segment()) columns.segments[row] = static_cast<std::int32_t>(segment);
  }
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

std::pmr::vector<BatchVerdicts::Held> BatchVerdicts::held_by_row() {
  std::pmr::vector<Held> held(memory_);
  const ReasonTrigger* const first = plan_->order.triggers.data();
  for_each_holding(
      [&](const ReasonTrigger& trigger, std::size_t word, std::uint64_t holds, std::uint64_t unknown) {
        const std::uint64_t waived = apply(trigger, word, holds, unknown);
        values::for_each_row(holds, word, [&](std::size_t row) {
          held.push_back({static_cast<std::uint32_t>(row), static_cast<std::uint32_t>(&trigger - first),
                          values::bit_in(unknown, row), values::bit_in(waived, row)});
        });
      });
  if (rows_ == 1) return held;
  std::pmr::vector<std::uint32_t> next(rows_ + 1, 0, memory_);
  for (const Held& one : held) ++next[one.row + 1];
  for (std::size_t row = 0; row < rows_; ++row) next[row + 1] += next[row];
  std::pmr::vector<Held> by_row(held.size(), memory_);
  for (const Held& one : held) by_row[next[one.row]++] = one;
  return by_row;
}

void BatchVerdicts::build_reasons(Detail detail, std::span<DecisionData> decisions) {
  const bool codes_only = detail == Detail::codes;
  const std::pmr::vector<Held> held = held_by_row();
  ReasonBuilder builder(*plan_);
  // What the index found was not run: of a row that it found rules for, what they ask is run alone.
  values::ScratchMemory memory;
  std::optional<RowSlice> slice;
  std::optional<engine::Results> alone;
  std::size_t row = rows_;
  for (const Held& one : held) {
    if (one.row != row) {
      row = one.row;
      builder.begin_row();
      alone.reset();
      slice.reset();
    }
    const ReasonTrigger& trigger = plan_->order.triggers[one.trigger];
    auto& decision = decisions[row];
    RowSource source(*plan_->rules, *results_, row);
    const bool run = told_ == nullptr || codes_only || !reads_run(*plan_, trigger, one.undecided);
    if (!run && !plan_->conditions.is_indexed(trigger.rule)) {
      run_for_reason(*plan_, trigger, one.undecided, *results_);
    } else if (!run) {
      if (!alone) {
        memory.reset();
        slice.emplace(results_->facts(), row);
        engine::RunOptions options;
        options.part = engine::Part::nothing;
        alone.emplace(engine::run(*plan_->program, slice->views(), 1, now_, options, memory));
      }
      run_for_reason(*plan_, trigger, one.undecided, *alone);
      source = RowSource(*plan_->rules, *alone, 0);
    }
    builder.add(source, trigger, one.undecided, codes_only, segment_at(*plan_, *results_, row),
                one.waived ? decision.waived : decision.reasons);
  }
}

void BatchVerdicts::write_verdicts(std::span<DecisionData> decisions) const {
  for (std::size_t row = 0; row < rows_; ++row) {
    auto& decision = decisions[row];
    decision.verdict = verdict_at(row);
    decision.segment = matched_segment(*plan_, *results_, row);
    decision.review = values::bit_at(review_, row);
  }
}

std::pmr::vector<BatchVerdicts::Offer> BatchVerdicts::offers() const {
  std::pmr::vector<Offer> offers(memory_);
  std::uint64_t closed = 0;
  for (std::size_t word = 0; word < words_; ++word) closed |= denied_[word] | hidden_[word];
  if (closed == 0) return offers;
  for (std::uint32_t index = 0; index < plan_->rules->alternatives.size(); ++index) {
    if (told_ != nullptr) results_->require(plan_->program->alternative_condition(index));
    const auto condition = results_->truth(plan_->program->alternative_condition(index));
    for (std::size_t word = 0; word < words_; ++word) {
      const std::uint64_t offered =
          condition.truth(word) & (denied_[word] | hidden_[word]) & values::first_rows(rows_ - word * 64);
      values::for_each_row(offered, word, [&](std::size_t row) {
        offers.push_back({static_cast<std::uint32_t>(row), index});
      });
    }
  }
  return offers;
}

void BatchVerdicts::add_kinds(std::span<const RefusedValue> refused, DecisionKinds& kinds) {
  const std::pmr::vector<Held> held = held_by_row();
  std::pmr::vector<Offer> offered = offers();
  std::ranges::stable_sort(offered, {}, &Offer::row);
  std::span<const Held> held_left = held;
  std::span<const Offer> offers_left = offered;
  const auto take_row = [](auto& left, std::size_t row) {
    std::size_t count = 0;
    while (count < left.size() && left[count].row == row) ++count;
    const auto taken = left.first(count);
    left = left.subspan(count);
    return taken;
  };
  ReasonBuilder builder(*plan_);
  KindKey key;
  std::optional<std::uint32_t> plain;  // the kind of rows for which nothing holds
  for (std::size_t row = 0; row < rows_; ++row) {
    const std::uint32_t segment = segment_at(*plan_, *results_, row);
    const auto holds = take_row(held_left, row);
    const auto offers = take_row(offers_left, row);
    const auto refusals = take_row(refused, row);
    const bool lists = !offers.empty() || !refusals.empty();
    const bool is_plain = holds.empty() && !lists && segment == plan_->no_segment();
    if (is_plain && plain) {  // as most are
      kinds.add_row(*plain);
      continue;
    }
    key.clear();
    key.push_back(segment << 1U | (lists ? 1U : 0U));
    for (const Held& one : holds)
      key.push_back(one.trigger << 2U | (one.undecided ? 2U : 0U) | (one.waived ? 1U : 0U));
    if (lists) {
      const auto held_words = static_cast<std::uint32_t>(key.size());
      for (const Offer& offer : offers) key.push_back(offer.alternative);
      for (const RefusedValue& value : refusals)
        key.insert(key.end(),
                   {value.input.index, static_cast<std::uint32_t>(value.input.cause), value.input.field});
      key.push_back(held_words);  // where the lists begin
      key.push_back(static_cast<std::uint32_t>(refusals.size()));
    }
    const std::uint32_t kind = kinds.add_row(key, [&](DecisionData& decision) {
      decision.verdict = decision.best = decision.worst = verdict_at(row);
      decision.segment = matched_segment(*plan_, *results_, row);
      decision.review = values::bit_at(review_, row);
      const RowSource source(*plan_->rules, *results_, row);
      builder.begin_row();
      for (const Held& one : holds)
        builder.add(source, plan_->order.triggers[one.trigger], one.undecided, true, segment,
                    one.waived ? decision.waived : decision.reasons);
      for (const Offer& offer : offers) decision.alternatives.push_back(offer.alternative);
      for (const RefusedValue& value : refusals) decision.refused.push_back(value.input);
    });
    if (is_plain) plain = kind;
  }
}

}  // namespace eligo::decide
