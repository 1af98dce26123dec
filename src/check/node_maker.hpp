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

/// Makes checked nodes out of nodes as written: address and text come with them.
class NodeMaker {
 public:
  NodeMaker(const expression::Tree& tree, const diagnostics::LocatedText& text, std::vector<Node>& nodes)
      : tree_(tree), text_(text), nodes_(nodes) {}

  [[nodiscard]] Node make(expression::NodeId written, NodeKind kind, values::Type type) const {
    Node node;
    node.kind = kind;
    node.type = std::move(type);
    const diagnostics::Span span = tree_[written].span;
    node.address = {text_.place.pointer, span, text_.at(span)};
    node.text = expression::print(tree_, written);
    return node;
  }

  [[nodiscard]] diagnostics::Place place(diagnostics::Span span) const { return text_.at(span); }

  Part add(Node node) {
    Part part{static_cast<NodeId>(nodes_.size()), node.type};
    nodes_.push_back(std::move(node));
    return part;
  }

  /// A node over checked operands.
  Part add(expression::NodeId written, NodeKind kind, values::Type type, std::span<const Part> operands) {
    Node node = make(written, kind, std::move(type));
    for (const Part& operand : operands) node.operands.push_back(operand.id);
    return add(std::move(node));
  }
  Part add_call(expression::NodeId written, Function function, values::Type type,
                std::span<const Part> operands) {
    Part part = add(written, NodeKind::call, std::move(type), operands);
    nodes_[part.id].function = function;
    return part;
  }

  /// See check::mark_exact().
  void mark_exact(NodeId part) { check::mark_exact(nodes_, part); }

  [[nodiscard]] Node& operator[](NodeId id) { return nodes_[id]; }
  [[nodiscard]] std::size_t size() const { return nodes_.size(); }
  /// Takes back every node from `size` on.
  void truncate(std::size_t size) {
    nodes_.erase(nodes_.begin() + static_cast<std::ptrdiff_t>(size), nodes_.end());
  }

 private:
  const expression::Tree& tree_;
  const diagnostics::LocatedText& text_;
  std::vector<Node>& nodes_;
};

}  // namespace eligo::check
