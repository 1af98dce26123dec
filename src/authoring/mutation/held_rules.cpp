#include "authoring/mutation/held_rules.hpp"

#include <algorithm>
#include <unordered_set>

#include "decide/plan.hpp"

namespace eligo::authoring {

using check::CheckedRuleSet;
using check::Effect;

namespace {

/// A rule that gives a reason.
struct Trigger {
  Effect effect;
  std::int64_t priority;
  std::uint32_t rule;
  bool hit;
};

std::optional<Trigger> trigger_of(const check::Rule& rule, const HeldRule& held, values::Nanoseconds now,
                                  const Change* change) {
  Effect effect = rule.effect, on_missing = rule.on_missing;
  std::int64_t priority = rule.priority;
  auto from = rule.active_from, until = rule.active_until;
  if (change != nullptr && change->owner == held.rule) {
    if (change->kind == Change::Kind::effect) effect = change->effect;
    if (change->kind == Change::Kind::on_missing) on_missing = change->effect;
    if (change->kind == Change::Kind::priority) priority = change->number;
    if (change->kind == Change::Kind::active_from) from = change->instant;
    if (change->kind == Change::Kind::active_until) until = change->instant;
  }
  if ((from && now < *from) || (until && now >= *until)) return std::nullopt;
  const Effect given = held.unknown ? on_missing : effect;
  if (given == Effect::skip) return std::nullopt;
  return Trigger{given, priority, held.rule, !held.unknown};
}

bool waives(const CheckedRuleSet& rules, std::uint32_t segment, std::uint32_t code, const Change* change) {
  if (segment >= rules.segments.size()) return false;
  const std::vector<std::uint32_t>& codes = rules.segments[segment].waives;
  const bool less = change != nullptr && change->kind == Change::Kind::waiver && change->owner == segment;
  for (std::uint32_t i = 0; i < codes.size(); ++i) {
    if (codes[i] == code && !(less && i == change->index)) return true;
  }
  return false;
}

/// The reasons so far, each code once.
class Codes {
 public:
  explicit Codes(decide::Reasons& reasons) : reasons_(&reasons) {}

  void add(const Trigger& trigger, std::uint32_t code) {
    if (!seen_.insert(code).second) return;
    decide::ReasonData& reason = reasons_->add();
    reason.code = code;
    reason.effect = trigger.effect;
    reason.codes_only = true;
  }

 private:
  decide::Reasons* reasons_;
  std::unordered_set<std::uint32_t> seen_;
};

}  // namespace

decide::DecisionData decide_held(const CheckedRuleSet& rules, const Outcome& outcome, values::Nanoseconds now,
                                 const Change* change) {
  std::vector<Trigger> triggers;
  for (const HeldRule& held : outcome.rules) {
    if (const auto trigger = trigger_of(rules.rules[held.rule], held, now, change))
      triggers.push_back(*trigger);
  }
  std::ranges::sort(triggers, [](const Trigger& left, const Trigger& right) {
    if (left.effect != right.effect) return left.effect > right.effect;
    if (left.priority != right.priority) return left.priority > right.priority;
    return left.rule < right.rule;
  });
  decide::DecisionData decision;
  if (outcome.segment < rules.segments.size()) decision.segment = outcome.segment;
  Codes reasons(decision.reasons), set_aside(decision.waived);
  for (const Trigger& trigger : triggers) {
    const check::Rule& rule = rules.rules[trigger.rule];
    const bool waived = waives(rules, outcome.segment, rule.code, change);
    (waived ? set_aside : reasons).add(trigger, rule.code);
    if (waived) continue;
    decision.verdict = std::max(decision.verdict, decide::verdict_of(trigger.effect));
    decision.review = decision.review || (rule.review && trigger.hit);
  }
  if (decision.verdict != Verdict::visible) decision.alternatives = outcome.alternatives;
  return decision;
}

}  // namespace eligo::authoring
