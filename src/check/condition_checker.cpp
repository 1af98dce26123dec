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

// A group of conditions, shown as the word that its origin is; the `any` within a `none` is not shown.
NodeId add_group(Nodes& nodes, std::uint32_t origin, NodeKind kind, std::size_t shown,
                 const std::vector<NodeId>& operands) {
  values::Type type;
  type.kind = values::Kind::boolean;
  Node node;
  node.kind = kind;
  node.type = nodes.add_type(type);
  node.uses_now = std::ranges::any_of(operands, [&](NodeId operand) { return nodes[operand].uses_now; });
  node.origin = origin;
  node.shown.end = static_cast<std::uint32_t>(shown);
  return nodes.add(node, operands);
}

NodeId add_group(Nodes& nodes, const Condition& condition, const std::vector<NodeId>& operands) {
  const auto origin = [&](const std::string& word) {
    return nodes.add_origin({{}, condition.place, {}}, word);
  };
  switch (condition.kind) {
    case Condition::Kind::all: return add_group(nodes, origin("all"), NodeKind::logical_and, 3, operands);
    case Condition::Kind::any: return add_group(nodes, origin("any"), NodeKind::logical_or, 3, operands);
    case Condition::Kind::none: {
      const std::uint32_t none = origin("none");
      return add_group(nodes, none, NodeKind::logical_not, 4,
                       {add_group(nodes, none, NodeKind::logical_or, 0, operands)});
    }
    case Condition::Kind::expression: break;
  }
  return no_node;
}

std::optional<NodeId> check_leaf(Linking& linking, const Condition& condition) {
  const auto root = check_text(linking, condition.expression);
  if (!root) return std::nullopt;
  const Nodes& nodes = linking.rules.nodes;
  if (nodes.type(*root).kind == values::Kind::boolean) return root;
  linking.mistakes.error(Code::not_boolean, nodes.place(nodes[*root]),
                         "a condition must be bool, but this is " + values::type_name(nodes.type(*root)),
                         bool_hint(nodes, *root));
  return std::nullopt;
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
  std::optional<NodeId> root;
  if (condition.kind == Condition::Kind::expression) {
    root = check_leaf(linking, condition);
    if (!root) return std::nullopt;
  } else {
    std::vector<NodeId> parts;
    for (const Condition& part : condition.parts) {
      if (linking.mistakes.enough_errors()) return std::nullopt;
      if (const auto node = check_condition(linking, part)) parts.push_back(*node);
    }
    if (parts.size() != condition.parts.size()) return std::nullopt;
    root = add_group(linking.rules.nodes, condition, parts);
  }
  if (condition.note) linking.rules.nodes.add_note(*root, *texts_of(condition.note));
  return root;
}

}  // namespace eligo::check
