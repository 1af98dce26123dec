#include "program/lowering.hpp"

#include <algorithm>
#include <map>
#include <span>

namespace eligo::program {

using check::Node;
using check::NodeId;
using check::NodeKind;
using values::Kind;

namespace {

class Lowering {
 public:
  Lowering(const check::CheckedRuleSet& rules, Evaluate evaluate, const Limits& limits)
      : rules_(rules),
        builder_(evaluate, rules, limits),
        overridden_(rules.params.size(), false),
        compared_(rules.definitions.size(), false) {
    find_compared();
    for (auto& values : values_) values.assign(rules.nodes.size(), no_value);
    for (const check::Segment& segment : rules.segments) {
      for (const auto& override : segment.params) overridden_[override.param] = true;
    }
  }

  Program lower_all();

 private:
  ValueId lower(NodeId id, Context context);
  ValueId lower_node(const Node& node, NodeId id, Context context);
  std::vector<ValueId> lower_operands(const Node& node, Context context);
  /// Of what is made of its operands alone. Not inlined: its temporaries would lie on the stack at each level
  /// of a condition, and a condition may be 250 levels deep where a thread has little stack.
  [[gnu::noinline]] ValueId combine(const Node& node, const std::vector<ValueId>& operands);
  ValueId lower_comprehension(const Node& node, NodeId id, Context context);
  ValueId lower_call(const Node& node, const std::vector<ValueId>& operands);
  ValueId lower_has(const Node& node, Context context);
  ValueId lower_parameter(std::uint32_t index, Context context);
  ValueId lower_fact(std::uint32_t index) { return builder_.fact(index, rules_.facts[index]); }
  [[nodiscard]] Placement placement_of(NodeId id, Context context) const;
  void find_compared();
  void remember_texts();
  void lower_definitions(Context context);
  void add_placeholders(const check::LocalizedTemplate& text);

  const check::CheckedRuleSet& rules_;
  Builder builder_;
  static constexpr std::uint32_t no_definition = 0xFFFF'FFFF;

  std::vector<bool> overridden_;  // by param: some segment has its own
  std::vector<bool> compared_;    // by definition: its exact copy is needed
  std::array<std::vector<ValueId>, 2> values_;
  std::map<std::pair<Context, NodeId>, ValueId> opened_;  // the iterate of each comprehension being lowered
  ValueId segment_index_ = no_value;
  std::vector<ValueId> roots_;
};

std::size_t index_of(Context context) { return static_cast<std::size_t>(context); }

// Readers look enum values up as they do every string; their numbers make comparing cheap.
void Lowering::remember_texts() {
  const auto remember = [&](const values::Type& type) {
    if (!type.enumeration) return;
    for (const std::string& text : *type.enumeration) builder_.remember_text(text);
  };
  for (const check::Fact& fact : rules_.facts) {
    remember(fact.type);
    if (fact.type.element) remember(*fact.type.element);
    for (const check::RecordField& field : fact.fields) remember(field.type);
  }
}

// Dependencies come first, so that lowering never goes down through one definition into the next.
void Lowering::lower_definitions(Context context) {
  for (const std::uint32_t index : rules_.definition_order) {
    lower(rules_.definitions[index].root, context);
    if (compared_[index]) lower(rules_.definitions[index].exact_root, context);
  }
}

// Which definitions are needed as exact copies. One copy may need another; whoever uses a definition stands
// after it.
void Lowering::find_compared() {
  std::vector<std::uint32_t> copied(rules_.nodes.size(), no_definition);
  for (const std::uint32_t index : rules_.definition_order) {
    const check::Definition& definition = rules_.definitions[index];
    std::fill(copied.begin() + definition.root + 1, copied.begin() + definition.exact_root + 1, index);
  }
  for (NodeId id = static_cast<NodeId>(rules_.nodes.size()); id-- > 0;) {
    const bool needed = copied[id] == no_definition || compared_[copied[id]];
    const Node& node = rules_[id];
    if (needed && node.exact && node.kind == NodeKind::definition) compared_[node.definition()] = true;
  }
}

void Lowering::add_placeholders(const check::LocalizedTemplate& text) {
  for (const auto& entry : text.entries) {
    for (const auto& piece : entry.text.pieces) {
      if (piece.kind == check::Template::Piece::Kind::definition)
        roots_.push_back(values_[index_of(Context::segment)][rules_.definitions[piece.index].root]);
      if (piece.kind == check::Template::Piece::Kind::parameter)
        roots_.push_back(lower_parameter(piece.index, Context::segment));
    }
  }
}

ValueId Lowering::lower(NodeId id, Context context) {
  ValueId& kept = values_[index_of(context)][id];
  if (kept == no_value) kept = lower_node(rules_[id], id, context);
  return kept;
}

ValueId Lowering::lower_node(const Node& node, NodeId id, Context context) {
  const values::Type& type = rules_.nodes.type(node);
  switch (node.kind) {
    case NodeKind::constant: return builder_.constant(type, rules_.nodes.value(node));
    case NodeKind::fact: return lower_fact(node.fact());
    case NodeKind::now: return builder_.now();
    case NodeKind::parameter: return lower_parameter(node.parameter(), context);
    case NodeKind::definition: return lower(rules_.root_of(node), context);
    case NodeKind::element: return builder_.element(opened_.at({context, node.comprehension()}), type);
    case NodeKind::position: return builder_.position(opened_.at({context, node.comprehension()}));
    case NodeKind::has: return lower_has(node, context);
    case NodeKind::comprehension: return lower_comprehension(node, id, context);
    case NodeKind::field:
    case NodeKind::list_member:
    case NodeKind::call:
    case NodeKind::logical_not:
    case NodeKind::logical_and:
    case NodeKind::logical_or:
    case NodeKind::conditional:
    case NodeKind::make_list: break;
  }
  return combine(node, lower_operands(node, context));
}

ValueId Lowering::combine(const Node& node, const std::vector<ValueId>& operands) {
  const values::Type& type = rules_.nodes.type(node);
  switch (node.kind) {
    case NodeKind::field: return builder_.add(Opcode::field, type, operands, node.field());
    case NodeKind::list_member: return lower_membership(builder_, operands[0], rules_.lists[node.list()]);
    case NodeKind::call: return lower_call(node, operands);
    case NodeKind::logical_not: return builder_.logical_not(operands[0]);
    case NodeKind::logical_and: return builder_.logical(Opcode::logical_and, operands);
    case NodeKind::logical_or: return builder_.logical(Opcode::logical_or, operands);
    case NodeKind::conditional: return builder_.select(type, operands[0], operands[1], operands[2]);
    case NodeKind::make_list:
      if (operands.empty()) return builder_.constant(type, {values::List{}});
      return builder_.add(Opcode::make_list, type, operands);
    case NodeKind::constant:
    case NodeKind::fact:
    case NodeKind::now:
    case NodeKind::parameter:
    case NodeKind::definition:
    case NodeKind::element:
    case NodeKind::position:
    case NodeKind::has:
    case NodeKind::comprehension: break;  // see lower_node()
  }
  return no_value;
}

std::vector<ValueId> Lowering::lower_operands(const Node& node, Context context) {
  std::vector<ValueId> operands;
  operands.reserve(node.operand_count);
  for (const NodeId operand : rules_.nodes.operands(node)) operands.push_back(lower(operand, context));
  return operands;
}

// Operators whose rule is not a list of types have no overload.
ValueId Lowering::lower_call(const Node& node, const std::vector<ValueId>& operands) {
  const values::Type& type = rules_.nodes.type(node);
  if (node.exact) return lower_exact_sum(builder_, node.function, type, operands);
  if (check::is_comparison(node.function))
    return lower_comparison(builder_, node.function, operands[0], operands[1]);
  if (node.function == check::Function::in) return lower_in(builder_, operands[0], operands[1]);
  if (node.function == check::Function::index) return builder_.add(Opcode::index, type, operands);
  const bool joins = node.function == check::Function::add && type.kind == Kind::list;
  if (joins) return builder_.add(Opcode::concat_list, type, operands);
  return program::lower_call(builder_, node.overload(), node.function, type, operands);
}

ValueId Lowering::lower_has(const Node& node, Context context) {
  const NodeId asked = rules_.nodes.operands(node)[0];
  const ValueId value = lower(asked, context);
  const Node& target = rules_[asked];
  if (target.kind != NodeKind::field) return builder_.add(Opcode::has, Kind::boolean, {value}, target.fact());
  const ValueId record = lower(rules_.nodes.operands(target)[0], context);
  return builder_.add(Opcode::has_field, Kind::boolean, {record}, target.field());
}

ValueId Lowering::lower_parameter(std::uint32_t index, Context context) {
  const check::Param& param = rules_.params[index];
  const ValueId base = builder_.constant(param.type, param.value);
  if (context == Context::base || !overridden_[index]) return base;
  std::vector<ValueId> operands{segment_index_, base};
  for (const check::Segment& segment : rules_.segments) {
    ValueId value = base;
    for (const auto& override : segment.params) {
      if (override.param == index) value = builder_.constant(param.type, override.value);
    }
    operands.push_back(value);
  }
  return builder_.parameter(param.type, operands);
}

// The elements of a comprehension that is not open are those of `id` itself or of one inside of it.
Placement Lowering::placement_of(NodeId id, Context context) const {
  const Node& node = rules_[id];
  if (node.kind == NodeKind::definition)
    return builder_.placement(values_[index_of(context)][rules_.root_of(node)]);
  if (node.kind == NodeKind::fact) return {false, profile_domain};
  if (node.kind == NodeKind::parameter)
    return {context == Context::base || !overridden_[node.parameter()], profile_domain};
  if (node.kind == NodeKind::element || node.kind == NodeKind::position) {
    const auto open = opened_.find({context, node.comprehension()});
    return open == opened_.end() ? Placement{} : Placement{false, builder_[open->second].opened_domain()};
  }
  Placement where;
  for (const NodeId operand : rules_.nodes.operands(node))
    where = builder_.deeper(where, placement_of(operand, context));
  return where;
}

ValueId Lowering::lower_comprehension(const Node& node, NodeId id, Context context) {
  const std::span<const NodeId> operands = rules_.nodes.operands(node);
  const values::Type& type = rules_.nodes.type(node);
  const ValueId list = lower(operands[0], context);
  // The list's rows and everything that the body names from outside say how far out it can be computed.
  Placement parent = builder_.placement(list);
  for (std::size_t i = 1; i < operands.size(); ++i)
    parent = builder_.deeper(parent, placement_of(operands[i], context));
  const ValueId iterate = builder_.iterate(list, parent);
  opened_.emplace(std::pair(context, id), iterate);
  std::vector<ValueId> bodies;
  for (std::size_t i = 1; i < operands.size(); ++i) bodies.push_back(lower(operands[i], context));
  opened_.erase({context, id});
  switch (node.macro) {
    case check::Macro::all: return builder_.reduce(Opcode::all, type, iterate, std::move(bodies));
    case check::Macro::exists: return builder_.reduce(Opcode::exists, type, iterate, std::move(bodies));
    case check::Macro::exists_one:
      return builder_.reduce(Opcode::exists_one, type, iterate, std::move(bodies));
    case check::Macro::filter: return builder_.reduce(Opcode::filter, type, iterate, std::move(bodies));
    case check::Macro::map: break;
  }
  if (bodies.size() == 2) std::swap(bodies[0], bodies[1]);  // the condition stands first in the node
  return builder_.reduce(Opcode::map, type, iterate, std::move(bodies));
}

Program Lowering::lower_all() {
  remember_texts();
  std::vector<ValueId> segments, rules, alternatives, definitions, parameters;
  if (!rules_.segments.empty()) lower_definitions(Context::base);
  for (const check::Segment& segment : rules_.segments)
    segments.push_back(lower(segment.when, Context::base));
  segment_index_ = builder_.segment_index(segments);
  roots_ = segments;
  roots_.push_back(segment_index_);
  lower_definitions(Context::segment);
  for (const check::Rule& rule : rules_.rules) rules.push_back(lower(rule.when, Context::segment));
  for (const check::Alternative& alternative : rules_.alternatives)
    alternatives.push_back(lower(alternative.when, Context::segment));
  for (const check::Definition& definition : rules_.definitions)
    definitions.push_back(lower(definition.root, Context::segment));
  for (std::uint32_t index = 0; index < rules_.params.size(); ++index)
    parameters.push_back(lower_parameter(index, Context::segment));
  roots_.insert(roots_.end(), rules.begin(), rules.end());
  roots_.insert(roots_.end(), alternatives.begin(), alternatives.end());
  for (const check::Rule& rule : rules_.rules) {
    add_placeholders(rule.message);
    add_placeholders(rule.remedy);
  }
  for (const check::Alternative& alternative : rules_.alternatives) {
    add_placeholders(alternative.title);
    add_placeholders(alternative.message);
  }
  Roots named{std::move(values_),
              std::move(rules),
              std::move(segments),
              std::move(alternatives),
              std::move(definitions),
              std::move(parameters),
              {},
              {},
              segment_index_};
  for (const check::Rule& rule : rules_.rules) named.rule_ids.push_back(rule.id);
  for (const check::Segment& segment : rules_.segments) named.segment_ids.push_back(segment.id);
  return builder_.finish(rules_, std::move(named), roots_);
}

}  // namespace

Program lower(const check::CheckedRuleSet& rules, Evaluate evaluate, const Limits& limits) {
  return Lowering(rules, evaluate, limits).lower_all();
}

}  // namespace eligo::program
