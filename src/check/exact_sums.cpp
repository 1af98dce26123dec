#include "check/exact_sums.hpp"

#include <span>

namespace eligo::check {

namespace {

bool is_time(const values::Type& type) {
  return type.kind == values::Kind::timestamp || type.kind == values::Kind::duration;
}

bool comes_from_sums(const Node& node) {
  if (!is_time(node.type)) return false;
  switch (node.kind) {
    case NodeKind::definition:
    case NodeKind::conditional: return true;
    case NodeKind::call: return node.function == Function::add || node.function == Function::subtract;
    default: return false;
  }
}

/// The operands whose value becomes part of that of the node.
std::span<NodeId> parts_of(Node& node) {
  return std::span(node.operands).subspan(node.kind == NodeKind::conditional ? 1 : 0);
}

}  // namespace

void mark_exact(std::vector<Node>& nodes, NodeId part) {
  std::vector<NodeId> waiting{part};
  while (!waiting.empty()) {
    Node& node = nodes[waiting.back()];
    waiting.pop_back();
    if (!comes_from_sums(node)) continue;
    node.exact = true;
    for (const NodeId operand : parts_of(node)) waiting.push_back(operand);
  }
}

// The depth of the recursion is bounded by that of an expression.
NodeId add_exact_copy(std::vector<Node>& nodes, NodeId root) {
  if (!comes_from_sums(nodes[root])) return root;
  Node copy = nodes[root];
  copy.exact = true;
  for (NodeId& operand : parts_of(copy)) operand = add_exact_copy(nodes, operand);
  nodes.push_back(std::move(copy));
  return static_cast<NodeId>(nodes.size() - 1);
}

}  // namespace eligo::check
