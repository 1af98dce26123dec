#include "check/condition_checker.hpp"

#include <algorithm>
#include <utility>
#include <vector>

#include "check/name_use.hpp"
#include "check/type_rules.hpp"
#include "expression/parser.hpp"
#include "values/type.hpp"

namespace eligo::check {

namespace {

using diagnostics::Code;
using document::Condition;

NodeId add_group(Linking& linking, const Condition& condition, NodeKind kind, std::string text,
                 std::vector<NodeId> operands) {
  Node node;
  node.kind = kind;
  node.type.kind = values::Kind::boolean;
  node.operands = std::move(operands);
  node.uses_now = std::any_of(node.operands.begin(), node.operands.end(),
                              [&](NodeId operand) { return linking.rules.nodes[operand].uses_now; });
  node.address = {condition.place.pointer, {}, condition.place};
  node.text = std::move(text);
  linking.rules.nodes.push_back(std::move(node));
  return static_cast<NodeId>(linking.rules.nodes.size() - 1);
}

std::optional<NodeId> check_leaf(Linking& linking, const Condition& condition) {
  const auto root = check_text(linking, condition.expression);
  if (!root) return std::nullopt;
  Node& node = linking.rules.nodes[*root];
  if (node.type.kind != values::Kind::boolean) {
    linking.mistakes.error(Code::not_boolean, node.address.place,
                           "a condition must be bool, but this is " + values::type_name(node.type),
                           bool_hint(node));
    return std::nullopt;
  }
  node.note = condition.note;
  return root;
}

}  // namespace

std::optional<NodeId> check_tree(Linking& linking, const diagnostics::LocatedText& text,
                                 const expression::Tree& tree) {
  if (any_within(free_names(tree), linking.broken)) return std::nullopt;
  std::vector<Diagnostic> noted;
  const auto root =
      check_expression(tree, text, linking.scope, linking.mistakes.context(), linking.rules.nodes, noted);
  linking.mistakes.add(std::move(noted));
  return root;
}

std::optional<NodeId> check_text(Linking& linking, const diagnostics::LocatedText& text) {
  const auto tree = parse_with_subject(linking, text);
  return tree ? check_tree(linking, text, *tree) : std::nullopt;
}

std::optional<expression::Tree> parse_with_subject(Linking& linking, const diagnostics::LocatedText& text) {
  std::vector<Diagnostic> noted;
  auto tree = expression::parse(text, noted);
  linking.mistakes.add(std::move(noted));
  return tree;
}

// The depth of the recursion is bounded by that of the JSON text.
std::optional<NodeId> check_condition(Linking& linking, const Condition& condition) {
  if (condition.kind == Condition::Kind::expression) return check_leaf(linking, condition);
  std::vector<NodeId> parts;
  for (const Condition& part : condition.parts) {
    if (linking.mistakes.enough_errors()) return std::nullopt;
    if (const auto node = check_condition(linking, part)) parts.push_back(*node);
  }
  if (parts.size() != condition.parts.size()) return std::nullopt;
  NodeId root = no_node;
  if (condition.kind == Condition::Kind::all) {
    root = add_group(linking, condition, NodeKind::logical_and, "all", std::move(parts));
  } else if (condition.kind == Condition::Kind::any) {
    root = add_group(linking, condition, NodeKind::logical_or, "any", std::move(parts));
  } else {
    const NodeId any = add_group(linking, condition, NodeKind::logical_or, {}, std::move(parts));
    root = add_group(linking, condition, NodeKind::logical_not, "none", {any});
  }
  linking.rules.nodes[root].note = condition.note;
  return root;
}

}  // namespace eligo::check
