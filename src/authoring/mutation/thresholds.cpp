#include "authoring/mutation/thresholds.hpp"

#include <span>
#include <string>

namespace eligo::authoring {

using check::CheckedRuleSet;
using check::Function;
using check::Node;
using check::NodeId;
using check::NodeKind;
using values::Value;

namespace {

/// Whether what a call gives is made of its operands so that one of them can be a threshold.
bool passes_on(Function function) {
  switch (function) {
    case Function::add:
    case Function::subtract:
    case Function::negate:
    case Function::multiply:
    case Function::divide:
    case Function::modulo:
    case Function::to_int:
    case Function::to_double:
    case Function::to_timestamp:
    case Function::to_duration:
    case Function::greatest:
    case Function::least:
    case Function::absolute: return true;
    default: return false;
  }
}

bool has_steps(const values::Type& type) { return is_number(type) || is_time(type); }

/// What a literal of `duration()` or `timestamp()` means.
std::optional<Value> time_in(const std::string& literal) {
  if (const auto length = values::parse_duration(literal)) return Value{values::Interval{*length}};
  if (const auto moment = values::parse_timestamp(literal)) return Value{values::Timestamp{*moment}};
  return std::nullopt;
}

std::optional<Value> as_literal(const std::optional<Value>& time) {
  if (!time) return std::nullopt;
  if (const auto* const length = std::get_if<values::Interval>(&time->content))
    return Value{values::format_duration(length->nanoseconds)};
  return Value{values::format_timestamp(std::get<values::Timestamp>(time->content).nanoseconds)};
}

}  // namespace

Thresholds::Thresholds(const CheckedRuleSet& rules)
    : rules_(&rules), params_(rules.params.size()), seen_in_(rules.nodes.size(), check::no_node) {
  for (NodeId id = 0; id < rules.nodes.size(); ++id) {
    const Node& node = rules[id];
    if (node.kind != NodeKind::call || !check::is_comparison(node.function)) continue;
    for (const NodeId operand : rules.nodes.operands(node)) {
      if (has_steps(rules.nodes.type(operand))) collect(operand, id);
    }
  }
}

void Thresholds::collect(NodeId part, NodeId comparison) {
  std::vector<NodeId> waiting{part};
  while (!waiting.empty()) {
    const NodeId id = waiting.back();
    waiting.pop_back();
    if (seen_in_[id] == comparison) continue;
    seen_in_[id] = comparison;
    const Node& node = (*rules_)[id];
    if (node.kind == NodeKind::constant) constants_.emplace(id, comparison);
    if (node.kind == NodeKind::parameter) {
      std::vector<NodeId>& comparisons = params_[node.parameter()];
      if (comparisons.empty() || comparisons.back() != comparison) comparisons.push_back(comparison);
    }
    const std::span<const NodeId> children = rules_->children(node);
    if (node.kind == NodeKind::conditional) {
      waiting.insert(waiting.end(), children.begin() + 1, children.end());
    } else if (node.kind == NodeKind::definition ||
               (node.kind == NodeKind::call && passes_on(node.function))) {
      waiting.insert(waiting.end(), children.begin(), children.end());
    }
  }
}

std::optional<NodeId> Thresholds::comparison_of_constant(NodeId constant) const {
  const auto found = constants_.find(constant);
  return found == constants_.end() ? std::nullopt : std::optional(found->second);
}

Neighbours neighbours(const CheckedRuleSet& rules, const Value& value, Decimals decimals, NodeId comparison) {
  std::optional<Slot> compared;
  for (const NodeId operand : rules.nodes.operands(comparison)) {
    if (!compared) compared = slot_of(rules, operand);
  }
  const auto* const literal = std::get_if<std::string>(&value.content);
  const std::optional<Value> threshold = literal == nullptr ? std::optional(value) : time_in(*literal);
  if (!threshold) return {};
  const std::optional<Value> step = step_of(rules, compared, *threshold, decimals);
  if (!step) return {};
  Neighbours near{moved(*threshold, *step, -1), moved(*threshold, *step, 1)};
  if (literal != nullptr) near = {as_literal(near.below), as_literal(near.above)};
  return near;
}

}  // namespace eligo::authoring
