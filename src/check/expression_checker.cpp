#include "check/expression_checker.hpp"

#include <algorithm>
#include <string_view>
#include <utility>

#include "check/literal_rules.hpp"
#include "check/name_resolver.hpp"
#include "check/node_maker.hpp"
#include "check/operand_hint.hpp"
#include "check/overload.hpp"
#include "check/time_slope.hpp"
#include "check/unsupported_function.hpp"
#include "diagnostics/suggestion.hpp"
#include "expression/macro_form.hpp"
#include "expression/reporter.hpp"

namespace eligo::check {

namespace {

using diagnostics::Code;
using diagnostics::Span;
using values::Kind;
using values::Type;
using Written = expression::Node;
using WrittenKind = expression::NodeKind;

Type simple(Kind kind) {
  Type type;
  type.kind = kind;
  return type;
}

std::string ticked(std::string_view text) { return "`" + std::string(text) + "`"; }

bool is_number(const Type& type) { return type.kind == Kind::integer || type.kind == Kind::floating; }

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

Type type_of(const values::Value& value) {
  const auto& content = value.content;
  if (std::holds_alternative<bool>(content)) return simple(Kind::boolean);
  if (std::holds_alternative<std::int64_t>(content)) return simple(Kind::integer);
  if (std::holds_alternative<double>(content)) return simple(Kind::floating);
  if (std::holds_alternative<std::string>(content)) return simple(Kind::string);
  return simple(Kind::null);
}

Macro macro_of(std::string_view name) {
  if (name == "all") return Macro::all;
  if (name == "exists") return Macro::exists;
  if (name == "exists_one" || name == "existsOne") return Macro::exists_one;
  return name == "filter" ? Macro::filter : Macro::map;
}

// Checks a tree bottom-up with a stack of its own, so that the depth of a tree costs no thread stack. A part
// that is wrong has been reported and yields a Part without a node; what is built on it stays silent.
class Checker {
 public:
  Checker(const expression::Tree& tree, const diagnostics::LocatedText& text, const Scope& scope,
          std::vector<Node>& nodes, expression::Reporter& reporter)
      : tree_(tree),
        scope_(scope),
        reporter_(reporter),
        maker_(tree, text, nodes),
        names_(tree, scope, maker_, reporter) {}

  Part run() {
    enter(tree_.root);
    while (!frames_.empty()) {
      Frame& frame = frames_.back();
      if (frame.next < frame.children.size()) {
        if (tree_[frame.id].kind == WrittenKind::comprehension && frame.next == 1) bind(frame);
        const expression::NodeId child = frame.children[frame.next++];
        enter(child);
      } else {
        leave();
      }
    }
    return parts_.back();
  }

 private:
  struct Frame {
    expression::NodeId id;
    std::vector<expression::NodeId> children;
    std::size_t next = 0;
    std::size_t first_part;   // where the parts of its children begin
    std::size_t first_node;   // where the nodes of its children begin
    std::size_t variables = 0;
    bool always_empty = false;  // a macro over the empty list: its body is checked, then dropped
  };
  using Operands = std::span<const Part>;

  void enter(expression::NodeId id);
  void open(expression::NodeId id, std::vector<expression::NodeId> children) {
    frames_.push_back({id, std::move(children), 0, parts_.size(), maker_.size()});
  }
  void leave();
  Part finish(const Frame& frame, Operands operands);

  [[nodiscard]] std::vector<expression::NodeId> chain(expression::NodeId id) const;
  bool refuse_unsupported(expression::NodeId id);
  [[nodiscard]] std::string function_called(const Written& written) const;

  void bind(Frame& frame);
  Part literal(expression::NodeId id);
  Part has(expression::NodeId id, Part asked);
  Part logic(expression::NodeId id, Operands operands);
  Part logical_not(expression::NodeId id, const Part& operand);
  Part binary(expression::NodeId id, Operands operands);
  Part equality(expression::NodeId id, Operands operands, Function function);
  Part in(expression::NodeId id, Operands operands);
  Part in_named_list(expression::NodeId id, const Part& element, std::uint32_t list);
  Part add_lists(expression::NodeId id, Operands operands);
  Part index(expression::NodeId id, Operands operands);
  Part conditional(expression::NodeId id, Operands operands);
  Part list(expression::NodeId id, Operands operands);
  Part call(expression::NodeId id, Operands operands, std::string_view name, Style style);
  Part refuse_call(expression::NodeId id, Operands operands, std::string_view name, Style style,
                   Call::Outcome outcome);
  Part refuse_operands(expression::NodeId id, Operands operands);
  Part comprehension(const Frame& frame, Operands operands);
  Part over_empty_list(const Frame& frame, const Type& element);

  bool need_bool(const Part& part, const std::string& what);
  bool refuse_null(Operands operands);
  Part make_call(expression::NodeId id, Function function, Type type, Operands operands);
  Part make(expression::NodeId id, NodeKind kind, Type type, Operands operands);

  const expression::Tree& tree_;
  const Scope& scope_;
  expression::Reporter& reporter_;
  NodeMaker maker_;
  NameResolver names_;
  std::vector<Frame> frames_;
  std::vector<Part> parts_;
};

// The operands of a chain of one logical operator, left to right: `a && b && c` is one part of three.
std::vector<expression::NodeId> Checker::chain(expression::NodeId id) const {
  std::vector<expression::NodeId> found;
  std::vector<expression::NodeId> waiting{id};
  const std::string& symbol = tree_[id].name;
  while (!waiting.empty()) {
    const expression::NodeId at = waiting.back();
    waiting.pop_back();
    const Written& written = tree_[at];
    if (written.kind == WrittenKind::binary && written.name == symbol) {
      waiting.push_back(written.operands[1]);
      waiting.push_back(written.operands[0]);
    } else {
      found.push_back(at);
    }
  }
  return found;
}

// `math.abs`, where `math` is no variable: its functions are written like member calls.
std::string Checker::function_called(const Written& written) const {
  if (written.kind != WrittenKind::member_call) return written.name;
  const Written& target = tree_[written.operands.front()];
  const bool space = target.kind == WrittenKind::identifier && !names_.is_bound(target.name) &&
                     (target.name == "math" || is_function_space(target.name)) &&
                     scope_.facts.count(target.name) == 0 && scope_.definitions.count(target.name) == 0;
  return space ? target.name + "." + written.name : written.name;
}

bool Checker::refuse_unsupported(expression::NodeId id) {
  const Written& written = tree_[id];
  const std::string name = function_called(written);
  if (written.kind == WrittenKind::call && expression::is_macro(name)) {
    reporter_.error(Code::unknown_function, written.name_span, "no function is called " + ticked(name),
                    "it is written " + ticked(expression::macro_shape(name)));
    return true;
  }
  const auto known = unsupported_function(name);
  if (!known) return false;
  if (!known->is_cel) {
    reporter_.error(Code::unknown_function, written.name_span, "no function is called " + ticked(name),
                    known->hint);
  } else {
    reporter_.error(Code::unsupported_feature, written.name_span, ticked(name + "()") + " is not supported",
                    known->hint);
  }
  return true;
}

void Checker::enter(expression::NodeId id) {
  const Written& written = tree_[id];
  switch (written.kind) {
    case WrittenKind::identifier:
    case WrittenKind::select:
      if (const auto part = names_.resolve(id)) {
        parts_.push_back(*part);
        return;
      }
      break;
    case WrittenKind::has:
      if (const auto part = names_.resolve_has(id)) {
        parts_.push_back(has(id, *part));
        return;
      }
      break;
    case WrittenKind::binary:
      if (written.name == "&&" || written.name == "||") return open(id, chain(id));
      if (written.name == "in") {
        // The right side is no value, so it is not checked as one.
        const auto list = names_.list_named(written.operands[1]);
        if (list && *list) return open(id, {written.operands[0]});
        if (list) {
          parts_.emplace_back();
          return;
        }
      }
      break;
    case WrittenKind::call:
    case WrittenKind::member_call:
      if (refuse_unsupported(id)) {
        parts_.emplace_back();
        return;
      }
      if (function_called(written) != written.name) {
        return open(id, {written.operands.begin() + 1, written.operands.end()});
      }
      break;
    default:
      break;
  }
  open(id, written.operands);
}

void Checker::leave() {
  const Frame frame = std::move(frames_.back());
  frames_.pop_back();
  const std::vector<Part> operands(parts_.begin() + static_cast<std::ptrdiff_t>(frame.first_part), parts_.end());
  parts_.resize(frame.first_part);
  parts_.push_back(finish(frame, operands));
}

Part Checker::finish(const Frame& frame, Operands operands) {
  const expression::NodeId id = frame.id;
  const Written& written = tree_[id];
  if (written.kind == WrittenKind::comprehension) return comprehension(frame, operands);
  const bool good = std::all_of(operands.begin(), operands.end(), [](const Part& part) { return part.ok(); });
  switch (written.kind) {
    case WrittenKind::literal:
      return literal(id);
    case WrittenKind::select:
      return names_.field(operands[0], id);
    case WrittenKind::has:
      return has(id, names_.field(operands[0], id));
    case WrittenKind::unary:
      if (!good) return {};
      return written.name == "!" ? logical_not(id, operands[0]) : call(id, operands, "-", Style::infix);
    case WrittenKind::binary:
      if (written.name == "&&" || written.name == "||") return logic(id, operands);
      return good ? binary(id, operands) : Part{};
    case WrittenKind::index:
      return good ? index(id, operands) : Part{};
    case WrittenKind::conditional:
      return conditional(id, operands);
    case WrittenKind::list:
      return good ? list(id, operands) : Part{};
    case WrittenKind::call:
    case WrittenKind::member_call: {
      const std::string name = function_called(written);
      const bool member = written.kind == WrittenKind::member_call && name == written.name;
      return call(id, operands, name, member ? Style::member : Style::global);
    }
    default:
      return {};
  }
}

Part Checker::make(expression::NodeId id, NodeKind kind, Type type, Operands operands) {
  Node node = maker_.make(id, kind, std::move(type));
  for (const Part& operand : operands) node.operands.push_back(operand.id);
  return maker_.add(std::move(node));
}

Part Checker::make_call(expression::NodeId id, Function function, Type type, Operands operands) {
  const Part part = make(id, NodeKind::call, std::move(type), operands);
  maker_[part.id].function = function;
  return part;
}

Part Checker::literal(expression::NodeId id) {
  const values::Value& value = tree_[id].value;
  const Part part = make(id, NodeKind::constant, type_of(value), {});
  maker_[part.id].value = value;
  return part;
}

Part Checker::has(expression::NodeId id, Part asked) {
  if (!asked.ok()) return {};
  // What is asked about was found under the whole `has(…)`; it is only the name within.
  const Written& written = tree_[id];
  Node& inner = maker_[asked.id];
  const bool plain = written.operands.empty();
  const std::uint32_t begin = plain ? written.name_span.begin : tree_[written.operands[0]].span.begin;
  const Span span{begin, written.name_span.end};
  inner.text = plain ? written.name : expression::print(tree_, written.operands[0]) + "." + written.name;
  inner.address.place = maker_.place(span);
  inner.address.span = span;
  return make(id, NodeKind::has, simple(Kind::boolean), {&asked, 1});
}

bool Checker::need_bool(const Part& part, const std::string& what) {
  if (!part.ok()) return false;
  if (part.type.kind == Kind::boolean || part.type.kind == Kind::any) return true;
  std::string hint;
  if (is_number(part.type)) hint = "compare it: `" + maker_[part.id].text + " > 0`";
  if (part.type.kind == Kind::list) hint = "ask for its size: `" + maker_[part.id].text + ".size() > 0`";
  if (part.type.kind == Kind::string) hint = "compare it: `" + maker_[part.id].text + " == '…'`";
  reporter_.error(Code::not_boolean, maker_[part.id].address.span,
                  what + " must be bool, not " + values::type_name(part.type), std::move(hint));
  return false;
}

Part Checker::logic(expression::NodeId id, Operands operands) {
  const std::string& symbol = tree_[id].name;
  bool good = true;
  for (const Part& part : operands) good = need_bool(part, "each side of " + ticked(symbol)) && good;
  if (!good) return {};
  const NodeKind kind = symbol == "&&" ? NodeKind::logical_and : NodeKind::logical_or;
  return make(id, kind, simple(Kind::boolean), operands);
}

Part Checker::logical_not(expression::NodeId id, const Part& operand) {
  if (!need_bool(operand, "the operand of `!`")) return {};
  return make(id, NodeKind::logical_not, simple(Kind::boolean), {&operand, 1});
}

Part Checker::binary(expression::NodeId id, Operands operands) {
  const std::string& symbol = tree_[id].name;
  if (symbol == "in") return in(id, operands);
  if (symbol == "==") return equality(id, operands, Function::equal);
  if (symbol == "!=") return equality(id, operands, Function::not_equal);
  if (symbol == "<" || symbol == "<=" || symbol == ">" || symbol == ">=") {
    if (!can_order(operands[0].type, operands[1].type)) return refuse_operands(id, operands);
    const bool less = symbol.front() == '<';
    const bool strict = symbol.size() == 1;
    const Function function = less ? (strict ? Function::less : Function::less_equal)
                                   : (strict ? Function::greater : Function::greater_equal);
    return make_call(id, function, simple(Kind::boolean), operands);
  }
  if (symbol == "+" && operands[0].type.kind == Kind::list && operands[1].type.kind == Kind::list) {
    return add_lists(id, operands);
  }
  return call(id, operands, symbol, Style::infix);
}

Part Checker::equality(expression::NodeId id, Operands operands, Function function) {
  if (!can_equal(operands[0].type, operands[1].type)) return refuse_operands(id, operands);
  if (!check_enum_literals(operands[0], operands[1], maker_, reporter_)) return {};
  return make_call(id, function, simple(Kind::boolean), operands);
}

Part Checker::in(expression::NodeId id, Operands operands) {
  const Written& written = tree_[id];
  if (const auto named = names_.list_named(written.operands[1])) return in_named_list(id, operands[0], **named);
  const Type& list = operands[1].type;
  if (list.kind == Kind::any) return make_call(id, Function::in, simple(Kind::boolean), operands);
  if (list.kind != Kind::list) {
    reporter_.error(Code::not_a_list, maker_[operands[1].id].address.span,
                    "`in` needs a list on its right, not " + values::type_name(list),
                    list.kind == Kind::string ? "`contains()` looks for a text within a text" : "");
    return {};
  }
  const bool fits = !holds_record(list) && join_types(operands[0].type, *list.element).has_value() &&
                    operands[0].type.kind != Kind::null;
  if (!fits) return refuse_operands(id, operands);
  if (!check_enum_literals(operands[0], operands[1], maker_, reporter_)) return {};
  return make_call(id, Function::in, simple(Kind::boolean), operands);
}

Part Checker::in_named_list(expression::NodeId id, const Part& element, std::uint32_t list) {
  const Type& of = (*scope_.list_table)[list].of;
  if (element.type.kind != Kind::any && !values::same_type(element.type, of)) {
    reporter_.error(Code::wrong_argument_types, tree_[id].name_span,
                    ticked(expression::print(tree_, tree_[id].operands[1])) + " holds values of type " +
                        values::type_name(of) + ", not " + values::type_name(element.type));
    return {};
  }
  const Part part = make(id, NodeKind::list_member, simple(Kind::boolean), {&element, 1});
  maker_[part.id].index = list;
  return part;
}

Part Checker::add_lists(expression::NodeId id, Operands operands) {
  auto joined = join_types(operands[0].type, operands[1].type);
  if (!joined) return refuse_operands(id, operands);
  return make_call(id, Function::add, std::move(*joined), operands);
}

Part Checker::refuse_operands(expression::NodeId id, Operands operands) {
  const Written& written = tree_[id];
  std::string message = ticked(written.name) + " cannot take " + values::type_name(operands[0].type);
  if (operands.size() == 2) message += " and " + values::type_name(operands[1].type);
  std::string hint;
  if (operands.size() == 2) hint = operand_hint(written.name, operands[0], operands[1], maker_);
  if (hint.empty()) {
    const std::string forms = forms_of(written.name, Style::infix, operands.size());
    if (!forms.empty()) hint = "it takes " + forms;
  }
  reporter_.error(Code::wrong_argument_types, written.name_span, std::move(message), std::move(hint));
  return {};
}

Part Checker::index(expression::NodeId id, Operands operands) {
  const Type& base = operands[0].type;
  const Part& at = operands[1];
  if (base.kind != Kind::list && base.kind != Kind::any) {
    reporter_.error(Code::not_a_list, tree_[id].span,
                    "only lists have elements `[…]`, not " + values::type_name(base),
                    base.kind == Kind::string ? "write `x.substring(i, i + 1)`"
                    : base.kind == Kind::record ? "a field is written `x.name`"
                                                : "");
    return {};
  }
  if (at.type.kind != Kind::integer && at.type.kind != Kind::any) {
    reporter_.error(Code::wrong_argument_types, maker_[at.id].address.span,
                    "the position of an element must be int, not " + values::type_name(at.type));
    return {};
  }
  if (base.kind == Kind::any) return make_call(id, Function::index, base, operands);
  if (base.element->kind == Kind::any) {
    reporter_.error(Code::wrong_argument_types, tree_[id].span, "this list is always empty");
    return {};
  }
  return make_call(id, Function::index, *base.element, operands);
}

bool Checker::refuse_null(Operands operands) {
  for (const Part& part : operands) {
    if (part.type.kind != Kind::null) continue;
    reporter_.error(Code::unsupported_feature, maker_[part.id].address.span,
                    "`null` can only be compared with `null`", "`has(…)` says whether a fact is there");
    return true;
  }
  return false;
}

Part Checker::conditional(expression::NodeId id, Operands operands) {
  const bool good = need_bool(operands[0], "the condition of `?:`");
  if (!operands[1].ok() || !operands[2].ok() || refuse_null(operands.subspan(1))) return {};
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
  return make(id, NodeKind::conditional, std::move(*joined), operands);
}

Part Checker::list(expression::NodeId id, Operands operands) {
  if (refuse_null(operands)) return {};
  Type element = simple(Kind::any);
  for (const Part& part : operands) {
    auto joined = join_types(element, part.type);
    if (!joined) {
      reporter_.error(Code::mixed_list, maker_[part.id].address.span,
                      "the elements of a list must have one type: this is " + values::type_name(part.type) +
                          ", those before it " + values::type_name(element),
                      operand_hint("[]", operands[0], part, maker_));
      return {};
    }
    element = std::move(*joined);
  }
  return make(id, NodeKind::make_list, values::list_of(std::move(element)), operands);
}

Part Checker::call(expression::NodeId id, Operands operands, std::string_view name, Style style) {
  const bool good = std::all_of(operands.begin(), operands.end(), [](const Part& part) { return part.ok(); });
  std::vector<Type> types;
  for (const Part& part : operands) types.push_back(part.type);
  const Call found = resolve_call(name, style, types);
  if (found.outcome == Call::Outcome::wrong_types && !good) return {};
  if (found.outcome != Call::Outcome::found) return refuse_call(id, operands, name, style, found.outcome);
  if (!good) return {};
  const bool bare_extreme = (found.function == Function::greatest || found.function == Function::least) &&
                            types[0].kind == Kind::list && types[0].element->kind == Kind::any;
  if (bare_extreme) {
    reporter_.error(Code::wrong_argument_types, tree_[id].name_span, "this list is always empty");
    return {};
  }
  if (!check_literal_arguments(found.function, operands, maker_, reporter_)) return {};
  return make_call(id, found.function, found.result, operands);
}

Part Checker::refuse_call(expression::NodeId id, Operands operands, std::string_view name, Style style,
                          Call::Outcome outcome) {
  if (style == Style::infix) return refuse_operands(id, operands);
  const Written& written = tree_[id];
  const std::string shown = ticked(std::string(name) + "()");
  const std::string forms = forms_of(name, style);
  if (outcome == Call::Outcome::unknown_name) {
    const Style other = style == Style::member ? Style::global : Style::member;
    const std::string elsewhere = forms_of(name, other);
    std::string hint = elsewhere.empty() ? diagnostics::did_you_mean(name, names_of(style))
                                         : "it is written " + elsewhere;
    if (hint.empty()) hint = diagnostics::did_you_mean(name, names_of(other));
    reporter_.error(Code::unknown_function, written.name_span,
                    "no function is called " + ticked(std::string(name)), std::move(hint));
    return {};
  }
  if (outcome == Call::Outcome::wrong_count) {
    const std::size_t count = operands.size() - (style == Style::member ? 1 : 0);
    reporter_.error(Code::wrong_argument_count, written.name_span,
                    shown + " cannot take " + std::to_string(count) + (count == 1 ? " argument" : " arguments"),
                    "it takes " + forms);
    return {};
  }
  std::string types;
  for (const Part& part : operands) types += (types.empty() ? "" : ", ") + values::type_name(part.type);
  reporter_.error(Code::wrong_argument_types, written.name_span, shown + " cannot take " + types,
                  "it takes " + forms);
  return {};
}

void Checker::bind(Frame& frame) {
  const Written& written = tree_[frame.id];
  const Part& list = parts_[frame.first_part];
  Type element = simple(Kind::any);
  if (list.ok() && list.type.kind == Kind::list) {
    element = *list.type.element;
    const Node& node = maker_[list.id];
    frame.always_empty = node.kind == NodeKind::make_list && node.operands.empty();
  } else if (list.ok() && list.type.kind == Kind::any) {
    frame.always_empty = true;
  }
  const bool positions = written.variables.size() == 2;
  if (positions) names_.bind({written.variables[0], simple(Kind::integer), NodeKind::position, {}});
  names_.bind({written.variables.back(), std::move(element), NodeKind::element, {}});
  frame.variables = written.variables.size();
}

Part Checker::comprehension(const Frame& frame, Operands operands) {
  const Written& written = tree_[frame.id];
  std::vector<NodeId> uses;
  for (std::size_t i = 0; i < frame.variables; ++i) {
    const BoundVariable variable = names_.unbind();
    uses.insert(uses.end(), variable.uses.begin(), variable.uses.end());
  }
  const Macro macro = macro_of(written.name);
  const Part& over = operands[0];
  bool good = over.ok();
  if (good && over.type.kind != Kind::list && over.type.kind != Kind::any) {
    reporter_.error(Code::not_a_list, maker_[over.id].address.span,
                    ticked(written.name + "()") + " needs a list, not " + values::type_name(over.type));
    good = false;
  }
  const std::size_t conditions = macro == Macro::map ? operands.size() - 2 : 1;
  for (std::size_t i = 1; i < operands.size(); ++i) {
    const bool fine = i <= conditions ? need_bool(operands[i], "the condition of " + ticked(written.name + "()"))
                                      : operands[i].ok();
    good = good && fine;
  }
  if (good && macro == Macro::map && refuse_null(operands.last(1))) good = false;
  if (!good) return {};
  if (frame.always_empty) return over_empty_list(frame, operands.back().type);
  if (over.type.element->kind == Kind::any) {
    reporter_.error(Code::wrong_argument_types, maker_[over.id].address.span, "this list is always empty");
    return {};
  }
  Type type = simple(Kind::boolean);
  if (macro == Macro::filter) type = over.type;
  if (macro == Macro::map) type = values::list_of(operands.back().type);
  const Part part = make(frame.id, NodeKind::comprehension, std::move(type), operands);
  maker_[part.id].macro = macro;
  for (const NodeId use : uses) maker_[use].index = part.id;
  return part;
}

Part Checker::over_empty_list(const Frame& frame, const Type& element) {
  maker_.truncate(frame.first_node);
  names_.forget_uses(static_cast<NodeId>(frame.first_node));
  const Macro macro = macro_of(tree_[frame.id].name);
  if (macro == Macro::filter || macro == Macro::map) {
    const Type of = macro == Macro::map ? element : simple(Kind::any);
    return make(frame.id, NodeKind::make_list, values::list_of(of), {});
  }
  const Part part = make(frame.id, NodeKind::constant, simple(Kind::boolean), {});
  maker_[part.id].value.content = macro == Macro::all;
  return part;
}

// In the order in which they stand in the text.
void sort_from(std::vector<Diagnostic>& diagnostics, std::size_t first) {
  std::stable_sort(diagnostics.begin() + static_cast<std::ptrdiff_t>(first), diagnostics.end(),
                   [](const Diagnostic& left, const Diagnostic& right) {
                     return std::pair(left.line, left.column) < std::pair(right.line, right.column);
                   });
}

}  // namespace

std::optional<NodeId> check_expression(const expression::Tree& tree, const diagnostics::LocatedText& text,
                                       const Scope& scope, const std::string& subject,
                                       std::vector<Node>& nodes, std::vector<Diagnostic>& diagnostics) {
  expression::Reporter reporter(text, diagnostics, subject);
  const std::size_t first_node = nodes.size();
  const std::size_t first_diagnostic = diagnostics.size();
  const Part root = Checker(tree, text, scope, nodes, reporter).run();
  if (root.ok() && !reporter.failed()) {
    if (find_time_slopes(nodes, first_node, scope, reporter)) return root.id;
  }
  nodes.erase(nodes.begin() + static_cast<std::ptrdiff_t>(first_node), nodes.end());
  sort_from(diagnostics, first_diagnostic);
  return std::nullopt;
}

}  // namespace eligo::check
