#include "expression/tree_builder.hpp"

#include <algorithm>
#include <limits>
#include <utility>

#include "expression/macro_form.hpp"
#include "expression/other_languages.hpp"
#include "text/display.hpp"

namespace eligo::expression {

namespace {

using diagnostics::Code;
using diagnostics::Span;

constexpr std::uint64_t magnitude_of_lowest = std::uint64_t{1} << 63U;

values::Value value_of(std::int64_t number) {
  values::Value value;
  value.content = number;
  return value;
}

/// What is written as a symbol or a name, with what stands beside it.
Node named(NodeKind kind, Span span, const Token& name) {
  Node node;
  node.kind = kind;
  node.span = span;
  node.name_span = name.span;
  node.name = name.text;
  return node;
}

}  // namespace

Operand TreeBuilder::add(Node node, const std::vector<Operand>& operands) {
  std::uint32_t depth = 1;
  for (const Operand& operand : operands) {
    depth = std::max(depth, operand.depth + 1);
    node.operands.push_back(operand.id);
  }
  if (depth > limits_.max_depth) refuse_depth(node.name_span.end != 0 ? node.name_span : node.span);
  const Operand made{static_cast<NodeId>(tree_.nodes.size()), depth, node.span};
  tree_.nodes.push_back(std::move(node));
  return made;
}

void TreeBuilder::refuse_depth(Span span) {
  if (too_deep_) return;
  too_deep_ = true;
  reporter_.error(Code::expression_too_deep, span,
                  "the expression is nested deeper than " + std::to_string(limits_.max_depth) + " levels",
                  "split it into definitions");
}

Operand TreeBuilder::literal(values::Value value, Span span) {
  Node node;
  node.kind = NodeKind::literal;
  node.span = span;
  node.value = std::move(value);
  return add(std::move(node), {});
}

Operand TreeBuilder::number(const Token& token, bool negative, Span span) {
  if (token.kind == TokenKind::floating) {
    values::Value value;
    value.content = negative ? -token.number : token.number;
    return literal(std::move(value), span);
  }
  if (token.magnitude == magnitude_of_lowest) {
    if (negative) return literal(value_of(std::numeric_limits<std::int64_t>::min()), span);
    reporter_.error(Code::number_out_of_range, span,
                    text::in_backticks(token.text) + " is too large for an int",
                    "the largest is 9223372036854775807; a double is written with a point");
    return placeholder(span);
  }
  const auto number = static_cast<std::int64_t>(token.magnitude);
  return literal(value_of(negative ? -number : number), span);
}

Operand TreeBuilder::identifier(const Token& name) {
  return add(named(NodeKind::identifier, name.span, name), {});
}

Operand TreeBuilder::unary(const Token& symbol, const Operand& operand) {
  return add(named(NodeKind::unary, {symbol.span.begin, operand.outer.end}, symbol), {operand});
}

Operand TreeBuilder::binary(const Token& symbol, const Operand& left, const Operand& right) {
  return add(named(NodeKind::binary, {left.outer.begin, right.outer.end}, symbol), {left, right});
}

Operand TreeBuilder::logical(const Token& symbol, const std::vector<Operand>& operands) {
  return add(named(NodeKind::binary, {operands.front().outer.begin, operands.back().outer.end}, symbol),
             operands);
}

Operand TreeBuilder::conditional(Span mark, const std::vector<Operand>& parts) {
  Node node;
  node.kind = NodeKind::conditional;
  node.span = {parts.front().outer.begin, parts.back().outer.end};
  node.name_span = mark;
  node.name = "?:";
  return add(std::move(node), parts);
}

Operand TreeBuilder::select(const Operand& target, const Token& name) {
  return add(named(NodeKind::select, {target.outer.begin, name.span.end}, name), {target});
}

Operand TreeBuilder::index(const std::vector<Operand>& parts, std::uint32_t end) {
  Node node;
  node.kind = NodeKind::index;
  node.span = {parts.front().outer.begin, end};
  return add(std::move(node), parts);
}

Operand TreeBuilder::list(const std::vector<Operand>& elements, Span span) {
  Node node;
  node.kind = NodeKind::list;
  node.span = span;
  return add(std::move(node), elements);
}

Operand TreeBuilder::call(const Token& name, const std::vector<Operand>& arguments, std::uint32_t end) {
  if (name.text == "has" && arguments.size() == 1) return has(name, arguments.front(), end);
  return add(named(NodeKind::call, {name.span.begin, end}, name), arguments);
}

Operand TreeBuilder::has(const Token& name, const Operand& argument, std::uint32_t end) {
  const Node& asked = tree_[argument.id];
  Node node;
  node.kind = NodeKind::has;
  node.span = {name.span.begin, end};
  node.name = asked.name;
  node.name_span = asked.name_span;
  std::vector<Operand> operands;
  if (asked.kind == NodeKind::select) {
    operands.push_back({asked.operands.front(), argument.depth - 1, asked.span});
  } else if (asked.kind != NodeKind::identifier) {
    const auto* const text =
        asked.kind == NodeKind::literal ? std::get_if<std::string>(&asked.value.content) : nullptr;
    reporter_.error(Code::invalid_has, argument.outer, "`has()` needs the name of a fact or of a field",
                    text != nullptr && is_dotted_name(*text) ? "without quotes: `has(" + *text + ")`" : "");
  }
  return add(std::move(node), operands);
}

Operand TreeBuilder::member_call(const Token& name, const std::vector<Operand>& operands, std::uint32_t end) {
  Node node = named(NodeKind::member_call, {operands.front().outer.begin, end}, name);
  if (!is_macro(name.text)) return add(std::move(node), operands);

  node.kind = NodeKind::comprehension;
  const MacroForm* const form = macro_form(name.text, operands.size() - 1);
  if (form == nullptr) {
    reporter_.error(Code::wrong_argument_count, name.span,
                    "`" + node.name + "()` cannot take " + std::to_string(operands.size() - 1) +
                        (operands.size() == 2 ? " argument" : " arguments"),
                    "write `" + std::string(macro_shape(name.text)) + "`");
    return add(std::move(node), {operands.front()});
  }
  bind(node, operands, form->variables);
  std::vector<Operand> parts{operands.front()};
  parts.insert(parts.end(), operands.begin() + 1 + static_cast<std::ptrdiff_t>(form->variables),
               operands.end());
  return add(std::move(node), parts);
}

void TreeBuilder::bind(Node& node, const std::vector<Operand>& operands, std::size_t variables) {
  for (std::size_t i = 1; i <= variables; ++i) {
    const Node& variable = tree_[operands[i].id];
    if (variable.kind != NodeKind::identifier) {
      reporter_.error(Code::invalid_variable, operands[i].outer,
                      "the variable of `" + node.name + "()` must be a plain name",
                      "write `" + std::string(macro_shape(node.name)) + "`");
    } else if (std::ranges::find(node.variables, variable.name) != node.variables.end()) {
      reporter_.error(Code::invalid_variable, variable.span,
                      "`" + variable.name + "` names two variables of one `" + node.name + "()`");
    }
    node.variables.push_back(variable.name);
    node.variable_spans.push_back(variable.span);
  }
}

Tree TreeBuilder::take(NodeId root) {
  tree_.root = root;
  return std::move(tree_);
}

}  // namespace eligo::expression
