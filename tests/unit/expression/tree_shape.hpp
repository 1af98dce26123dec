#pragma once

#include <string>

#include "expression/printer.hpp"
#include "expression/tree.hpp"

namespace eligo::expression {

/// The tree with its structure spelled out, `(+ a (* b c))`: two trees are the same if their shapes are.
/// Written apart from the printer, which decides about parentheses. For the shallow trees of tests.
inline std::string shape_of(const Tree& tree, NodeId id) {
  const Node& node = tree[id];
  std::string head = node.name;
  switch (node.kind) {
    case NodeKind::literal: return print(tree, id);
    case NodeKind::identifier: return node.name;
    case NodeKind::select: return "(. " + shape_of(tree, node.operands[0]) + " " + node.name + ")";
    case NodeKind::has:
      return "(has " + (node.operands.empty() ? "" : shape_of(tree, node.operands[0]) + " ") + node.name +
             ")";
    case NodeKind::index: head = "[]"; break;
    case NodeKind::list: head = "list"; break;
    case NodeKind::call: head += "()"; break;
    case NodeKind::member_call: head = "." + head; break;
    case NodeKind::conditional: head = "?:"; break;
    default: break;
  }
  std::string out = "(" + head;
  for (std::size_t i = 0; i < node.operands.size(); ++i) {
    out += " " + shape_of(tree, node.operands[i]);
    if (i != 0 || node.kind != NodeKind::comprehension) continue;
    out += " [";
    for (std::size_t v = 0; v < node.variables.size(); ++v) out += (v == 0 ? "" : " ") + node.variables[v];
    out += "]";
  }
  return out + ")";
}

inline std::string shape_of(const Tree& tree) { return shape_of(tree, tree.root); }

}  // namespace eligo::expression
