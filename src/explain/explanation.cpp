#include "explain/explanation.hpp"

#include <algorithm>
#include <map>
#include <memory_resource>
#include <optional>
#include <set>
#include <utility>

#include "decide/cursor.hpp"
#include "decide/decider.hpp"
#include "engine/runner.hpp"

namespace eligo::explain {

namespace {

using check::Node;
using check::NodeId;
using check::NodeKind;
using values::Cause;

constexpr std::size_t most_elements = 10;

/// Walks one condition of one profile and copies what the run made of its parts.
class Walk {
 public:
  Walk(const decide::RowSource& source, const std::vector<NodeId>& element_nodes, program::Context context)
      : source_(&source), cursor_(source, element_nodes, context) {}

  ExplainedPart part(NodeId id) {
    const Node& node = cursor_.node(id);
    ExplainedPart part{
        &node, std::string(source_->rules->nodes.text(node)), &cursor_.type(node), value(id, node), {}, 0};
    if (node.kind == NodeKind::comprehension) {
      add_elements(id, node, part);
    } else {
      add_operands(node, part);
    }
    return part;
  }

 private:
  values::Value value(NodeId id, const Node& node) const {
    const auto cell = cursor_.cell(id);
    if (!cell) return {values::Unknown{Cause::none}};
    if (cell->known()) return value_at(*cell->view, cell->row, values::shown);
    if (node.kind == NodeKind::fact) {
      return {values::Unknown{source_->fact(node.fact()).cause_at(source_->row)}};
    }
    const Cause error = source_->results->error_at(cell->value, cell->row);
    return {values::Unknown{error == Cause::none ? cause_in_profile(node) : error}};
  }

  /// Why an element of a fact's list, or a field of one, or has(), is unknown; `none` for everything else.
  Cause cause_in_profile(const Node& node) const {
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
  Cause cause_of_element(NodeId comprehension, const Node* field) const {
    const Node& list = cursor_.node(cursor_.operands(comprehension).front());
    const auto position = positions_.find(comprehension);
    if (list.kind != NodeKind::fact || position == positions_.end()) return Cause::none;
    const values::View& fact = source_->fact(list.fact());
    const values::View& elements = fact.children[0];
    const std::size_t row = fact.offsets[source_->row] + position->second;
    return (field == nullptr ? elements : elements.children[field->field()]).cause_at(row);
  }

  void add_operands(const Node& node, ExplainedPart& part) {
    if (node.kind == NodeKind::definition) {
      const NodeId root = source_->rules->root_of(node);
      if (opened_.insert(root).second) part.parts.push_back(this->part(root));
    } else if (!is_of_profile(node)) {
      for (const NodeId operand : cursor_.operands(node)) add_operand(operand, part);
    }
  }

  /// Whether the text says all that there is to say: has(), or a field of an element.
  bool is_of_profile(const Node& node) const {
    if (node.kind == NodeKind::has) return true;
    return node.kind == NodeKind::field &&
           cursor_.node(cursor_.operands(node).front()).kind == NodeKind::element;
  }

  /// A literal, or a call of literals, says nothing that the text does not.
  void add_operand(NodeId id, ExplainedPart& part) {
    if (!is_literal(id)) part.parts.push_back(this->part(id));
  }

  bool is_literal(NodeId id) const {
    const Node& node = cursor_.node(id);
    if (node.kind == NodeKind::constant) return true;
    if (node.kind != NodeKind::make_list && node.kind != NodeKind::call) return false;
    return std::ranges::all_of(cursor_.operands(node), [&](NodeId operand) { return is_literal(operand); });
  }

  void add_elements(NodeId id, const Node& node, ExplainedPart& part) {
    add_operand(cursor_.operands(node).front(), part);
    const auto elements = cursor_.elements(id);
    if (!elements) return;
    const std::size_t shown = std::min(elements->end - elements->begin, most_elements);
    part.left_out = elements->end - elements->begin - shown;
    const Node& list = cursor_.node(cursor_.operands(node).front());
    const values::Value items_value = value(cursor_.operands(node).front(), list);
    const auto* items = std::get_if<values::List>(&items_value.content);
    for (std::size_t element = 0; element < shown; ++element) {
      cursor_.enter(elements->domain, elements->begin + element);
      positions_[id] = element;
      ExplainedPart entry{
          nullptr, "element " + std::to_string(element + 1), cursor_.type(list).element.get(), {}, {}, 0};
      if (items != nullptr && element < items->size()) entry.value = (*items)[element];
      if (!entry.value.known()) entry.value = {values::Unknown{cause_of_element(id, nullptr)}};
      for (std::size_t body = 1; body < cursor_.operands(node).size(); ++body)
        add_operand(cursor_.operands(node)[body], entry);
      part.parts.push_back(std::move(entry));
      positions_.erase(id);
      cursor_.leave();
    }
  }

  const decide::RowSource* source_;
  decide::Cursor cursor_;
  std::map<NodeId, std::size_t> positions_;  // of the present elements in their lists, by comprehension
  std::set<NodeId> opened_;                  // definitions, by their roots
};

bool gives_reason(const decide::Reasons& reasons, std::uint32_t rule) {
  return std::ranges::any_of(reasons, [rule](const decide::ReasonData& reason) {
    return std::ranges::find(reason.rules, rule) != reason.rules.end();
  });
}

RuleState state_of(const check::Rule& rule, std::uint32_t index, const ExplainedPart& condition,
                   const decide::DecisionData& decision, values::Nanoseconds now) {
  const bool early = rule.active_from && now < *rule.active_from;
  const bool late = rule.active_until && now >= *rule.active_until;
  if (early || late) return RuleState::inactive;
  if (gives_reason(decision.waived, index)) return RuleState::waived;
  if (!condition.value.known()) return RuleState::undecided;
  const auto* truth = std::get_if<bool>(&condition.value.content);
  return truth != nullptr && *truth ? RuleState::hit : RuleState::not_hit;
}

}  // namespace

std::string_view to_string(RuleState state) noexcept {
  switch (state) {
    case RuleState::hit: return "hit";
    case RuleState::not_hit: return "not_hit";
    case RuleState::undecided: return "undecided";
    case RuleState::inactive: return "inactive";
    case RuleState::waived: return "waived";
  }
  return "undecided";
}

Explanation explain(const decide::Decider& decider, const decide::Facts& facts, values::Nanoseconds now) {
  const check::CheckedRuleSet& rules = decider.rules();
  std::pmr::monotonic_buffer_resource memory;
  std::vector<decide::DecisionData> decisions(facts.rows);
  decider.decide(facts, now, Detail::full, memory, decisions);
  Explanation explanation;
  explanation.decision = std::move(decisions.front());

  engine::RunOptions options;
  options.every_part = true;
  const engine::Results results =
      engine::run(decider.program(), facts.views, facts.rows, now, options, memory);
  const decide::RowSource source(rules, results, 0);
  const std::vector<NodeId> element_nodes = decide::element_nodes(rules);
  const auto walk = [&](NodeId root, program::Context context = program::Context::segment) {
    return Walk(source, element_nodes, context).part(root);
  };
  for (std::uint32_t index = 0; index < rules.segments.size(); ++index) {
    explanation.segments.push_back({index, walk(rules.segments[index].when, program::Context::base)});
  }
  for (std::uint32_t index = 0; index < rules.rules.size(); ++index) {
    ExplainedPart condition = walk(rules.rules[index].when);
    const RuleState state = state_of(rules.rules[index], index, condition, explanation.decision, now);
    explanation.rules.push_back({index, state, std::move(condition)});
  }
  for (std::uint32_t index = 0; index < rules.alternatives.size(); ++index) {
    explanation.alternatives.push_back({index, walk(rules.alternatives[index].when)});
  }
  return explanation;
}

}  // namespace eligo::explain
