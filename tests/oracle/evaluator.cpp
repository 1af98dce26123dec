#include "oracle/evaluator.hpp"

#include <algorithm>

#include "oracle/functions.hpp"

namespace eligo::oracle {

namespace {

using check::Macro;
using check::Node;
using check::NodeId;
using check::NodeKind;

bool is_time(const Datum& operand) {
  return operand.is<values::Timestamp>() || operand.is<values::Interval>();
}

values::Nanoseconds nanoseconds(const Datum& time) {
  return time.is<values::Timestamp>() ? time.as<values::Timestamp>().nanoseconds
                                      : time.as<values::Interval>().nanoseconds;
}

// A timestamp and a duration make a timestamp; two of a kind make a duration.
Datum exact_sum(Function function, const Datum& left, const Datum& right) {
  const values::Nanoseconds other = nanoseconds(right);
  const values::Nanoseconds sum = nanoseconds(left) + (function == Function::add ? other : -other);
  if (left.is<values::Timestamp>() != right.is<values::Timestamp>()) return datum(values::Timestamp{sum});
  return datum(values::Interval{sum});
}

}  // namespace

Datum Evaluator::value(NodeId id, bool compared) {
  const Node& node = rules_[id];
  switch (node.kind) {
    case NodeKind::constant: return from_value(rules_.nodes.value(node));
    case NodeKind::fact: return profile_[node.fact()];
    case NodeKind::now: return datum(values::Timestamp{now_});
    case NodeKind::parameter: return params_[node.parameter()];
    case NodeKind::definition: return value(rules_.definitions[node.definition()].root, compared);
    case NodeKind::element:
      // Outside of the list when a constant is looked for, which does not hang on it.
      return elements_.contains(node.comprehension()) ? elements_.at(node.comprehension()).value
                                                      : datum(Missing{});
    case NodeKind::position:
      return elements_.contains(node.comprehension()) ? datum(elements_.at(node.comprehension()).position)
                                                      : datum(Missing{});
    case NodeKind::field: return field(node);
    case NodeKind::has: return has(node);
    case NodeKind::list_member: return list_member(node);
    case NodeKind::call: return call(id, node, compared);
    case NodeKind::logical_not: {
      const Datum operand = value(rules_.nodes.operands(node)[0]);
      return operand.known() ? datum(!operand.as<bool>()) : operand;
    }
    case NodeKind::logical_and: return logical(node, false);
    case NodeKind::logical_or: return logical(node, true);
    case NodeKind::conditional: return conditional(node, compared);
    case NodeKind::make_list: return make_list(node);
    case NodeKind::comprehension: return comprehension(id, node);
  }
  return datum(Missing{});
}

Datum Evaluator::field(const Node& node) {
  const Datum record = value(rules_.nodes.operands(node)[0]);
  return record.known() ? record.as<Fields>().values[node.field()] : record;
}

// Of a record that is itself unknown (a position outside of the list) nobody can say, nor of a value that was
// refused.
Datum Evaluator::has(const Node& node) {
  const Node& asked = rules_[rules_.nodes.operands(node)[0]];
  if (asked.kind == NodeKind::field) {
    const Datum record = value(rules_.nodes.operands(asked)[0]);
    if (!record.known()) return record;
  }
  const Datum there = value(rules_.nodes.operands(node)[0]);
  if (!there.known()) {
    for (const MissingInput& input : there.inputs())
      if (input.cause != values::Cause::absent && input.cause != values::Cause::null) return there;
  }
  return datum(there.known());
}

Datum Evaluator::list_member(const Node& node) {
  const Datum item = value(rules_.nodes.operands(node)[0]);
  if (!item.known()) return item;
  MissingInputs inputs;
  for (const values::Value& member : rules_.lists[node.list()].values)
    if (equal(item, from_value(member), inputs).value_or(false)) return datum(true);
  return datum(false);
}

Datum Evaluator::call(NodeId id, const Node& node, bool compared) {
  const bool sum = node.function == Function::add || node.function == Function::subtract;
  const bool compares = node.function == Function::equal || node.function == Function::not_equal ||
                        node.function == Function::less || node.function == Function::less_equal ||
                        node.function == Function::greater || node.function == Function::greater_equal;
  std::vector<Datum> operands;
  MissingInputs inputs;
  bool known = true;
  for (const NodeId operand : rules_.nodes.operands(node)) {
    operands.push_back(value(operand, compares || (sum && compared)));
    if (operands.back().known()) continue;
    known = false;
    add_missing_inputs(inputs, operands.back().inputs());
  }
  if (!known) return datum(Missing{inputs});
  if (sum && compared && is_time(operands[0])) return exact_sum(node.function, operands[0], operands[1]);
  try {
    return call_function(node.function, operands);
  } catch (const Fault& fault) {
    return datum(Missing{{{MissingInput::Kind::part, id, fault.cause}}});
  }
}

// One operand that is `deciding` decides, whatever the others are.
Datum Evaluator::logical(const Node& node, bool deciding) {
  MissingInputs inputs;
  bool known = true;
  for (const NodeId id : rules_.nodes.operands(node)) {
    const Datum operand = value(id);
    if (operand.known() && operand.as<bool>() == deciding) return datum(deciding);
    if (operand.known()) continue;
    known = false;
    add_missing_inputs(inputs, operand.inputs());
  }
  if (!known) return datum(Missing{inputs});
  return datum(!deciding);
}

Datum Evaluator::conditional(const Node& node, bool compared) {
  const Datum condition = value(rules_.nodes.operands(node)[0]);
  if (!condition.known()) return condition;
  return value(rules_.nodes.operands(node)[condition.as<bool>() ? 1 : 2], compared);
}

Datum Evaluator::make_list(const Node& node) {
  Items items;
  MissingInputs inputs;
  bool known = true;
  for (const NodeId id : rules_.nodes.operands(node)) {
    items.push_back(value(id));
    if (items.back().known()) continue;
    known = false;
    add_missing_inputs(inputs, items.back().inputs());
  }
  if (!known) return datum(Missing{inputs});
  return datum(std::move(items));
}

std::vector<Datum> Evaluator::bodies(NodeId id, NodeId body, const Items& list) {
  std::vector<Datum> results;
  for (std::size_t i = 0; i < list.size(); ++i) {
    elements_[id] = {list[i], static_cast<std::int64_t>(i)};
    results.push_back(value(body));
  }
  elements_.erase(id);
  return results;
}

Datum Evaluator::comprehension(NodeId id, const Node& node) {
  const Datum list = value(rules_.nodes.operands(node)[0]);
  if (!list.known()) return list;
  if (node.macro == Macro::filter) return filtered(id, node, list.as<Items>());
  if (node.macro == Macro::map) return mapped(id, node, list.as<Items>());
  return quantified(id, node, list.as<Items>());
}

// `all` and `exists` absorb what is unknown; `exists_one` needs to know every element.
Datum Evaluator::quantified(NodeId id, const Node& node, const Items& list) {
  MissingInputs inputs;
  bool known = true;
  std::size_t hits = 0;
  std::size_t misses = 0;
  for (const Datum& body : bodies(id, rules_.nodes.operands(node)[1], list)) {
    if (!body.known()) {
      known = false;
      add_missing_inputs(inputs, body.inputs());
    } else {
      ++(body.as<bool>() ? hits : misses);
    }
  }
  if (node.macro == Macro::all && misses > 0) return datum(false);
  if (node.macro == Macro::exists && hits > 0) return datum(true);
  if (!known) return datum(Missing{inputs});
  return datum(node.macro == Macro::all || (node.macro == Macro::exists_one && hits == 1));
}

Datum Evaluator::filtered(NodeId id, const Node& node, const Items& list) {
  const std::vector<Datum> keeps = bodies(id, rules_.nodes.operands(node)[1], list);
  Items kept;
  MissingInputs inputs;
  bool known = true;
  for (std::size_t i = 0; i < list.size(); ++i) {
    if (!keeps[i].known()) {
      known = false;
      add_missing_inputs(inputs, keeps[i].inputs());
    } else if (keeps[i].as<bool>()) {
      kept.push_back(list[i]);
    }
  }
  if (!known) return datum(Missing{inputs});
  return datum(std::move(kept));
}

Datum Evaluator::mapped(NodeId id, const Node& node, const Items& list) {
  Items results;
  MissingInputs inputs;
  bool known = true;
  for (std::size_t i = 0; i < list.size(); ++i) {
    elements_[id] = {list[i], static_cast<std::int64_t>(i)};
    const Datum keep =
        rules_.nodes.operands(node).size() == 3 ? value(rules_.nodes.operands(node)[1]) : datum(true);
    const Datum result = keep.known() && keep.as<bool>() ? value(rules_.nodes.operands(node).back()) : keep;
    if (!result.known()) {
      known = false;
      add_missing_inputs(inputs, result.inputs());
    } else if (keep.as<bool>()) {
      results.push_back(result);
    }
  }
  elements_.erase(id);
  if (!known) return datum(Missing{inputs});
  return datum(std::move(results));
}

// Whether the part comes out the same for every profile: it reads nothing of a profile, or something that
// does not decides it.
bool Evaluator::is_constant(NodeId id) {
  const Node& node = rules_[id];
  const auto constant = [this](NodeId operand) { return is_constant(operand); };
  switch (node.kind) {
    case NodeKind::fact:
    case NodeKind::now:
    case NodeKind::element:
    case NodeKind::position:
    case NodeKind::comprehension: return false;
    case NodeKind::parameter:
      return std::none_of(rules_.segments.begin(), rules_.segments.end(), [&](const auto& segment) {
        return std::any_of(segment.params.begin(), segment.params.end(),
                           [&](const auto& changed) { return changed.param == node.parameter(); });
      });
    case NodeKind::definition: return is_constant(rules_.definitions[node.definition()].root);
    case NodeKind::logical_and:
    case NodeKind::logical_or: {
      const bool deciding = node.kind == NodeKind::logical_or;
      const bool decided = std::ranges::any_of(rules_.nodes.operands(node), [&](NodeId operand) {
        if (!is_constant(operand)) return false;
        const Datum truth = value(operand);
        return truth.known() && truth.as<bool>() == deciding;
      });
      return decided || std::ranges::all_of(rules_.nodes.operands(node), constant);
    }
    case NodeKind::conditional:
      if (is_constant(rules_.nodes.operands(node)[0])) {
        const Datum condition = value(rules_.nodes.operands(node)[0]);
        return !condition.known() || is_constant(rules_.nodes.operands(node)[condition.as<bool>() ? 1 : 2]);
      }
      return false;
    default: return std::ranges::all_of(rules_.nodes.operands(node), constant);
  }
}

void Evaluator::add_support(NodeId id, std::set<std::uint32_t>& facts) {
  if (is_constant(id)) return;
  const Node& node = rules_[id];
  switch (node.kind) {
    case NodeKind::fact:
      if (rules_.nodes.type(node).kind != values::Kind::list && profile_[node.fact()].known())
        facts.insert(node.fact());
      return;
    case NodeKind::definition: add_support(rules_.definitions[node.definition()].root, facts); return;
    case NodeKind::logical_and: add_logical_support(node, false, facts); return;
    case NodeKind::logical_or: add_logical_support(node, true, facts); return;
    case NodeKind::conditional: {
      const Datum condition = value(rules_.nodes.operands(node)[0]);
      add_support(rules_.nodes.operands(node)[0], facts);
      if (condition.known()) add_support(rules_.nodes.operands(node)[condition.as<bool>() ? 1 : 2], facts);
      return;
    }
    case NodeKind::comprehension:
      add_support(rules_.nodes.operands(node)[0], facts);
      for (std::size_t body = 1; body < rules_.nodes.operands(node).size(); ++body)
        add_all_facts(rules_.nodes.operands(node)[body], facts);
      return;
    default:
      for (const NodeId operand : rules_.nodes.operands(node)) add_support(operand, facts);
  }
}

void Evaluator::add_logical_support(const Node& node, bool deciding, std::set<std::uint32_t>& facts) {
  const Datum whole = logical(node, deciding);
  for (const NodeId id : rules_.nodes.operands(node)) {
    const Datum operand = value(id);
    const bool counts =
        !whole.known() || whole.as<bool>() != deciding || (operand.known() && operand.as<bool>() == deciding);
    if (counts) add_support(id, facts);
  }
}

void Evaluator::add_all_facts(NodeId id, std::set<std::uint32_t>& facts) {
  if (is_constant(id)) return;
  const Node& node = rules_[id];
  if (node.kind == NodeKind::definition)
    return add_all_facts(rules_.definitions[node.definition()].root, facts);
  if (node.kind == NodeKind::fact) return add_support(id, facts);
  for (const NodeId operand : rules_.nodes.operands(node)) add_all_facts(operand, facts);
}

}  // namespace eligo::oracle
