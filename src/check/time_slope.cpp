#include "check/time_slope.hpp"

#include <cstdint>
#include <span>
#include <string>
#include <utility>

namespace eligo::check {

namespace {

using diagnostics::Code;
using values::Kind;
using values::Type;

// Far from where sums of slopes could overflow, and from anything that makes sense.
constexpr std::int32_t steepest = 1'000'000;

bool moves_in_time(const Type& type) {
  const Type* at = &type;
  while (at->kind == Kind::list) at = at->element.get();
  return at->kind == Kind::timestamp || at->kind == Kind::duration;
}

class SlopeFinder {
 public:
  SlopeFinder(Nodes& nodes, const Scope& scope, expression::Reporter& reporter)
      : nodes_(nodes), scope_(scope), reporter_(reporter) {}

  bool run(std::size_t first) {
    for (std::size_t i = first; i < nodes_.size(); ++i) visit(nodes_[static_cast<NodeId>(i)]);
    return good_;
  }

 private:
  void visit(Node& node) {
    const std::span<const NodeId> operands = nodes_.operands(node);
    for (const NodeId operand : operands) node.uses_now = node.uses_now || nodes_[operand].uses_now;
    switch (node.kind) {
      case NodeKind::now:
        node.uses_now = true;
        node.slope = 1;
        break;
      case NodeKind::definition: visit_definition(node); break;
      case NodeKind::element:
        // The list stands before its elements' uses, the macro's own node after them.
        copy_slope(node, nodes_.operands(node.comprehension())[0]);
        break;
      case NodeKind::position:
        node.uses_now = nodes_[nodes_.operands(node.comprehension())[0]].uses_now;
        break;
      case NodeKind::conditional:
        if (moves_in_time(nodes_.type(node))) agree(node, 1, "the branches of `?:`");
        break;
      case NodeKind::make_list:
        if (moves_in_time(nodes_.type(node))) agree(node, 0, "the elements of this list");
        break;
      case NodeKind::comprehension:
        node.slope = nodes_[node.macro == Macro::map ? operands.back() : operands[0]].slope;
        break;
      case NodeKind::call:
        if (moves_in_time(nodes_.type(node))) visit_call(node);
        break;
      case NodeKind::constant:
      case NodeKind::fact:
      case NodeKind::parameter:
      case NodeKind::field:
      case NodeKind::has:
      case NodeKind::list_member:
      case NodeKind::logical_not:
      case NodeKind::logical_and:
      case NodeKind::logical_or: break;
    }
    if (!moves_in_time(nodes_.type(node))) node.slope = 0;
    if (node.slope > steepest || node.slope < -steepest) {
      refuse(node, "this moves too fast with `now`", "compare durations before adding them up");
      node.slope = 0;
    }
  }

  void visit_definition(Node& node) {
    const auto found =
        scope_.definitions.find(std::string(nodes_.text(node)));  // a definition is written as its name
    if (found != scope_.definitions.end() && found->second.root != no_node)
      copy_slope(node, found->second.root);
  }

  void visit_call(Node& node) {
    const std::span<const NodeId> operands = nodes_.operands(node);
    const auto slope = [&](std::size_t operand) { return nodes_[operands[operand]].slope; };
    switch (node.function) {
      case Function::add:
        if (nodes_.type(node).kind == Kind::list) {
          agree(node, 0, "the two lists");
        } else {
          node.slope = slope(0) + slope(1);
        }
        return;
      case Function::subtract: node.slope = slope(0) - slope(1); return;
      case Function::index: node.slope = slope(0); return;
      case Function::to_timestamp:
      case Function::to_duration:
        node.slope = slope(0);
        if (node.uses_now && nodes_.type(operands[0]).kind != nodes_.type(node).kind) {
          refuse(node,
                 "a " + values::type_name(nodes_.type(node)) +
                     " cannot be computed from a number or text that depends on `now`",
                 "add durations to `now`, or subtract them");
        }
        return;
      default:
        if (node.uses_now) {
          refuse(node,
                 "how this " + values::type_name(nodes_.type(node)) + " changes as `now` does is not known",
                 "add durations to `now`, or subtract them");
        }
        return;
    }
  }

  void copy_slope(Node& node, NodeId from) {
    node.uses_now = nodes_[from].uses_now;
    node.slope = nodes_[from].slope;
  }

  // An empty list moves as anything does.
  [[nodiscard]] bool is_empty_list(NodeId id) const {
    const Type* type = &nodes_.type(id);
    while (type->kind == Kind::list) type = type->element.get();
    return type->kind == Kind::any;
  }

  void agree(Node& node, std::size_t first, const std::string& parts) {
    bool seen = false;
    for (const NodeId operand : nodes_.operands(node).subspan(first)) {
      if (is_empty_list(operand)) continue;
      const std::int32_t slope = nodes_[operand].slope;
      if (seen && slope != node.slope) {
        refuse(node, parts + " differ in how they move with `now`", "compare each of them on its own");
        return;
      }
      node.slope = slope;
      seen = true;
    }
  }

  void refuse(const Node& node, std::string message, std::string hint) {
    reporter_.error(Code::time_varies_by_branch, node.span, std::move(message), std::move(hint));
    good_ = false;
  }

  Nodes& nodes_;
  const Scope& scope_;
  expression::Reporter& reporter_;
  bool good_ = true;
};

}  // namespace

bool find_time_slopes(Nodes& nodes, std::size_t first, const Scope& scope, expression::Reporter& reporter) {
  return SlopeFinder(nodes, scope, reporter).run(first);
}

}  // namespace eligo::check
