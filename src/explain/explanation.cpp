#include "explain/explanation.hpp"

#include <algorithm>
#include <memory_resource>
#include <utility>

#include "decide/decider.hpp"
#include "engine/runner.hpp"
#include "explain/definitions.hpp"

namespace eligo::explain {

namespace {

bool gives_reason(const decide::Reasons& reasons, std::uint32_t rule) {
  return std::ranges::any_of(reasons, [rule](const decide::ReasonData& reason) {
    return std::ranges::find(reason.rules, rule) != reason.rules.end();
  });
}

RuleState state_of(const check::Rule& rule, std::uint32_t index, const values::Value& condition,
                   const decide::DecisionData& decision, values::Nanoseconds now) {
  const bool early = rule.active_from && now < *rule.active_from;
  const bool late = rule.active_until && now >= *rule.active_until;
  if (early || late) return RuleState::inactive;
  if (gives_reason(decision.waived, index)) return RuleState::waived;
  if (!condition.known()) return RuleState::undecided;
  const auto* truth = std::get_if<bool>(&condition.content);
  return truth != nullptr && *truth ? RuleState::hit : RuleState::not_hit;
}

bool is_in(const Scope& scope, std::uint32_t rule, RuleState state) {
  const bool named = scope.rules.empty() || std::ranges::find(scope.rules, rule) != scope.rules.end();
  return named && (!scope.hits || (state != RuleState::not_hit && state != RuleState::inactive));
}

}  // namespace

std::string_view to_string(RuleState state) noexcept {
  switch (state) {
    case RuleState::hit: return "hit";
    case RuleState::not_hit: return "not_hit";
    case RuleState::undecided: return "undecided";
    case RuleState::inactive: return "inactive";
    case RuleState::waived: return "waived";
  }
  return "undecided";
}

std::string_view to_string(Deciding deciding) noexcept {
  switch (deciding) {
    case Deciding::none: return "";
    case Deciding::are_false: return "false";
    case Deciding::are_true: return "true";
    case Deciding::are_kept: return "kept";
    case Deciding::are_unknown: return "unknown";
  }
  return "";
}

Explanation explain(const decide::Decider& decider, const decide::Facts& facts, values::Nanoseconds now,
                    const Scope& scope) {
  const check::CheckedRuleSet& rules = decider.rules();
  std::pmr::monotonic_buffer_resource memory;
  std::vector<decide::DecisionData> decisions(facts.rows);
  decider.decide(facts, now, Detail::full, memory, decisions);
  Explanation explanation;
  explanation.decision = std::move(decisions.front());
  const decide::DecisionData& decision = explanation.decision;

  engine::RunOptions options;
  options.part = engine::Part::every;
  const engine::Results results =
      engine::run(decider.program(), facts.views, facts.rows, now, options, memory);
  const decide::RowSource source(rules, results, 0);
  Definitions definitions(source, decision.segment ? &rules.segments[*decision.segment] : nullptr);
  for (std::uint32_t index = 0; index < rules.rules.size(); ++index) {
    const check::NodeId root = rules.rules[index].when;
    const RuleState state = state_of(rules.rules[index], index, definitions.value(root), decision, now);
    if (!is_in(scope, index, state)) {
      ++explanation.rules_left_out;
      continue;
    }
    explanation.rules.push_back(
        {index, state, definitions.part(root, program::Context::segment, scope.depth)});
  }
  for (std::uint32_t index = 0; scope.rules.empty() && index < rules.segments.size(); ++index) {
    if (scope.hits && decision.segment != index) continue;
    explanation.segments.push_back(
        {index, definitions.part(rules.segments[index].when, program::Context::base, scope.depth)});
  }
  for (std::uint32_t index = 0; scope.rules.empty() && index < rules.alternatives.size(); ++index) {
    const auto& offered = decision.alternatives;
    if (scope.hits && std::ranges::find(offered, index) == offered.end()) continue;
    explanation.alternatives.push_back(
        {index, definitions.part(rules.alternatives[index].when, program::Context::segment, scope.depth)});
  }
  definitions.place(explanation);
  return explanation;
}

}  // namespace eligo::explain
