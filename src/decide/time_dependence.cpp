#include "decide/time_dependence.hpp"

#include <algorithm>

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
    NodeId named = names ? node.index : 0;
    for (const auto operand : node.operands) named = std::max(named, outermost[operand]);
    outermost.push_back(named);
    hang.push_back(named > id);  // a comprehension stands after its parts
  }
  return hang;
}

bool is_number(const values::Type& type) {
  return type.kind == values::Kind::integer || type.kind == values::Kind::floating;
}

}  // namespace

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
    return std::any_of(owners.begin(), owners.end(),
                       [&](const auto& owner) { return rules[owner.when].uses_now; });
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
    if (rules[id].type.kind == values::Kind::boolean) remember(id);
  }
  std::vector<std::uint32_t> behind;  // one a node: how many definitions stand one behind the other below it
  for (NodeId id = 0; id < rules.nodes.size(); ++id) {
    const auto& node = rules.nodes[id];
    std::uint32_t most = 0;
    for (const auto operand : node.operands) most = std::max(most, behind[operand]);
    // What a definition needs stands before it.
    if (node.kind == check::NodeKind::definition && rules.definitions[node.index].root < id)
      most = 1 + behind[rules.definitions[node.index].root];
    behind.push_back(most);
  }
  for (const auto& definition : rules.definitions) {
    depths.push_back(behind[definition.root]);
    if (is_number(rules[definition.root].type)) remember(definition.root);
  }
}

}  // namespace eligo::decide
