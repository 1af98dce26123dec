#include "check/assumptions.hpp"

#include <cstdlib>

namespace eligo::check {

namespace {

using values::is_number;

// Definitions that use each other again and again could take exponential time, or overflow the stack.
constexpr std::size_t most_steps = 2'000;
constexpr std::size_t most_depth = 100;

bool is_comparison(const Node& node) { return node.kind == NodeKind::call && is_comparison(node.function); }

Function negated(Function relation) {
  switch (relation) {
    case Function::equal: return Function::not_equal;
    case Function::not_equal: return Function::equal;
    case Function::less: return Function::greater_equal;
    case Function::less_equal: return Function::greater;
    case Function::greater: return Function::less_equal;
    case Function::greater_equal: return Function::less;
    default: std::abort();  // no comparison
  }
}

Function mirrored(Function relation) {
  switch (relation) {
    case Function::less: return Function::greater;
    case Function::less_equal: return Function::greater_equal;
    case Function::greater: return Function::less;
    case Function::greater_equal: return Function::less_equal;
    default: return relation;
  }
}

}  // namespace

void Assumptions::open(std::span<const NodeId> operands, bool truth) {
  std::vector<Found> found;
  for (const NodeId operand : operands) {
    if (depth_ == 0) steps_ = 0;
    derive(operand, truth, operand, found);
  }
  // Only now, so that no operand leans on what its sibling says, which may lean on it in turn.
  levels_.emplace_back();
  for (Found& each : found) {
    levels_.back().touched.push_back(each.number);
    entries_[each.number].push_back(each.entry);
  }
}

void Assumptions::close() {
  const std::vector<std::uint32_t>& touched = levels_.back().touched;
  for (auto number = touched.rbegin(); number != touched.rend(); ++number) entries_[*number].pop_back();
  levels_.pop_back();
}

void Assumptions::derive(NodeId condition, bool truth, NodeId operand, std::vector<Found>& found) {
  if (++steps_ > most_steps || depth_ > most_depth) return;
  ++depth_;
  const Node& node = rules_[condition];
  switch (node.composition()) {
    case Composition::definition: derive(rules_.root_of(node), truth, operand, found); break;
    case Composition::negation: derive(rules_.nodes.operands(node)[0], !truth, operand, found); break;
    case Composition::junction:
      // a true `&&` has true operands, a false `||` false ones
      if (truth == (node.kind == NodeKind::logical_and) || node.operand_count == 1) {
        for (const NodeId each : rules_.nodes.operands(node)) derive(each, truth, operand, found);
      }
      break;
    case Composition::operation:
      if (is_comparison(node)) derive_comparison(node, truth, operand, found);
      break;
    case Composition::leaf:
    case Composition::conditional:
    case Composition::comprehension: break;
  }
  --depth_;
}

// A comparison with NaN is false; nothing is said of NaN, so the opposite relation is good enough.
void Assumptions::derive_comparison(const Node& node, bool truth, NodeId operand, std::vector<Found>& found) {
  const NodeId left = rules_.nodes.operands(node)[0], right = rules_.nodes.operands(node)[1];
  if (!is_number(rules_.nodes.type(left)) || !is_number(rules_.nodes.type(right))) return;
  const Function relation = truth ? node.function : negated(node.function);
  const NumberRange of_left = range_of(left), of_right = range_of(right);
  const auto note = [&](NodeId part, Function holds, const NumberRange& other) {
    const NumberRange range = related(holds, rules_.nodes.type(part).kind, other);
    if (!range.is_everything()) found.push_back({numbers_[part], {levels_.size(), operand, range}});
  };
  note(left, relation, of_right);
  note(right, mirrored(relation), of_left);
}

NumberRange Assumptions::range_of(NodeId part) {
  if (depth_ == 0) steps_ = 0;
  if (++steps_ > most_steps || depth_ > most_depth) return {};
  ++depth_;
  NumberRange range = work_out(part);
  --depth_;
  const auto assumed = entries_.find(numbers_[part]);
  if (assumed == entries_.end()) return range;
  for (const Entry& entry : assumed->second) {
    if (levels_[entry.level].current != entry.operand) range = both(range, entry.range);
  }
  return range;
}

NumberRange Assumptions::work_out(NodeId part) {
  const Node& node = rules_[part];
  if (!is_number(rules_.nodes.type(node))) return {};
  switch (node.kind) {
    case NodeKind::constant: return only(rules_.nodes.value(node));
    case NodeKind::fact: return declared(rules_.facts[node.fact()].range);
    case NodeKind::parameter: return of_parameter(node.parameter());
    case NodeKind::definition: return range_of(rules_.root_of(node));
    case NodeKind::field: return of_field(node);
    case NodeKind::position: return {0, NumberRange::infinity};
    case NodeKind::call: return of_operation(node);
    case NodeKind::conditional: return of_conditional(node);
    case NodeKind::now:
    case NodeKind::element:
    case NodeKind::has:
    case NodeKind::list_member:
    case NodeKind::logical_not:
    case NodeKind::logical_and:
    case NodeKind::logical_or:
    case NodeKind::make_list:
    case NodeKind::comprehension: break;
  }
  return {};
}

NumberRange Assumptions::of_operation(const Node& node) {
  std::vector<NumberRange> operands;
  for (const NodeId operand : rules_.nodes.operands(node)) operands.push_back(range_of(operand));
  return arithmetic(node.function, rules_.nodes.type(node).kind, operands);
}

NumberRange Assumptions::of_conditional(const Node& node) {
  const std::span<const NodeId> operands = rules_.nodes.operands(node);
  std::vector<NumberRange> branches;
  for (const bool truth : {true, false}) {
    open(operands.first(1), truth);
    branches.push_back(range_of(operands[truth ? 1 : 2]));
    close();
  }
  return either(branches[0], branches[1]);
}

NumberRange Assumptions::of_parameter(std::uint32_t param) const {
  NumberRange range = only(rules_.params[param].value);
  for (const Segment& segment : rules_.segments) {
    for (const Segment::Override& override : segment.params) {
      if (override.param == param) range = either(range, only(override.value));
    }
  }
  return range;
}

// A field of an element of a fact, which may have been filtered before.
NumberRange Assumptions::of_field(const Node& node) const {
  const Node* at = &rules_[rules_.nodes.operands(node)[0]];
  for (std::size_t depth = 0; depth < most_depth; ++depth) {
    switch (at->kind) {
      case NodeKind::fact: return declared(rules_.facts[at->fact()].fields[node.field()].range);
      case NodeKind::element: at = &rules_[rules_.nodes.operands(at->comprehension())[0]]; break;
      case NodeKind::definition: at = &rules_[rules_.root_of(*at)]; break;
      case NodeKind::call:
        if (at->function != Function::index) return {};
        at = &rules_[rules_.nodes.operands(*at)[0]];
        break;
      case NodeKind::comprehension:
        if (at->macro != Macro::filter) return {};
        at = &rules_[rules_.nodes.operands(*at)[0]];
        break;
      case NodeKind::constant:
      case NodeKind::now:
      case NodeKind::parameter:
      case NodeKind::position:
      case NodeKind::field:
      case NodeKind::has:
      case NodeKind::list_member:
      case NodeKind::logical_not:
      case NodeKind::logical_and:
      case NodeKind::logical_or:
      case NodeKind::conditional:
      case NodeKind::make_list: return {};
    }
  }
  return {};
}

}  // namespace eligo::check
