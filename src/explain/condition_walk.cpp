#include "explain/condition_walk.hpp"

#include <algorithm>
#include <optional>
#include <string>

namespace eligo::explain {

using check::Macro;
using check::Node;
using check::NodeId;
using check::NodeKind;
using values::Cause;

namespace {

constexpr std::size_t most_deciding = 10;
constexpr std::size_t most_others = 3;  // where none decides

Deciding deciding_in(const Node& comprehension, bool known) {
  if (!known) return Deciding::are_unknown;
  switch (comprehension.macro) {
    case Macro::all: return Deciding::are_false;
    case Macro::exists:
    case Macro::exists_one: return Deciding::are_true;
    case Macro::filter: return Deciding::are_kept;
    case Macro::map: return comprehension.operand_count == 3 ? Deciding::are_kept : Deciding::none;
  }
  return Deciding::none;
}

}  // namespace

/// The elements to show, by their positions.
struct ConditionWalk::Choice {
  ExplainedElements counts;
  std::vector<std::size_t> positions;
};

ExplainedPart ConditionWalk::part(NodeId id, std::size_t depth) {
  const Node& node = cursor_.node(id);
  ExplainedPart part{
      &node, std::string(source_->rules->nodes.text(node)), &cursor_.type(node), value(id, node), {}, {}, {}};
  if (depth == 0) {
    part.cut = has_parts(node);
  } else if (node.kind == NodeKind::definition) {
    refer(node, part, depth - 1);
  } else if (node.kind == NodeKind::comprehension) {
    add_elements(id, node, part, depth - 1);
  } else if (!is_of_profile(node)) {
    for (const NodeId operand : cursor_.operands(node)) add_operand(operand, part, depth - 1);
  }
  return part;
}

values::Value ConditionWalk::value(NodeId id, const Node& node) const {
  const auto cell = cursor_.cell(id);
  if (!cell) return {values::Unknown{Cause::none}};
  if (cell->known()) return value_at(*cell->view, cell->row, values::shown);
  if (node.kind == NodeKind::fact)
    return {values::Unknown{source_->fact(node.fact()).cause_at(source_->row)}};
  const Cause error = source_->results->error_at(cell->value, cell->row);
  return {values::Unknown{error == Cause::none ? cause_in_profile(node) : error}};
}

/// Why an element of a fact's list, or a field of one, or has(), is unknown; `none` for everything else.
Cause ConditionWalk::cause_in_profile(const Node& node) const {
  if (node.kind == NodeKind::has) {
    const Node& asked = cursor_.node(cursor_.operands(node).front());
    if (asked.kind == NodeKind::fact) return source_->fact(asked.fact()).cause_at(source_->row);
    return cause_in_profile(asked);
  }
  if (node.kind == NodeKind::element) return cause_of_element(node.comprehension(), nullptr);
  if (node.kind != NodeKind::field) return Cause::none;
  const Node& record = cursor_.node(cursor_.operands(node).front());
  return record.kind == NodeKind::element ? cause_of_element(record.comprehension(), &node) : Cause::none;
}

/// Of the element at which the walk stands.
Cause ConditionWalk::cause_of_element(NodeId comprehension, const Node* field) const {
  const Node& list = cursor_.node(cursor_.operands(comprehension).front());
  const auto position = positions_.find(comprehension);
  if (list.kind != NodeKind::fact || position == positions_.end()) return Cause::none;
  const values::View& fact = source_->fact(list.fact());
  const values::View& elements = fact.children[0];
  const std::size_t row = fact.offsets[source_->row] + position->second;
  return (field == nullptr ? elements : elements.children[field->field()]).cause_at(row);
}

/// Whether the text says all that there is to say: has(), or a field of an element.
bool ConditionWalk::is_of_profile(const Node& node) const {
  if (node.kind == NodeKind::has) return true;
  return node.kind == NodeKind::field &&
         cursor_.node(cursor_.operands(node).front()).kind == NodeKind::element;
}

/// A literal, or a call of literals, says nothing that the text does not.
bool ConditionWalk::is_literal(NodeId id) const {
  const Node& node = cursor_.node(id);
  if (node.kind == NodeKind::constant) return true;
  if (node.kind != NodeKind::make_list && node.kind != NodeKind::call) return false;
  return std::ranges::all_of(cursor_.operands(node), [&](NodeId operand) { return is_literal(operand); });
}

bool ConditionWalk::has_parts(const Node& node) const {
  if (node.kind == NodeKind::definition) return true;
  return !is_of_profile(node) &&
         std::ranges::any_of(cursor_.operands(node), [&](NodeId operand) { return !is_literal(operand); });
}

void ConditionWalk::refer(const Node& node, ExplainedPart& part, std::size_t depth) {
  // Where the plain copy has a value, the exact one has the same.
  const NodeId plain = source_->rules->definitions[node.definition()].root;
  const auto cell = cursor_.cell(plain);
  part.definition = static_cast<std::uint32_t>(uses_.size());
  uses_.push_back({node.definition(), cell && cell->known() ? plain : source_->rules->root_of(node), depth});
}

void ConditionWalk::add_operand(NodeId id, ExplainedPart& part, std::size_t depth) {
  if (source_->rules->nodes.text(id).empty()) {  // within a `none`, whose parts these are
    for (const NodeId operand : cursor_.operands(id)) add_operand(operand, part, depth);
  } else if (!is_literal(id)) {
    part.parts.push_back(this->part(id, depth));
  }
}

/// Whether the element at which the walk stands is of those that decide.
bool ConditionWalk::decides(const Node& comprehension, Deciding which) const {
  if (which == Deciding::none) return false;  // without a look at what may be many
  const auto bodies = cursor_.operands(comprehension).subspan(1);
  const values::Value first = value(bodies.front());
  const auto* truth = std::get_if<bool>(&first.content);
  switch (which) {
    case Deciding::none: break;
    case Deciding::are_false: return truth != nullptr && !*truth;
    case Deciding::are_true:
    case Deciding::are_kept: return truth != nullptr && *truth;
    case Deciding::are_unknown: break;
  }
  // What a filter drops is not transformed.
  const bool dropped = bodies.size() > 1 && truth != nullptr && !*truth;
  return !first.known() || (bodies.size() > 1 && !dropped && !value(bodies.back()).known());
}

ConditionWalk::Choice ConditionWalk::choose(const Node& comprehension,
                                            const decide::Cursor::Elements& elements, bool known) {
  Choice choice;
  choice.counts.number = elements.end - elements.begin;
  choice.counts.which = deciding_in(comprehension, known);
  cursor_.enter(elements.domain, elements.begin);
  for (std::size_t position = 0; position < choice.counts.number; ++position) {
    cursor_.move(elements.begin + position);
    if (!decides(comprehension, choice.counts.which)) continue;
    if (choice.counts.deciding++ < most_deciding) choice.positions.push_back(position);
  }
  cursor_.leave();
  if (choice.counts.deciding == 0) {
    for (std::size_t position = 0; position < std::min(choice.counts.number, most_others); ++position) {
      choice.positions.push_back(position);
    }
  }
  choice.counts.shown = choice.positions.size();
  return choice;
}

void ConditionWalk::add_elements(NodeId id, const Node& node, ExplainedPart& part, std::size_t depth) {
  const NodeId list_id = cursor_.operands(node).front();
  add_operand(list_id, part, depth);
  const auto elements = cursor_.elements(id);
  if (!elements) return;
  const Choice choice = choose(node, *elements, part.value.known());
  part.elements = choice.counts;
  const Node& list = cursor_.node(list_id);
  const values::Value items_value = value(list_id, list);
  const auto* items = std::get_if<values::List>(&items_value.content);
  for (const std::size_t position : choice.positions) {
    cursor_.enter(elements->domain, elements->begin + position);
    positions_[id] = position;
    ExplainedPart entry{
        nullptr, "element " + std::to_string(position + 1), cursor_.type(list).element.get(), {}, {}, {}, {}};
    if (items != nullptr && position < items->size()) entry.value = (*items)[position];
    if (!entry.value.known()) entry.value = {values::Unknown{cause_of_element(id, nullptr)}};
    for (const NodeId body : cursor_.operands(node).subspan(1)) {
      if (depth > 0) add_operand(body, entry, depth - 1);
      entry.cut = entry.cut || (depth == 0 && !is_literal(body));
    }
    part.parts.push_back(std::move(entry));
    positions_.erase(id);
    cursor_.leave();
  }
}

}  // namespace eligo::explain
