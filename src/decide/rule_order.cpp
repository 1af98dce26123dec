#include "decide/rule_order.hpp"

#include <algorithm>

namespace eligo::decide {

namespace {

constexpr std::uint64_t no_rows = 0;
constexpr std::uint64_t all_rows = ~no_rows;

}  // namespace

RuleOrder::RuleOrder(const check::CheckedRuleSet& rules, const program::Program& program)
    : waiver_of_code(rules.codes.size(), never_waived), waivers_of_segment(rules.segments.size() + 1) {
  for (std::uint32_t index = 0; index < rules.rules.size(); ++index) {
    const auto& rule = rules.rules[index];
    figures.push_back(figures_of(rule));
    const auto condition = program.rule_condition(index);
    const bool same = rule.on_missing == rule.effect;
    grounds.push_back({index, condition, all_rows, same ? all_rows : no_rows, rule.effect});
    if (!same && rule.on_missing != check::Effect::skip) {
      grounds.push_back({index, condition, no_rows, all_rows, rule.on_missing});
    }
  }
  for (Ground& ground : grounds) {
    const auto& rule = rules.rules[ground.rule];
    ground.windowed = rule.active_from || rule.active_until;
    ground.review = rule.review;
  }
  std::stable_sort(grounds.begin(), grounds.end(), [&](const Ground& left, const Ground& right) {
    if (left.effect != right.effect) return left.effect > right.effect;
    return rules.rules[left.rule].priority > rules.rules[right.rule].priority;
  });
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
  for (Ground& ground : grounds) ground.waiver = waiver_of_code[rules.rules[ground.rule].code];
  for (std::uint32_t fact = 0; fact < rules.facts.size(); ++fact) {
    if (rules.facts[fact].used) used_facts.push_back(fact);
  }
}

bool RuleOrder::waives(std::uint32_t segment, std::uint32_t code) const {
  const auto waiver = waiver_of_code[code];
  if (waiver == never_waived) return false;
  const auto& segments = waivers[waiver];
  return std::find(segments.begin(), segments.end(), segment) != segments.end();
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

}  // namespace eligo::decide
