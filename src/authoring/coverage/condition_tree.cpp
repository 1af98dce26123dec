#include "authoring/coverage/condition_tree.hpp"

namespace eligo::authoring {

ConditionTree::ConditionTree(const check::CheckedRuleSet& rules, const program::Program& program,
                             program::Context context, check::NodeId root)
    : rules_(&rules), program_(&program), context_(context) {
  static_cast<void>(add(root));
}

// The depth of the recursion is bounded by that of an expression.
std::uint32_t ConditionTree::add(check::NodeId id) {
  const auto index = static_cast<std::uint32_t>(steps_.size());
  steps_.emplace_back();
  const check::Node& node = (*rules_)[id];
  Kind kind = Kind::part;
  switch (node.composition()) {
    case check::Composition::negation: kind = Kind::negation; break;
    case check::Composition::junction:
      kind = node.kind == check::NodeKind::logical_and ? Kind::conjunction : Kind::disjunction;
      break;
    case check::Composition::conditional: kind = Kind::conditional; break;
    case check::Composition::leaf:
    case check::Composition::definition:
    case check::Composition::comprehension:
    case check::Composition::operation: break;
  }
  steps_[index].kind = kind;
  if (kind != Kind::part) {
    for (const check::NodeId operand : rules_->nodes.operands(node)) {
      const std::uint32_t step = add(operand);
      steps_[index].operands.push_back(step);
    }
    return index;
  }
  const program::ValueId value = program_->value_of(id, context_);
  const bool constant =
      value == program::no_value || program_->operations()[value].opcode == program::Opcode::constant;
  if (constant) {
    steps_[index].kind = Kind::constant;
    if (value != program::no_value) {
      const program::Constant& folded = program_->constant(program_->operations()[value].constant_index());
      const auto* truth = std::get_if<bool>(&folded.value.content);
      if (truth != nullptr) steps_[index].constant = *truth ? Truth::yes : Truth::no;
    }
    constant_.push_back(id);
    return index;
  }
  for (std::uint32_t part = 0; part < parts_.size(); ++part) {
    if (parts_[part].value != value) continue;
    steps_[index].part = part;
    return index;
  }
  steps_[index].part = static_cast<std::uint32_t>(parts_.size());
  parts_.push_back({id, value});
  return index;
}

Truth ConditionTree::outcome(std::uint32_t index, std::span<const Truth> parts) const {
  const Step& step = steps_[index];
  switch (step.kind) {
    case Kind::part: return parts[step.part];
    case Kind::constant: return step.constant;
    case Kind::negation: {
      const Truth operand = outcome(step.operands[0], parts);
      if (operand == Truth::unknown) return operand;
      return operand == Truth::yes ? Truth::no : Truth::yes;
    }
    case Kind::conjunction:
    case Kind::disjunction: {
      const Truth decisive = step.kind == Kind::conjunction ? Truth::no : Truth::yes;
      Truth all = decisive == Truth::no ? Truth::yes : Truth::no;
      for (const std::uint32_t operand : step.operands) {
        const Truth truth = outcome(operand, parts);
        if (truth == decisive) return decisive;
        if (truth == Truth::unknown) all = Truth::unknown;
      }
      return all;
    }
    case Kind::conditional: {
      const Truth condition = outcome(step.operands[0], parts);
      if (condition == Truth::unknown) return condition;
      return outcome(step.operands[condition == Truth::yes ? 1 : 2], parts);
    }
  }
  return Truth::unknown;
}

}  // namespace eligo::authoring
