#include "decide/row_verdict.hpp"

#include <algorithm>
#include <array>
#include <cstdint>
#include <span>

#include "decide/matched_segment.hpp"
#include "decide/reason_source.hpp"
#include "decide/reasons.hpp"
#include "decide/told_conditions.hpp"
#include "values/inline_vector.hpp"

namespace eligo::decide {

namespace {

/// A trigger that holds. They compare as in the order of reasons.
class Held {
 public:
  Held() = default;
  Held(std::uint32_t trigger, bool undecided) : bits_(trigger * 2 + (undecided ? 1U : 0U)) {}
  [[nodiscard]] std::uint32_t trigger() const { return bits_ / 2; }
  [[nodiscard]] bool undecided() const { return bits_ % 2 != 0; }
  friend auto operator<=>(const Held&, const Held&) = default;

 private:
  std::uint32_t bits_ = 0;
};
using HeldTriggers = values::InlineVector<Held, engine::usual_hits>;

/// Of so few each is put behind all that come before it: no jump is taken that could not be foreseen.
constexpr std::size_t few = 32;

void put_in_order(HeldTriggers& held) {
  if (held.size() < 2) return;
  if (held.size() > few) {
    std::ranges::sort(held);
    return;
  }
  std::array<Held, few> unordered;
  std::ranges::copy(held, unordered.begin());
  const std::span<const Held> all = std::span(unordered).first(held.size());
  for (const Held one : all) {
    std::uint32_t before = 0;
    for (const Held other : all) before += other < one ? 1U : 0U;
    held[before] = one;
  }
}

/// Of triggers in force.
HeldTriggers held_triggers(const Plan& plan, const engine::RowHits& hits, values::Nanoseconds now) {
  HeldTriggers held;
  for (const engine::ConditionHit& hit : hits) {
    const std::uint32_t trigger = trigger_of(plan, hit, now);
    if (trigger != RuleOrder::no_trigger) held.emplace_back(trigger, hit.undecided);
  }
  return held;
}

void add_alternatives(const Plan& plan, engine::Results& results, DecisionData& decision) {
  for (std::uint32_t index = 0; index < plan.rules->alternatives.size(); ++index) {
    const program::ValueId condition = plan.program->alternative_condition(index);
    results.require(condition);
    if (results.truth(condition).is_true(0)) decision.alternatives.push_back(index);
  }
}

}  // namespace

void decide_row(const Plan& plan, engine::Results& results, const engine::RowHits& hits,
                values::Nanoseconds now, Detail detail, DecisionData& decision) {
  decision.clear_reasons();
  decision.verdict = Verdict::visible;
  decision.segment = matched_segment(plan, results, 0);
  if (hits.empty()) return;
  const std::uint32_t segment = decision.segment.value_or(plan.no_segment());
  const RowSource source(*plan.rules, results, 0);
  ReasonBuilder builder(plan);
  HeldTriggers held = held_triggers(plan, hits, now);
  if (detail != Detail::verdict) put_in_order(held);
  if (detail != Detail::verdict && plan.order.waivers.empty()) decision.reasons.reserve(held.size());
  for (const Held one : held) {
    const ReasonTrigger& trigger = plan.order.triggers[one.trigger()];
    const bool waived = plan.order.is_waived(segment, trigger.waiver);
    if (!waived) {
      decision.verdict = std::max(decision.verdict, verdict_of(trigger.effect));
      decision.review = decision.review || (trigger.review && !one.undecided());
    }
    if (detail == Detail::verdict) continue;
    const bool codes_only = detail == Detail::codes;
    if (!codes_only) run_for_reason(plan, trigger, one.undecided(), results);
    builder.add(source, trigger, one.undecided(), codes_only, segment,
                waived ? decision.waived : decision.reasons);
  }
  if (detail != Detail::verdict && decision.verdict != Verdict::visible)
    add_alternatives(plan, results, decision);
}

}  // namespace eligo::decide
