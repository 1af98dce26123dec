#include "check/expression_checker.hpp"

#include <algorithm>
#include <string_view>
#include <utility>

#include "check/call_checker.hpp"
#include "check/name_resolver.hpp"
#include "check/node_maker.hpp"
#include "check/operator_checker.hpp"
#include "check/other_languages.hpp"
#include "check/time_slope.hpp"
#include "check/type_rules.hpp"
#include "check/unsupported_function.hpp"
#include "expression/macro_form.hpp"
#include "expression/reporter.hpp"
#include "text/display.hpp"

namespace eligo::check {

namespace {

using diagnostics::Code;
using diagnostics::Span;
using text::in_backticks;
using values::Kind;
using values::Type;
using Written = expression::Node;
using WrittenKind = expression::NodeKind;

Type type_of(const values::Value& value) {
  const auto& content = value.content;
  if (std::holds_alternative<bool>(content)) return simple_type(Kind::boolean);
  if (std::holds_alternative<std::int64_t>(content)) return simple_type(Kind::integer);
  if (std::holds_alternative<double>(content)) return simple_type(Kind::floating);
  if (std::holds_alternative<std::string>(content)) return simple_type(Kind::string);
  return simple_type(Kind::null);
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
          Nodes& nodes, expression::Reporter& reporter)
      : tree_(tree),
        scope_(scope),
        reporter_(reporter),
        maker_(tree, text, nodes),
        names_(tree, scope, maker_, reporter),
        calls_(tree, scope, maker_, reporter),
        operators_(tree, scope, names_, calls_, maker_, reporter) {}

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
    std::size_t first_part;  // where the parts of its children begin
    std::size_t first_node;  // where the nodes of its children begin
    std::size_t variables = 0;
    bool always_empty = false;  // a macro over the empty list: its body is checked, then dropped
  };
  using Operands = std::span<const Part>;

  void enter(expression::NodeId id);
  void open(expression::NodeId id, std::vector<expression::NodeId> children) {
    frames_.push_back({id, std::move(children), 0, parts_.size(), maker_.nodes().size()});
  }
  void leave();
  Part finish(const Frame& frame, Operands operands);

  [[nodiscard]] std::vector<expression::NodeId> chain(expression::NodeId id) const;
  bool refuse_unsupported(expression::NodeId id);
  [[nodiscard]] std::string function_called(const Written& written) const;

  void bind(Frame& frame);
  Part literal(expression::NodeId id);
  Part has(expression::NodeId id, Part asked);
  Part comprehension(const Frame& frame, Operands operands);
  Part over_empty_list(const Frame& frame, const Type& element);

  const expression::Tree& tree_;
  const Scope& scope_;
  expression::Reporter& reporter_;
  NodeMaker maker_;
  NameResolver names_;
  CallChecker calls_;
  OperatorChecker operators_;
  std::vector<Frame> frames_;
  std::vector<Part> parts_;
};

// The operands of a chain of one logical operator, left to right, parentheses or not: `a && (b && c)` is one
// part of three.
std::vector<expression::NodeId> Checker::chain(expression::NodeId id) const {
  std::vector<expression::NodeId> found;
  std::vector<expression::NodeId> waiting{id};
  const std::string& symbol = tree_[id].name;
  while (!waiting.empty()) {
    const expression::NodeId at = waiting.back();
    waiting.pop_back();
    const Written& written = tree_[at];
    if (written.kind == WrittenKind::binary && written.name == symbol) {
      waiting.insert(waiting.end(), written.operands.rbegin(), written.operands.rend());
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
    reporter_.error(Code::unknown_function, written.name_span, "no function is called " + in_backticks(name),
                    "it is written " + in_backticks(expression::macro_shape(name)));
    return true;
  }
  if (auto hint = foreign_call_hint(tree_, id); hint && name == written.name) {
    reporter_.error(Code::unknown_function, written.name_span, "no function is called " + in_backticks(name),
                    *hint);
    return true;
  }
  const auto known = unsupported_function(name);
  if (!known) return false;
  if (!known->is_cel) {
    reporter_.error(Code::unknown_function, written.name_span, "no function is called " + in_backticks(name),
                    known->hint);
  } else {
    reporter_.error(Code::unsupported_feature, written.name_span,
                    in_backticks(name + "()") + " is not supported", known->hint);
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
    case WrittenKind::literal:
    case WrittenKind::index:
    case WrittenKind::list:
    case WrittenKind::unary:
    case WrittenKind::conditional:
    case WrittenKind::comprehension: break;
  }
  open(id, written.operands);
}

void Checker::leave() {
  const Frame frame = std::move(frames_.back());
  frames_.pop_back();
  const std::vector<Part> operands(parts_.begin() + static_cast<std::ptrdiff_t>(frame.first_part),
                                   parts_.end());
  parts_.resize(frame.first_part);
  parts_.push_back(finish(frame, operands));
}

Part Checker::finish(const Frame& frame, Operands operands) {
  const expression::NodeId id = frame.id;
  const Written& written = tree_[id];
  if (written.kind == WrittenKind::comprehension) return comprehension(frame, operands);
  const bool good = std::ranges::all_of(operands, [](const Part& part) { return part.ok(); });
  switch (written.kind) {
    case WrittenKind::literal: return literal(id);
    case WrittenKind::select: return names_.field(operands[0], id);
    case WrittenKind::has: return has(id, names_.field(operands[0], id));
    case WrittenKind::unary: return good ? operators_.unary(id, operands) : Part{};
    case WrittenKind::binary:
      if (written.name == "&&" || written.name == "||") return operators_.logic(id, operands);
      return good ? operators_.binary(id, operands) : Part{};
    case WrittenKind::index: return good ? operators_.index(id, operands) : Part{};
    case WrittenKind::conditional: return operators_.conditional(id, operands);
    case WrittenKind::list: return good ? operators_.list(id, operands) : Part{};
    case WrittenKind::call:
    case WrittenKind::member_call: {
      const std::string name = function_called(written);
      const bool member = written.kind == WrittenKind::member_call && name == written.name;
      return calls_.call(id, operands, name, member ? Style::member : Style::global);
    }
    case WrittenKind::identifier:
    case WrittenKind::comprehension: break;
  }
  return {};
}

Part Checker::literal(expression::NodeId id) {
  const values::Value& value = tree_[id].value;
  return maker_.add_constant(id, type_of(value), value);
}

Part Checker::has(expression::NodeId id, Part asked) {
  if (!asked.ok()) return {};
  // What is asked about was found under the whole `has(…)`; it is only the name within.
  const Written& written = tree_[id];
  Node& inner = maker_[asked.id];
  const bool plain = written.operands.empty();
  const std::uint32_t begin = plain ? written.name_span.begin : tree_[written.operands[0]].span.begin;
  inner.span = {begin, written.name_span.end};
  inner.shown.begin += static_cast<std::uint32_t>(std::string_view("has(").size());
  --inner.shown.end;  // the parenthesis
  return maker_.add(id, NodeKind::has, simple_type(Kind::boolean), {&asked, 1});
}

void Checker::bind(Frame& frame) {
  const Written& written = tree_[frame.id];
  const Part& list = parts_[frame.first_part];
  Type element = simple_type(Kind::any);
  if (list.ok() && list.type.kind == Kind::list) {
    element = *list.type.element;
    const Node& node = maker_[list.id];
    frame.always_empty = node.kind == NodeKind::make_list && node.operand_count == 0;
  } else if (list.ok() && list.type.kind == Kind::any) {
    frame.always_empty = true;
  }
  const bool positions = written.variables.size() == 2;
  if (positions) names_.bind({written.variables[0], simple_type(Kind::integer), NodeKind::position, {}});
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
    reporter_.error(Code::not_a_list, maker_.span(over),
                    in_backticks(written.name + "()") + " needs a list, not " + values::type_name(over.type));
    good = false;
  }
  const std::size_t conditions = macro == Macro::map ? operands.size() - 2 : 1;
  for (std::size_t i = 1; i < operands.size(); ++i) {
    const bool fine = i <= conditions
                          ? need_bool(operands[i], "the condition of " + in_backticks(written.name + "()"),
                                      maker_, reporter_)
                          : operands[i].ok();
    good = good && fine;
  }
  if (good && macro == Macro::map && refuse_null(operands.last(1), maker_, reporter_)) good = false;
  if (!good) return {};
  if (frame.always_empty) return over_empty_list(frame, operands.back().type);
  if (over.type.element->kind == Kind::any) {
    reporter_.error(Code::wrong_argument_types, maker_.span(over), "this list is always empty");
    return {};
  }
  Type type = simple_type(Kind::boolean);
  if (macro == Macro::filter) type = over.type;
  if (macro == Macro::map) type = values::list_of(operands.back().type);
  Part part = maker_.add(frame.id, NodeKind::comprehension, std::move(type), operands);
  maker_[part.id].macro = macro;
  for (const NodeId use : uses) maker_[use].refer_to(part.id);
  return part;
}

Part Checker::over_empty_list(const Frame& frame, const Type& element) {
  maker_.nodes().truncate(frame.first_node);
  names_.forget_uses(static_cast<NodeId>(frame.first_node));
  const Macro macro = macro_of(tree_[frame.id].name);
  if (macro == Macro::filter || macro == Macro::map) {
    const Type of = macro == Macro::map ? element : simple_type(Kind::any);
    return maker_.add(frame.id, NodeKind::make_list, values::list_of(of), {});
  }
  return maker_.add_constant(frame.id, simple_type(Kind::boolean), {macro == Macro::all});
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
                                       const Scope& scope, const std::string& context, Nodes& nodes,
                                       std::vector<Diagnostic>& diagnostics) {
  expression::Reporter reporter(text, diagnostics, context, scope.suggester);
  const std::size_t first_node = nodes.size();
  const std::size_t first_diagnostic = diagnostics.size();
  const Part root = Checker(tree, text, scope, nodes, reporter).run();
  if (root.ok() && !reporter.failed()) {
    if (find_time_slopes(nodes, first_node, scope, reporter)) return root.id;
  }
  nodes.truncate(first_node);
  sort_from(diagnostics, first_diagnostic);
  return std::nullopt;
}

}  // namespace eligo::check
