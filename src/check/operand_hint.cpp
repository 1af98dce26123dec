#include "check/operand_hint.hpp"

#include <string_view>
#include <variant>

#include "check/type_rules.hpp"

namespace eligo::check {

namespace {

using values::Kind;

bool is_relation(std::string_view symbol) {
  return symbol == "==" || symbol == "!=" || symbol == "<" || symbol == "<=" || symbol == ">" ||
         symbol == ">=";
}

bool is_relation(const Node& node) {
  return node.kind == NodeKind::call && node.function >= Function::equal &&
         node.function <= Function::greater_equal;
}

std::string number_in(const std::string& text) {
  const bool number = text.find_first_not_of("0123456789.-") == std::string::npos && !text.empty();
  return number ? "write the number without quotes: `" + text + "`" : std::string{};
}

// `part` is of another type than `wanted`: what would make it one?
std::string converted(Kind wanted, const Part& part, NodeMaker& maker) {
  const Node& node = maker[part.id];
  const auto* const text =
      node.kind == NodeKind::constant ? std::get_if<std::string>(&node.value.content) : nullptr;
  const Kind kind = part.type.kind;
  if (wanted == Kind::timestamp && kind == Kind::string) return "write `timestamp(" + node.text + ")`";
  if (wanted == Kind::duration && kind == Kind::string) return "write `duration(" + node.text + ")`";
  if (wanted == Kind::duration && kind == Kind::integer)
    return "write a duration with its unit: `duration('24h')`";
  if (wanted == Kind::timestamp && kind == Kind::integer)
    return "write a duration with its unit: `duration('24h')`";
  if (wanted == Kind::timestamp && kind == Kind::duration)
    return "a point in time less another is a duration";
  const bool number = wanted == Kind::integer || wanted == Kind::floating;
  if (number && text != nullptr) return number_in(*text);
  if (number && node.kind == NodeKind::parameter && kind == Kind::string) {
    return "`" + node.text + "` is a text: write its value without quotes";
  }
  if (wanted == Kind::boolean && text != nullptr && (*text == "true" || *text == "false")) {
    return "write `" + *text + "` without quotes";
  }
  if (wanted == Kind::boolean && (text != nullptr || kind == Kind::integer))
    return "a bool is `true` or `false`";
  return {};
}

}  // namespace

std::string operand_hint(const std::string& symbol, const Part& left, const Part& right, NodeMaker& maker) {
  const Kind a = left.type.kind;
  const Kind b = right.type.kind;
  if (a == Kind::null || b == Kind::null) {
    const Part& other = a == Kind::null ? right : left;
    const NodeKind kind = maker[other.id].kind;
    const bool can_ask = kind == NodeKind::fact || kind == NodeKind::field;
    const std::string asked = can_ask ? maker[other.id].text : "…";
    return "`has(" + asked + ")` says whether it is there";
  }
  if (a == Kind::list && b == Kind::list) {
    return holds_record(left.type) ? "records are compared field by field, in `exists()` or `all()`"
                                   : "two lists need elements of one type";
  }
  if (is_relation(symbol)) {
    if (is_relation(maker[left.id]) && a == Kind::boolean) return "write `a < b && b < c`";
    if (std::string hint = converted(a, right, maker); !hint.empty()) return hint;
    return converted(b, left, maker);
  }
  const bool mixed =
      (a == Kind::integer && b == Kind::floating) || (a == Kind::floating && b == Kind::integer);
  if (mixed && symbol != "%") {
    const Node& integer = maker[a == Kind::integer ? left.id : right.id];
    return integer.kind == NodeKind::constant ? "write `" + integer.text + ".0`"
                                              : "write `double(" + integer.text + ")`";
  }
  if (symbol == "+" && (a == Kind::string) != (b == Kind::string)) {
    const Node& other = maker[a == Kind::string ? right.id : left.id];
    return other.type.kind == Kind::list ? "`join()` makes a text of a list of texts"
                                         : "write `string(" + other.text + ")`";
  }
  if (a == Kind::timestamp || a == Kind::duration) {
    if (std::string hint = converted(a, right, maker); !hint.empty() && b != Kind::duration) return hint;
  }
  return {};
}

}  // namespace eligo::check
