#include "check/type_rules.hpp"

#include <utility>

#include "check/overload.hpp"
#include "expression/other_languages.hpp"

namespace eligo::check {

using diagnostics::Code;
using values::Kind;
using values::Type;

Type simple_type(Kind kind) {
  Type type;
  type.kind = kind;
  return type;
}

bool holds_record(const Type& type) {
  return type.kind == Kind::record || (type.kind == Kind::list && holds_record(*type.element));
}

bool can_equal(const Type& left, const Type& right) {
  if (is_number(left) && is_number(right)) return true;
  return !holds_record(left) && !holds_record(right) && join_types(left, right).has_value();
}

bool can_order(const Type& left, const Type& right) {
  if (left.kind == Kind::any || right.kind == Kind::any) return true;
  if (is_number(left) && is_number(right)) return true;
  if (left.kind != right.kind) return false;
  return left.kind == Kind::boolean || left.kind == Kind::string || left.kind == Kind::timestamp ||
         left.kind == Kind::duration;
}

std::string bool_hint(const Nodes& nodes, NodeId part) {
  const Type& type = nodes.type(part);
  const std::string whole(nodes.text(part));
  const std::string text = nodes[part].kind == NodeKind::conditional ? "(" + whole + ")" : whole;
  if (is_number(type)) return "compare it: `" + text + " > 0`";
  if (type.kind == Kind::list) return "ask for its size: `" + expression::grouped(whole) + ".size() > 0`";
  if (type.kind == Kind::string) return "compare it: `" + text + " == '…'`";
  return {};
}

bool need_bool(const Part& part, const std::string& what, NodeMaker& maker, expression::Reporter& reporter) {
  if (!part.ok()) return false;
  if (part.type.kind == Kind::boolean || part.type.kind == Kind::any) return true;
  reporter.error(Code::not_boolean, maker.span(part),
                 what + " must be bool, not " + values::type_name(part.type),
                 bool_hint(maker.nodes(), part.id));
  return false;
}

bool refuse_null(std::span<const Part> parts, NodeMaker& maker, expression::Reporter& reporter) {
  for (const Part& part : parts) {
    if (part.type.kind != Kind::null) continue;
    reporter.error(Code::unsupported_feature, maker.span(part), "`null` can only be compared with `null`",
                   "`has(…)` says whether a fact is there");
    return true;
  }
  return false;
}

}  // namespace eligo::check
