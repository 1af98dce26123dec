#include "check/operator_checker.hpp"

#include <string>
#include <utility>

#include "check/literal_rules.hpp"
#include "check/operand_hint.hpp"
#include "check/overload.hpp"
#include "check/type_rules.hpp"
#include "text/display.hpp"

namespace eligo::check {

using diagnostics::Code;
using text::in_backticks;
using values::Kind;
using values::Type;

Part OperatorChecker::logic(expression::NodeId id, Operands operands) {
  const std::string& symbol = tree_[id].name;
  bool good = true;
  for (const Part& part : operands)
    good = need_bool(part, "each side of " + in_backticks(symbol), maker_, reporter_) && good;
  if (!good) return {};
  const NodeKind kind = symbol == "&&" ? NodeKind::logical_and : NodeKind::logical_or;
  return maker_.add(id, kind, simple_type(Kind::boolean), operands);
}

Part OperatorChecker::unary(expression::NodeId id, Operands operands) {
  if (tree_[id].name == "-") return calls_.call(id, operands, "-", Style::infix);
  if (!need_bool(operands[0], "the operand of `!`", maker_, reporter_)) return {};
  return maker_.add(id, NodeKind::logical_not, simple_type(Kind::boolean), operands);
}

Part OperatorChecker::binary(expression::NodeId id, Operands operands) {
  const std::string& symbol = tree_[id].name;
  if (symbol == "in") return in(id, operands);
  if (symbol == "==") return equality(id, operands, Function::equal);
  if (symbol == "!=") return equality(id, operands, Function::not_equal);
  if (symbol == "<" || symbol == "<=" || symbol == ">" || symbol == ">=") return relation(id, operands);
  if (symbol == "+" && operands[0].type.kind == Kind::list && operands[1].type.kind == Kind::list) {
    return add_lists(id, operands);
  }
  return calls_.call(id, operands, symbol, Style::infix);
}

Part OperatorChecker::relation(expression::NodeId id, Operands operands) {
  if (!can_order(operands[0].type, operands[1].type)) return calls_.refuse_operands(id, operands);
  const std::string& symbol = tree_[id].name;
  const bool strict = symbol.size() == 1;
  const Function function = symbol.front() == '<' ? (strict ? Function::less : Function::less_equal)
                                                  : (strict ? Function::greater : Function::greater_equal);
  return comparison(id, function, operands);
}

Part OperatorChecker::equality(expression::NodeId id, Operands operands, Function function) {
  if (!can_equal(operands[0].type, operands[1].type)) return calls_.refuse_operands(id, operands);
  if (!check_enum_literals(operands[0], operands[1], maker_, reporter_)) return {};
  return comparison(id, function, operands);
}

Part OperatorChecker::comparison(expression::NodeId id, Function function, Operands operands) {
  for (const Part& operand : operands) maker_.mark_exact(operand.id);
  return maker_.add_call(id, function, simple_type(Kind::boolean), operands);
}

Part OperatorChecker::in(expression::NodeId id, Operands operands) {
  const expression::Node& written = tree_[id];
  if (const auto named = names_.list_named(written.operands[1]))
    return in_named_list(id, operands[0], **named);
  const Type& list = operands[1].type;
  if (list.kind == Kind::any) return maker_.add_call(id, Function::in, simple_type(Kind::boolean), operands);
  if (list.kind != Kind::list) {
    reporter_.error(Code::not_a_list, maker_.span(operands[1]),
                    "`in` needs a list on its right, not " + values::type_name(list),
                    list.kind == Kind::string ? "`contains()` looks for a text within a text" : "");
    return {};
  }
  const bool fits = !holds_record(list) && join_types(operands[0].type, *list.element).has_value() &&
                    operands[0].type.kind != Kind::null;
  if (!fits) return calls_.refuse_operands(id, operands);
  if (!check_enum_literals(operands[0], operands[1], maker_, reporter_)) return {};
  return maker_.add_call(id, Function::in, simple_type(Kind::boolean), operands);
}

Part OperatorChecker::in_named_list(expression::NodeId id, const Part& element, std::uint32_t list) {
  const Type& of = (*scope_.list_table)[list].of;
  if (element.type.kind != Kind::any && !values::same_type(element.type, of)) {
    reporter_.error(Code::wrong_argument_types, tree_[id].name_span,
                    in_backticks(expression::print(tree_, tree_[id].operands[1])) + " holds values of type " +
                        values::type_name(of) + ", not " + values::type_name(element.type));
    return {};
  }
  Node node = maker_.make(id, NodeKind::list_member, simple_type(Kind::boolean));
  node.refer_to(list);
  return maker_.add(node, {&element, 1});
}

Part OperatorChecker::add_lists(expression::NodeId id, Operands operands) {
  auto joined = join_types(operands[0].type, operands[1].type);
  if (!joined) return calls_.refuse_operands(id, operands);
  return maker_.add_call(id, Function::add, *joined, operands);
}

Part OperatorChecker::index(expression::NodeId id, Operands operands) {
  const Type& base = operands[0].type;
  const Part& at = operands[1];
  if (base.kind != Kind::list && base.kind != Kind::any) {
    reporter_.error(Code::not_a_list, tree_[id].span,
                    "only lists have elements `[…]`, not " + values::type_name(base),
                    base.kind == Kind::string   ? "write `x.substring(i, i + 1)`"
                    : base.kind == Kind::record ? "a field is written `x.name`"
                                                : "");
    return {};
  }
  if (at.type.kind != Kind::integer && at.type.kind != Kind::any) {
    reporter_.error(Code::wrong_argument_types, maker_.span(at),
                    "the position of an element must be int, not " + values::type_name(at.type));
    return {};
  }
  if (base.kind == Kind::any) return maker_.add_call(id, Function::index, base, operands);
  if (base.element->kind == Kind::any) {
    reporter_.error(Code::wrong_argument_types, tree_[id].span, "this list is always empty");
    return {};
  }
  return maker_.add_call(id, Function::index, *base.element, operands);
}

Part OperatorChecker::conditional(expression::NodeId id, Operands operands) {
  const bool good = need_bool(operands[0], "the condition of `?:`", maker_, reporter_);
  if (!operands[1].ok() || !operands[2].ok() || refuse_null(operands.subspan(1), maker_, reporter_))
    return {};
  auto joined = join_types(operands[1].type, operands[2].type);
  if (!joined) {
    const std::string hint = operand_hint("?:", operands[1], operands[2], maker_);
    reporter_.error(Code::mixed_branches, tree_[id].name_span,
                    "the branches of `?:` differ: " + values::type_name(operands[1].type) + " and " +
                        values::type_name(operands[2].type),
                    hint);
    return {};
  }
  if (!good) return {};
  return maker_.add(id, NodeKind::conditional, *joined, operands);
}

Part OperatorChecker::list(expression::NodeId id, Operands operands) {
  if (refuse_null(operands, maker_, reporter_)) return {};
  Type element = simple_type(Kind::any);
  for (const Part& part : operands) {
    auto joined = join_types(element, part.type);
    if (!joined) {
      reporter_.error(Code::mixed_list, maker_.span(part),
                      "the elements of a list must have one type: this is " + values::type_name(part.type) +
                          ", those before it " + values::type_name(element),
                      operand_hint("[]", operands[0], part, maker_));
      return {};
    }
    element = std::move(*joined);
  }
  return maker_.add(id, NodeKind::make_list, values::list_of(element), operands);
}

}  // namespace eligo::check
