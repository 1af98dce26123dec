#include "decide/time_dependence.hpp"

#include <algorithm>

namespace eligo::decide {

namespace {

using Slope = TimeDependence::Slope;

// Steeper lines are treated as irregular, so that products with any stretch of time fit in 128 bits.
constexpr std::int64_t steepest = std::int64_t{1} << 40;

Slope bounded(std::int64_t slope) {
  return slope > steepest || slope < -steepest ? std::nullopt : Slope(slope);
}

Slope combine(Slope left, Slope right, std::int64_t sign) {
  return left && right ? bounded(*left + sign * *right) : std::nullopt;
}

// The common slope of alternatives, of which any may come out.
Slope common(const std::vector<Slope>& slopes, const std::vector<check::NodeId>& operands, std::size_t from) {
  Slope slope = 0;
  for (std::size_t index = from; index < operands.size(); ++index) {
    if (index > from && slopes[operands[index]] != slope) return std::nullopt;
    slope = slopes[operands[index]];
  }
  return slope;
}

Slope call_slope(const check::Node& node, const std::vector<Slope>& slopes) {
  const auto operand = [&](std::size_t index) { return slopes[node.operands[index]]; };
  switch (node.function) {
    case check::Function::negate: return combine(0, operand(0), -1);
    case check::Function::add:
      return node.type.kind == values::Kind::list ? common(slopes, node.operands, 0)
                                                  : combine(operand(0), operand(1), 1);
    case check::Function::subtract: return combine(operand(0), operand(1), -1);
    case check::Function::index: return operand(0);
    case check::Function::to_timestamp:
    case check::Function::to_duration: return operand(0);  // of a time itself; 0 for texts and numbers
    default: return 0;
  }
}

Slope slope_of(const check::CheckedRuleSet& rules, const check::Node& node, const std::vector<Slope>& slopes) {
  if (!holds_times(node.type)) return 0;
  switch (node.kind) {
    case check::NodeKind::now: return 1;
    case check::NodeKind::definition: return slopes[rules.definitions[node.index].root];
    case check::NodeKind::element: return slopes[rules[node.index].operands[0]];
    case check::NodeKind::call: return call_slope(node, slopes);
    case check::NodeKind::conditional: return common(slopes, node.operands, 1);
    case check::NodeKind::make_list: return common(slopes, node.operands, 0);
    case check::NodeKind::comprehension:
      return slopes[node.macro == check::Macro::map ? node.operands.back() : node.operands[0]];
    default: return 0;
  }
}

bool depends(const check::CheckedRuleSet& rules, const check::Node& node, const std::vector<bool>& nodes) {
  if (node.kind == check::NodeKind::now) return true;
  if (node.kind == check::NodeKind::has) return false;
  if (node.kind == check::NodeKind::definition) return nodes[rules.definitions[node.index].root];
  if (node.kind == check::NodeKind::element || node.kind == check::NodeKind::position) {
    return nodes[rules[node.index].operands[0]];
  }
  return std::any_of(node.operands.begin(), node.operands.end(),
                     [&](check::NodeId operand) { return nodes[operand]; });
}

}  // namespace

bool holds_times(const values::Type& type) {
  switch (type.kind) {
    case values::Kind::timestamp:
    case values::Kind::duration: return true;
    case values::Kind::list: return type.element && holds_times(*type.element);
    default: return false;
  }
}

TimeDependence::TimeDependence(const check::CheckedRuleSet& rules)
    : nodes(rules.nodes.size(), false), slopes(rules.nodes.size(), Slope(0)) {
  // Operands stand before the nodes that use them, but definitions and elements refer across; go over the
  // nodes until nothing changes any more (twice, unless definitions stand in an odd order).
  for (bool changed = true; changed;) {
    changed = false;
    for (check::NodeId id = 0; id < rules.nodes.size(); ++id) {
      const auto& node = rules.nodes[id];
      const bool dependent = depends(rules, node, nodes);
      const Slope slope = slope_of(rules, node, slopes);
      if (dependent == nodes[id] && slope == slopes[id]) continue;
      nodes[id] = dependent;
      slopes[id] = slope;
      changed = true;
    }
  }
  bool windows = false;
  for (const auto& rule : rules.rules) {
    conditions.push_back(nodes[rule.when]);
    windows = windows || rule.active_from || rule.active_until;
  }
  const auto any_condition = [&](const auto& owners) {
    return std::any_of(owners.begin(), owners.end(), [&](const auto& owner) { return nodes[owner.when]; });
  };
  segments = any_condition(rules.segments);
  alternatives = any_condition(rules.alternatives);
  const bool definitions = std::any_of(rules.definitions.begin(), rules.definitions.end(),
                                       [&](const auto& definition) { return nodes[definition.root]; });
  any = windows || segments || alternatives || definitions || any_condition(rules.rules);
}

}  // namespace eligo::decide
