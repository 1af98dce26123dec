#include "authoring/mutation/condition_mutants.hpp"

#include <array>
#include <string_view>
#include <utility>

#include "authoring/mutation/list_samples.hpp"
#include "text/display.hpp"

namespace eligo::authoring {

using check::CheckedRuleSet;
using check::Function;
using check::Macro;
using check::Node;
using check::NodeId;
using check::NodeKind;
using text::quote;

namespace {

constexpr std::size_t longest_text = 100;  // of a part that a sentence or an id names

std::optional<Function> neighbour_of(Function comparison) {
  switch (comparison) {
    case Function::less: return Function::less_equal;
    case Function::less_equal: return Function::less;
    case Function::greater: return Function::greater_equal;
    case Function::greater_equal: return Function::greater;
    case Function::equal: return Function::not_equal;
    case Function::not_equal: return Function::equal;
    default: return std::nullopt;
  }
}

bool is_junction(const Node& node) {
  return node.kind == NodeKind::logical_and || node.kind == NodeKind::logical_or;
}

}  // namespace

ConditionMutants::ConditionMutants(const CheckedRuleSet& rules, const NodeUses& uses,
                                   const Thresholds& thresholds)
    : rules_(&rules),
      uses_(&uses),
      thresholds_(&thresholds),
      parts_(rules.nodes.size()),
      copies_(rules.nodes.size()) {
  const auto mark = [&](NodeId id) {
    if (rules.nodes.type(id).kind == values::Kind::boolean) parts_[id] = true;
  };
  for (NodeId id = 0; id < rules.nodes.size(); ++id) {
    const Node& node = rules[id];
    const auto operands = rules.nodes.operands(node);
    if (is_junction(node) || node.kind == NodeKind::conditional) {
      for (const NodeId operand : operands) mark(operand);
    } else if (node.kind == NodeKind::comprehension) {
      for (const NodeId body : operands.subspan(1)) mark(body);
    }
  }
  for (const check::Definition& definition : rules.definitions) {
    mark(definition.root);
    for (NodeId id = definition.root + 1; id <= definition.exact_root; ++id) copies_[id] = true;
  }
  for (const check::Rule& rule : rules.rules) mark(rule.when);
  for (const check::Alternative& alternative : rules.alternatives) mark(alternative.when);
  for (const check::Segment& segment : rules.segments) {
    // Leaving the segment out says the same of one for everybody.
    if (rules.nodes.literal<bool>(segment.when) == nullptr) mark(segment.when);
  }
}

void ConditionMutants::find(NodeId id, std::vector<Mutant>& mutants) const {
  if (copies_[id]) return;
  const Node& node = (*rules_)[id];
  if (node.kind == NodeKind::constant) find_threshold(id, mutants);
  if (node.kind == NodeKind::call) find_comparison(id, mutants);
  if (is_junction(node) || is_group(id)) find_connectives(id, mutants);
  if (is_junction(node)) find_left_out(id, mutants);
  if (node.kind == NodeKind::call && node.function == Function::in) find_members(id, mutants);
  if (node.kind == NodeKind::comprehension && (node.macro == Macro::all || node.macro == Macro::exists)) {
    Change change;
    change.kind = Change::Kind::macro;
    change.node = id;
    change.macro = node.macro == Macro::all ? Macro::exists : Macro::all;
    const bool all = node.macro == Macro::all;
    add(id, Operator::macro, change, text_of(id) + (all ? ": all to exists" : ": exists to all"),
        (all ? "`all` were `exists` in " : "`exists` were `all` in ") + quote(text_of(id)), mutants);
  }
  if (parts_[id]) find_negation(id, mutants);
}

void ConditionMutants::find_threshold(NodeId id, std::vector<Mutant>& mutants) const {
  const auto comparison = thresholds_->comparison_of_constant(id);
  if (!comparison) return;
  const values::Value& value = rules_->nodes.value(id);
  const Neighbours near = neighbours(*rules_, value, decimals_of(*rules_, id), *comparison);
  for (const auto& other : {near.below, near.above}) {
    if (!other) continue;
    Change change;
    change.kind = Change::Kind::constant;
    change.node = id;
    change.value = *other;
    const std::string from = values::display_text(value), to = values::display_text(*other);
    add(id, Operator::threshold, change, text_of(*comparison) + ": " + from + " to " + to,
        from + " were " + to + " in " + quote(text_of(*comparison)), mutants);
  }
}

void ConditionMutants::find_comparison(NodeId id, std::vector<Mutant>& mutants) const {
  const auto neighbour = neighbour_of((*rules_)[id].function);
  if (!neighbour) return;
  Change change;
  change.kind = Change::Kind::comparison;
  change.node = id;
  change.function = *neighbour;
  const std::string from(check::function_name((*rules_)[id].function)), to(check::function_name(*neighbour));
  add(id, Operator::comparison, change, text_of(id) + ": " + from + " to " + to,
      quote(from) + " were " + quote(to) + " in " + quote(text_of(id)), mutants);
}

// `none` is a negation around an `any` that is not shown.
void ConditionMutants::find_connectives(NodeId id, std::vector<Mutant>& mutants) const {
  if (is_hidden(id)) return;
  const Node& node = (*rules_)[id];
  struct Word {
    Change::Kind kind;
    std::string_view text;
  };
  constexpr std::array words{Word{Change::Kind::conjunction, "all"}, Word{Change::Kind::disjunction, "any"},
                             Word{Change::Kind::neither, "none"}};
  const bool group = is_group(id);
  const std::string from = group ? text_of(id) : node.kind == NodeKind::logical_and ? "&&" : "||";
  for (const Word& word : words) {
    if (!group && word.kind == Change::Kind::neither) continue;
    const std::string_view to = group ? word.text : word.kind == Change::Kind::conjunction ? "&&" : "||";
    if (from == to) continue;
    Change change;
    change.kind = word.kind;
    change.node = id;
    add(id, Operator::connective, change, name_of(id) + ": " + from + " to " + std::string(to),
        quote(from) + " were " + quote(to) + (group ? "" : " in " + quote(text_of(id))), mutants);
  }
}

void ConditionMutants::find_left_out(NodeId id, std::vector<Mutant>& mutants) const {
  const auto operands = rules_->nodes.operands(id);
  if (operands.size() < 2) return;
  const bool group = is_group(id) || is_hidden(id);
  for (std::uint32_t i = 0; i < operands.size(); ++i) {
    Change change;
    change.kind = Change::Kind::operand;
    change.node = id;
    change.index = i;
    std::string mistake = quote(text_of(operands[i])) + " were left out";
    if (!group) mistake += " of " + quote(text_of(id));
    add(group ? operands[i] : id, Operator::left_out, change, name_of(operands[i]) + ": left out",
        std::move(mistake), mutants);
  }
}

void ConditionMutants::find_negation(NodeId id, std::vector<Mutant>& mutants) const {
  const Node& node = (*rules_)[id];
  // These have mutants that are the same.
  if (is_group(id) || is_hidden(id)) return;
  if (node.kind == NodeKind::call &&
      (node.function == Function::equal || node.function == Function::not_equal))
    return;
  Change change;
  change.kind = Change::Kind::negation;
  change.node = id;
  const std::string part = text_of(id);
  if (node.kind == NodeKind::logical_not) {
    add(id, Operator::negation, change, part + ": without !", quote(part) + " were without its `!`", mutants);
  } else {
    add(id, Operator::negation, change, part + ": negated", quote(part) + " were negated", mutants);
  }
}

// Of `x in [a, b]`.
void ConditionMutants::find_members(NodeId id, std::vector<Mutant>& mutants) const {
  const NodeId list = rules_->nodes.operands(id)[1];
  if ((*rules_)[list].kind != NodeKind::make_list) return;
  const auto members = rules_->nodes.operands(list);
  for (const std::size_t i : list_samples(members.size())) {
    Change change;
    change.kind = Change::Kind::operand;
    change.node = list;
    change.index = static_cast<std::uint32_t>(i);
    const std::string member = text_of(members[i]);
    add(list, Operator::list_member, change, text_of(id) + ": " + member + " left out",
        quote(member) + " were left out of " + quote(text_of(id)), mutants);
  }
}

/// Whether it is an `all`, `any` or `none` object.
bool ConditionMutants::is_group(NodeId id) const {
  const Node& node = (*rules_)[id];
  return node.span == diagnostics::Span{} && !rules_->nodes.text(node).empty();
}

bool ConditionMutants::is_hidden(NodeId id) const { return rules_->nodes.text(id).empty(); }

// Groups are told apart by where they stand: `any at /when/all/1`.
std::string ConditionMutants::name_of(NodeId id) const {
  if (!is_group(id)) return text_of(id);
  const std::string& pointer = rules_->nodes.pointer(id);
  const std::size_t entry = pointer.find('/', 1);  // `/rules` `/6` `/when/all/1`
  return text_of(id) + " at " + pointer.substr(pointer.find('/', entry + 1));
}

std::string ConditionMutants::text_of(NodeId id) const {
  return text::cut(rules_->nodes.text(id), longest_text);
}

void ConditionMutants::add(NodeId id, Operator kind, Change change, const std::string& short_form,
                           std::string mistake, std::vector<Mutant>& mutants) const {
  Mutant mutant;
  const Owner owner = uses_->owner_of(id);
  switch (owner.kind) {
    case Owner::Kind::definition: mutant.owner = "definition " + rules_->definitions[owner.index].name; break;
    case Owner::Kind::segment: mutant.owner = "segment " + rules_->segments[owner.index].id; break;
    case Owner::Kind::rule: mutant.owner = "rule " + rules_->rules[owner.index].id; break;
    case Owner::Kind::alternative:
      mutant.owner = "alternative " + rules_->alternatives[owner.index].id;
      break;
  }
  mutant.id = mutant.owner + ": " + short_form;
  mutant.mistake = std::move(mistake);
  mutant.pointer = rules_->nodes.pointer(id);
  mutant.kind = kind;
  mutant.change = std::move(change);
  mutants.push_back(std::move(mutant));
}

}  // namespace eligo::authoring
