#include "decide/reasons.hpp"

#include <algorithm>

namespace eligo::decide {

namespace {

values::Value figure_value(const RowSource& source, const Figure& figure, std::uint32_t segment) {
  switch (figure.kind) {
    case check::Template::Piece::Kind::fact: return values::value_at(source.views[figure.index], source.row);
    case check::Template::Piece::Kind::parameter: return param_value(*source.rules, segment, figure.index);
    case check::Template::Piece::Kind::definition: {
      const auto value = source.program->definition_value(figure.index);
      if (value == program::no_value || !source.results->has(value)) return {};
      return values::value_at((*source.results)[value], source.row);
    }
    case check::Template::Piece::Kind::text: break;
  }
  return {};
}

}  // namespace

const values::Value& param_value(const check::CheckedRuleSet& rules, std::uint32_t segment,
                                 std::uint32_t param) {
  if (segment < rules.segments.size()) {
    for (const auto& override : rules.segments[segment].params) {
      if (override.param == param) return override.value;
    }
  }
  return rules.params[param].value;
}

void add_reason(const RowSource& source, const std::vector<check::NodeId>& element_nodes,
                const RuleOrder& order, const Ground& ground, bool undecided, std::uint32_t segment,
                std::vector<ReasonData>& reasons) {
  const auto& rule = source.rules->rules[ground.rule];
  auto reason = std::find_if(reasons.begin(), reasons.end(),
                             [&](const ReasonData& present) { return present.code == rule.code; });
  if (reason == reasons.end()) {
    reason = reasons.emplace(reasons.end());
    reason->code = rule.code;
    reason->effect = ground.effect;
    reason->undecided = undecided;
    for (const auto& figure : order.figures[ground.rule]) {
      reason->figures.push_back(figure_value(source, figure, segment));
    }
  }
  reason->rules.push_back(ground.rule);
  Evidence evidence(source, element_nodes, program::Context::segment);
  if (undecided) {
    evidence.add_gaps(rule.when, reason->missing, reason->errors);
  } else {
    evidence.add_facts(rule.when, reason->facts);
  }
}

}  // namespace eligo::decide
