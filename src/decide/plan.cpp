#include "decide/plan.hpp"

#include <algorithm>

#include "decide/bounds.hpp"
#include "decide/cursor.hpp"
#include "decide/solved_times.hpp"

namespace eligo::decide {

namespace {

using check::NodeId;

// One a node: whether it hangs on an element of a comprehension that it stands in.
std::vector<bool> hang_on_elements(const check::CheckedRuleSet& rules) {
  std::vector<bool> hang;
  std::vector<NodeId> outermost;  // of the comprehensions whose elements are named below each node
  for (NodeId id = 0; id < rules.nodes.size(); ++id) {
    const auto& node = rules.nodes[id];
    const bool names = node.kind == check::NodeKind::element || node.kind == check::NodeKind::position;
    NodeId named = names ? node.comprehension() : 0;
    for (const auto operand : rules.nodes.operands(node)) named = std::max(named, outermost[operand]);
    outermost.push_back(named);
    hang.push_back(named > id);  // a comprehension stands after its parts
  }
  return hang;
}

// One a rule.
std::vector<bool> fails_closed(const check::CheckedRuleSet& rules) {
  std::vector<bool> fails;
  for (const auto& rule : rules.rules) fails.push_back(rule.on_missing != check::Effect::skip);
  return fails;
}

}  // namespace

RuleOrder::RuleOrder(const check::CheckedRuleSet& rules, const program::ConditionPlan& conditions)
    : waiver_of_code(rules.codes.size(), never_waived), waivers_of_segment(rules.segments.size() + 1) {
  program::DistinctListsMaker<Placeholder> lists;
  for (std::uint32_t index = 0; index < rules.rules.size(); ++index) {
    const auto& rule = rules.rules[index];
    placeholder_list.push_back(lists.number_of(placeholders_of(rule)));
    ReasonTrigger trigger;
    trigger.rule = index;
    trigger.effect = rule.effect;
    trigger.on_hit = true;
    trigger.on_unknown = rule.on_missing == rule.effect;
    triggers.push_back(trigger);
    if (trigger.on_unknown || rule.on_missing == check::Effect::skip) continue;
    trigger.effect = rule.on_missing;
    trigger.on_hit = false;
    trigger.on_unknown = true;
    triggers.push_back(trigger);
  }
  placeholder_lists = lists.take();
  std::vector<std::uint32_t> of_code(rules.codes.size());  // how many triggers
  for (ReasonTrigger& trigger : triggers) {
    const auto& rule = rules.rules[trigger.rule];
    trigger.windowed = rule.active_from || rule.active_until;
    trigger.review = rule.review;
    trigger.code = rule.code;
    trigger.asked = conditions.asked_list(trigger.rule);
    trigger.placeholders = placeholder_list[trigger.rule];
    ++of_code[rule.code];
  }
  std::vector<std::uint32_t> repeated(rules.codes.size(), ReasonTrigger::once);
  for (std::size_t code = 0; code < of_code.size(); ++code) {
    if (of_code[code] > 1) repeated[code] = repeated_codes++;
  }
  for (ReasonTrigger& trigger : triggers) trigger.repeated = repeated[trigger.code];
  std::ranges::stable_sort(triggers, [&](const ReasonTrigger& left, const ReasonTrigger& right) {
    if (left.effect != right.effect) return left.effect > right.effect;
    return rules.rules[left.rule].priority > rules.rules[right.rule].priority;
  });
  hit_triggers.assign(rules.rules.size(), no_trigger);
  undecided_triggers.assign(rules.rules.size(), no_trigger);
  for (std::uint32_t index = 0; index < triggers.size(); ++index) {
    if (triggers[index].on_hit) hit_triggers[triggers[index].rule] = index;
    if (triggers[index].on_unknown) undecided_triggers[triggers[index].rule] = index;
  }
  for (std::uint32_t segment = 0; segment < rules.segments.size(); ++segment) {
    for (const auto code : rules.segments[segment].waives) {
      auto& waiver = waiver_of_code[code];
      if (waiver == never_waived) {
        waiver = static_cast<std::uint32_t>(waivers.size());
        waivers.emplace_back();
      }
      waivers[waiver].push_back(segment);
      waivers_of_segment[segment].push_back(waiver);
    }
  }
  for (ReasonTrigger& trigger : triggers) trigger.waiver = waiver_of_code[trigger.code];
  for (std::uint32_t fact = 0; fact < rules.facts.size(); ++fact) {
    if (rules.facts[fact].used) used_facts.push_back(fact);
  }
}

bool RuleOrder::is_waived(std::uint32_t segment, std::uint32_t waiver) const {
  if (waiver == never_waived) return false;
  const auto& segments = waivers[waiver];
  return std::ranges::find(segments, segment) != segments.end();
}

bool is_active(const check::Rule& rule, values::Nanoseconds now) {
  return (!rule.active_from || now >= *rule.active_from) && (!rule.active_until || now < *rule.active_until);
}

Verdict verdict_of(check::Effect effect) {
  switch (effect) {
    case check::Effect::skip: return Verdict::visible;
    case check::Effect::hide: return Verdict::hidden;
    case check::Effect::deny: return Verdict::denied;
  }
  return Verdict::denied;
}

TimeDependence::TimeDependence(const check::CheckedRuleSet& rules) {
  for (std::uint32_t index = 0; index < rules.rules.size(); ++index) {
    const auto& rule = rules.rules[index];
    conditions.push_back(rules[rule.when].uses_now);
    if (conditions.back() || rule.active_from || rule.active_until) this->rules.push_back(index);
  }
  for (const auto definition : rules.definition_order) {
    if (rules[rules.definitions[definition].root].uses_now) definitions.push_back(definition);
  }
  const auto any_condition = [&](const auto& owners) {
    return std::ranges::any_of(owners, [&](const auto& owner) { return rules[owner.when].uses_now; });
  };
  segments = any_condition(rules.segments);
  alternatives = any_condition(rules.alternatives);
  any = segments || alternatives || !this->rules.empty() || !definitions.empty();

  const auto hang = hang_on_elements(rules);
  slots.assign(rules.nodes.size(), no_slot);
  const auto remember = [&](NodeId id) {
    if (rules[id].uses_now && !hang[id] && slots[id] == no_slot) slots[id] = slot_count++;
  };
  for (NodeId id = 0; id < rules.nodes.size(); ++id) {
    if (rules.nodes.type(id).kind == values::Kind::boolean) remember(id);
  }
  std::vector<std::uint32_t> behind;  // one a node: how many definitions stand one behind the other below it
  for (NodeId id = 0; id < rules.nodes.size(); ++id) {
    const auto& node = rules.nodes[id];
    std::uint32_t most = 0;
    for (const auto operand : rules.nodes.operands(node)) most = std::max(most, behind[operand]);
    // What a definition needs stands before it.
    if (node.kind == check::NodeKind::definition && rules.definitions[node.definition()].root < id)
      most = 1 + behind[rules.definitions[node.definition()].root];
    behind.push_back(most);
  }
  for (const auto& definition : rules.definitions) {
    depths.push_back(behind[definition.root]);
    if (is_number(rules.nodes.type(definition.root))) remember(definition.root);
  }
}

Plan::Plan(std::shared_ptr<const check::CheckedRuleSet> checked,
           std::shared_ptr<const program::Program> compiled, std::size_t least_indexed)
    : rules(std::move(checked)),
      program(std::move(compiled)),
      conditions(*program, fails_closed(*rules), least_indexed),
      order(*rules, conditions),
      element_nodes(decide::element_nodes(*rules)),
      time(*rules),
      solved(std::make_shared<const SolvedTimes>(*rules, *program, order, time, element_nodes)),
      presence_facts(decide::presence_facts(*rules)),
      may_stay_unknown(decide::may_stay_unknown(*rules)) {
  for (std::uint32_t trigger = 0; trigger < order.triggers.size(); ++trigger) {
    if (!conditions.is_indexed(order.triggers[trigger].rule)) column_triggers.push_back(trigger);
  }
}

}  // namespace eligo::decide
