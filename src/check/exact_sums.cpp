#include "check/exact_sums.hpp"

#include <cstddef>
#include <span>
#include <vector>

namespace eligo::check {

namespace {

bool comes_from_sums(const Nodes& nodes, NodeId id) {
  if (!is_time(nodes.type(id))) return false;
  const Node& node = nodes[id];
  if (node.kind == NodeKind::call)
    return node.function == Function::add || node.function == Function::subtract;
  return node.kind == NodeKind::definition || node.kind == NodeKind::conditional;
}

/// The operands whose value becomes part of that of the node begin there.
std::size_t first_part(const Node& node) { return node.kind == NodeKind::conditional ? 1 : 0; }

}  // namespace

void mark_exact(Nodes& nodes, NodeId part) {
  std::vector<NodeId> waiting{part};
  while (!waiting.empty()) {
    const NodeId id = waiting.back();
    waiting.pop_back();
    if (!comes_from_sums(nodes, id)) continue;
    nodes[id].exact = true;
    for (const NodeId operand : nodes.operands(id).subspan(first_part(nodes[id]))) waiting.push_back(operand);
  }
}

// The depth of the recursion is bounded by that of an expression.
NodeId add_exact_copy(Nodes& nodes, NodeId root) {
  if (!comes_from_sums(nodes, root)) return root;
  Node copy = nodes[root];
  copy.exact = true;
  const std::span<const NodeId> written = nodes.operands(root);
  std::vector<NodeId> operands(written.begin(), written.end());
  for (std::size_t i = first_part(copy); i < operands.size(); ++i)
    operands[i] = add_exact_copy(nodes, operands[i]);
  return nodes.add(copy, operands);
}

}  // namespace eligo::check
