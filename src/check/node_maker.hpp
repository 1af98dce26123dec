#pragma once

#include <span>
#include <string>
#include <utility>
#include <vector>

#include "check/checked_rule_set.hpp"
#include "check/exact_sums.hpp"
#include "diagnostics/place.hpp"
#include "expression/printer.hpp"
#include "expression/tree.hpp"

namespace eligo::check {

/// A checked part: its node and type. Without a node it is wrong, and that has been reported.
struct Part {
  NodeId id = no_node;
  values::Type type;

  [[nodiscard]] bool ok() const { return id != no_node; }
};

/// Makes checked nodes out of nodes as written: their place and text come with them.
class NodeMaker {
 public:
  NodeMaker(const expression::Tree& tree, const diagnostics::LocatedText& text, Nodes& nodes)
      : tree_(tree), nodes_(nodes) {
    expression::Layout layout = expression::lay_out(tree);
    shown_ = std::move(layout.spans);
    origin_ = nodes.add_origin(text, std::move(layout.text));
  }

  [[nodiscard]] Node make(expression::NodeId written, NodeKind kind, const values::Type& type) const {
    Node node;
    node.kind = kind;
    node.type = nodes_.add_type(type);
    node.origin = origin_;
    node.span = tree_[written].span;
    node.shown = shown_[written];
    return node;
  }

  /// A node over checked operands.
  Part add(const Node& node, std::span<const Part> operands = {}) {
    std::vector<NodeId> ids;
    for (const Part& operand : operands) ids.push_back(operand.id);
    return part(nodes_.add(node, ids));
  }
  Part add(expression::NodeId written, NodeKind kind, const values::Type& type,
           std::span<const Part> operands) {
    return add(make(written, kind, type), operands);
  }
  Part add_call(expression::NodeId written, Function function, const values::Type& type,
                std::span<const Part> operands) {
    Node node = make(written, NodeKind::call, type);
    node.function = function;
    return add(node, operands);
  }
  Part add_constant(expression::NodeId written, const values::Type& type, values::Value value) {
    return part(nodes_.add_constant(make(written, NodeKind::constant, type), std::move(value)));
  }

  /// See check::mark_exact().
  void mark_exact(NodeId part) { check::mark_exact(nodes_, part); }

  [[nodiscard]] Nodes& nodes() { return nodes_; }
  [[nodiscard]] Node& operator[](NodeId id) { return nodes_[id]; }
  [[nodiscard]] diagnostics::Span span(const Part& part) const { return nodes_[part.id].span; }
  [[nodiscard]] std::string text(const Part& part) const { return std::string(nodes_.text(part.id)); }

 private:
  [[nodiscard]] Part part(NodeId id) const { return {id, nodes_.type(id)}; }

  const expression::Tree& tree_;
  Nodes& nodes_;
  std::vector<diagnostics::Span> shown_;  // by node as written: where it stands in the canonical layout
  std::uint32_t origin_ = 0;
};

}  // namespace eligo::check
