#include "check/operand_hint.hpp"

#include <string_view>
#include <variant>

#include "check/literal_form.hpp"
#include "check/type_rules.hpp"
#include "expression/other_languages.hpp"
#include "values/time.hpp"

namespace eligo::check {

namespace {

using values::Kind;

bool is_relation(std::string_view symbol) {
  return symbol == "==" || symbol == "!=" || symbol == "<" || symbol == "<=" || symbol == ">" ||
         symbol == ">=";
}

bool is_relation(const Node& node) { return node.kind == NodeKind::call && is_comparison(node.function); }

std::string number_in(const std::string& text) {
  const bool number = text.find_first_not_of("0123456789.-") == std::string::npos && !text.empty();
  return number ? "write the number without quotes: `" + text + "`" : std::string{};
}

std::string timestamp_written(const std::string& text) {
  if (values::parse_timestamp(text)) return "write `timestamp('" + text + "')`";
  const auto meant = timestamp_meant(text);
  if (!meant) return "a timestamp is written like `timestamp('2026-01-01T00:00:00Z')`";
  const bool in_utc = meant->ends_with('Z');
  return "write `timestamp('" + *meant + "')`" +
         (in_utc ? ", or with your offset from UTC, like `+08:00`" : "");
}

std::string duration_written(const std::string& text) {
  if (values::parse_duration(text)) return "write `duration('" + text + "')`";
  const auto meant = expression::duration_meant(text);
  return "write `duration('" + meant.value_or("24h") + "')`";
}

// An operator that durations do not have, with a number.
std::string scaled_duration(const std::string& symbol, const Part& duration, const Part& number,
                            NodeMaker& maker) {
  const auto* const times = maker.nodes().literal<std::int64_t>(number.id);
  if (symbol == "*" && times != nullptr && *times == 2) {
    return "durations cannot be multiplied: write `" + maker.text(duration) + " + " + maker.text(duration) +
           "`, or give a second param";
  }
  return std::string("durations cannot be ") + (symbol == "*" ? "multiplied" : "divided") +
         ": give what it comes to as a param of its own";
}

// `x == ['a', 'b']`, `l == []`
std::string list_hint(const std::string& symbol, const Part& left, const Part& right, NodeMaker& maker) {
  const bool equal = symbol == "==";
  if (!equal && symbol != "!=") return {};
  const bool flipped = right.type.kind != Kind::list || maker[left.id].kind == NodeKind::make_list;
  const Part& list = flipped ? left : right;
  const Part& other = flipped ? right : left;
  const Node& written = maker[list.id];
  if (list.type.kind != Kind::list) return {};
  if (other.type.kind == Kind::list) {
    const bool empty = written.kind == NodeKind::make_list && written.operand_count == 0;
    return empty ? "write `" + expression::grouped(maker.text(other)) + ".size() " + (equal ? "==" : ">") +
                       " 0`"
                 : std::string{};
  }
  if (holds_record(list.type) || !can_equal(other.type, *list.type.element)) return {};
  const std::string member = expression::grouped(maker.text(other)) + " in " + maker.text(list);
  return "write `" + (equal ? member : "!(" + member + ")") + "`";
}

// `part` is of another type than `wanted`: what would make it one?
std::string converted(Kind wanted, const Part& part, NodeMaker& maker) {
  const auto* const text = maker.nodes().literal<std::string>(part.id);
  const std::string shown = maker.text(part);
  const Kind kind = part.type.kind;
  if (wanted == Kind::timestamp && kind == Kind::string)
    return text == nullptr ? "write `timestamp(" + shown + ")`" : timestamp_written(*text);
  if (wanted == Kind::duration && kind == Kind::string)
    return text == nullptr ? "write `duration(" + shown + ")`" : duration_written(*text);
  if (wanted == Kind::duration && kind == Kind::integer)
    return "write a duration with its unit: `duration('24h')`";
  if (wanted == Kind::timestamp && kind == Kind::integer)
    return "write a duration with its unit: `duration('24h')`";
  if (wanted == Kind::timestamp && kind == Kind::duration)
    return "a point in time less another is a duration";
  const bool number = wanted == Kind::integer || wanted == Kind::floating;
  if (number && text != nullptr) return number_in(*text);
  if (number && maker[part.id].kind == NodeKind::parameter && kind == Kind::string) {
    return "`" + shown + "` is a text: write its value without quotes";
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
    const std::string asked = can_ask ? maker.text(other) : "…";
    return "`has(" + asked + ")` says whether it is there";
  }
  if (std::string hint = list_hint(symbol, left, right, maker); !hint.empty()) return hint;
  if (a == Kind::list && b == Kind::list) {
    return holds_record(left.type) ? "records are compared field by field, in `exists()` or `all()`"
                                   : "two lists need elements of one type";
  }
  if (is_relation(symbol)) {
    if (is_relation(maker[left.id]) && a == Kind::boolean) return "write `a < b && b < c`";
    if (std::string hint = converted(a, right, maker); !hint.empty()) return hint;
    return converted(b, left, maker);
  }
  const bool scaled = symbol == "*" || symbol == "/";
  if (scaled && a == Kind::duration) return scaled_duration(symbol, left, right, maker);
  if (scaled && b == Kind::duration) return scaled_duration(symbol, right, left, maker);
  const bool mixed =
      (a == Kind::integer && b == Kind::floating) || (a == Kind::floating && b == Kind::integer);
  if (mixed && symbol != "%") {
    const Part& integer = a == Kind::integer ? left : right;
    return maker[integer.id].kind == NodeKind::constant ? "write `" + maker.text(integer) + ".0`"
                                                        : "write `double(" + maker.text(integer) + ")`";
  }
  if (symbol == "+" && (a == Kind::string) != (b == Kind::string)) {
    const Part& other = a == Kind::string ? right : left;
    return other.type.kind == Kind::list ? "`join()` makes a text of a list of texts"
                                         : "write `string(" + maker.text(other) + ")`";
  }
  if (a == Kind::timestamp || a == Kind::duration) {
    if (std::string hint = converted(a, right, maker); !hint.empty() && b != Kind::duration) return hint;
  }
  return {};
}

}  // namespace eligo::check
