#include "authoring/mutation/mutated_rule_set.hpp"

#include <algorithm>
#include <array>
#include <span>
#include <unordered_map>
#include <utility>

#include "engine/compile.hpp"

namespace eligo::authoring {

using check::CheckedRuleSet;
using check::Function;
using check::Node;
using check::NodeId;
using check::NodeKind;

namespace {

values::Type boolean() {
  values::Type type;
  type.kind = values::Kind::boolean;
  return type;
}

/// Makes nodes anew, one after the other in ascending order.
class Copier {
 public:
  /// Adds the nodes of `from` to `to`, which begins as a copy of it. `definitions_inline`: what names a
  /// definition becomes the definition's own root.
  Copier(const CheckedRuleSet& from, CheckedRuleSet& to, const Change& change, bool definitions_inline)
      : from_(&from), to_(&to), change_(&change), inline_(definitions_inline) {}

  /// Behind all others.
  void append(const Reach& reach, std::span<const NodeId> places) {
    for (const NodeId id : reach.nodes) make(id, places);
  }
  /// In their places: what stands behind them is made anew, too, since the errors of a decision, among
  /// others, are told in the order of the nodes.
  void insert(const Reach& reach, std::span<const NodeId> places) {
    const NodeId first = reach.nodes.front();  // elements of its comprehensions are among them
    to_->nodes.truncate(first);
    for (NodeId id = first; id < from_->nodes.size(); ++id) make(id, places);
  }
  [[nodiscard]] NodeId operator[](NodeId id) const {
    const auto found = copies_.find(id);
    return found == copies_.end() ? id : found->second;
  }
  /// What the nodes that name a param name instead.
  void rename_param(std::uint32_t param) { param_ = param; }

 private:
  void make(NodeId id, std::span<const NodeId> places) {
    copies_[id] = std::ranges::binary_search(places, id) ? mutate(id) : copy(id);
  }

  /// Of a node of `from_`, or a copy of one that refers to them.
  [[nodiscard]] std::vector<NodeId> operands_of(const Node& node) const {
    std::vector<NodeId> operands;
    for (const NodeId operand : from_->nodes.operands(node)) operands.push_back((*this)[operand]);
    return operands;
  }

  NodeId add(Node node, std::span<const NodeId> operands) {
    if (!operands.empty()) {
      node.uses_now = std::ranges::any_of(operands, [&](NodeId id) { return (*to_)[id].uses_now; });
    }
    return to_->nodes.add(node, operands);
  }

  NodeId copy(NodeId id) {
    Node node = (*from_)[id];
    if (node.kind == NodeKind::constant) return to_->nodes.add_constant(node, from_->nodes.value(node));
    if (node.kind == NodeKind::definition) {
      const NodeId root = (*this)[from_->root_of(node)];
      if (inline_) return root;
      node.uses_now = (*to_)[root].uses_now;
    }
    if (node.kind == NodeKind::element || node.kind == NodeKind::position) {
      const NodeId list = (*this)[from_->nodes.operands(node.comprehension())[0]];
      node.uses_now = (*to_)[list].uses_now;
    }
    const NodeId made = add(node, operands_of(node));
    if (node.kind == NodeKind::comprehension) name_elements_of(id, made);
    if (node.kind == NodeKind::element || node.kind == NodeKind::position)
      elements_[node.comprehension()].push_back(made);
    return made;
  }

  // They were copied before it.
  void name_elements_of(NodeId comprehension, NodeId made) {
    for (const NodeId element : elements_[comprehension]) to_->nodes[element].refer_to(made);
  }

  NodeId negated(NodeId id, const Node& shown) {
    Node node = shown;
    node.kind = NodeKind::logical_not;
    node.type = to_->nodes.add_type(boolean());
    node.refer_to(0);
    return add(node, {&id, 1});
  }

  NodeId mutate(NodeId id) {
    Node node = (*from_)[id];
    switch (change_->kind) {
      case Change::Kind::constant: return to_->nodes.add_constant(node, change_->value);
      case Change::Kind::comparison: node.function = change_->function; return add(node, operands_of(node));
      case Change::Kind::conjunction:
      case Change::Kind::disjunction:
      case Change::Kind::neither: return connect(node);
      case Change::Kind::negation: return negated(copy(id), node);
      case Change::Kind::operand: {
        std::vector<NodeId> operands = operands_of(node);
        operands.erase(operands.begin() + change_->index);
        // An empty list has no operand by which it could use `now`.
        if (operands.empty()) node.uses_now = false;
        return add(node, operands);
      }
      case Change::Kind::macro: {
        node.macro = change_->macro;
        const NodeId made = add(node, operands_of(node));
        name_elements_of(id, made);
        return made;
      }
      case Change::Kind::param:
      case Change::Kind::override_value:
      case Change::Kind::override_out: node.refer_to(param_); return add(node, {});
      case Change::Kind::list_member: return without_member(node);
      case Change::Kind::effect:
      case Change::Kind::on_missing:
      case Change::Kind::priority:
      case Change::Kind::active_from:
      case Change::Kind::active_until:
      case Change::Kind::waiver:
      case Change::Kind::segment: break;
    }
    return id;
  }

  NodeId connect(Node node) {
    // The parts of a `none` are those of the `any` within it.
    if (node.kind == NodeKind::logical_not) node = (*from_)[from_->nodes.operands(node)[0]];
    const bool all = change_->kind == Change::Kind::conjunction;
    node.kind = all ? NodeKind::logical_and : NodeKind::logical_or;
    const NodeId made = add(node, operands_of(node));
    return change_->kind == Change::Kind::neither ? negated(made, node) : made;
  }

  // `x in list && x != member`: true, false and unknown as `x in` the list without it would be.
  NodeId without_member(const Node& node) {
    const check::List& list = from_->lists[node.list()];
    const std::vector<NodeId> operands = operands_of(node);
    Node constant = node;
    constant.kind = NodeKind::constant;
    constant.type = to_->nodes.add_type(list.of);
    constant.uses_now = false;
    constant.slope = 0;
    Node differs = node;
    differs.kind = NodeKind::call;
    differs.function = Function::not_equal;
    differs.refer_to(0);
    Node both = node;
    both.kind = NodeKind::logical_and;
    both.refer_to(0);
    const NodeId member = to_->nodes.add_constant(constant, list.values[change_->index]);
    const std::array parts{add(node, operands), add(differs, std::array{operands[0], member})};
    return add(both, parts);
  }

  const CheckedRuleSet* from_;
  CheckedRuleSet* to_;
  const Change* change_;
  bool inline_;
  std::uint32_t param_ = 0;
  std::unordered_map<NodeId, NodeId> copies_;
  std::unordered_map<NodeId, std::vector<NodeId>> elements_;  // copied, by the comprehension as it was
};

/// A param of its own for what a change makes of one.
std::uint32_t append_param(CheckedRuleSet& rules, const Change& change) {
  const bool base = change.kind == Change::Kind::param;
  const std::uint32_t changed = base ? change.owner : rules.segments[change.owner].params[change.index].param;
  const auto made = static_cast<std::uint32_t>(rules.params.size());
  rules.params.push_back(rules.params[changed]);
  if (base) rules.params.back().value = change.value;
  for (std::uint32_t s = 0; s < rules.segments.size(); ++s) {
    auto& overrides = rules.segments[s].params;
    for (std::size_t i = 0; i < overrides.size(); ++i) {
      if (overrides[i].param != changed) continue;
      const bool here = !base && s == change.owner && i == change.index;
      if (here && change.kind == Change::Kind::override_out) break;
      overrides.push_back({made, here ? change.value : overrides[i].value, overrides[i].decimals});
      break;
    }
  }
  return made;
}

void mark_used(CheckedRuleSet& rules) {
  std::vector<bool> seen(rules.nodes.size());
  std::vector<NodeId> waiting;
  const auto add = [&](NodeId id) {
    if (!seen[id]) waiting.push_back(id);
    seen[id] = true;
  };
  for (check::Fact& fact : rules.facts) fact.used = false;
  // Whoever writes a definition asks for its facts, used or not.
  for (const check::Definition& definition : rules.definitions) add(definition.root);
  for (const check::Segment& segment : rules.segments) add(segment.when);
  const auto add_texts = [&](const check::LocalizedTemplate& text) {
    for (const auto& entry : text.entries) {
      for (const auto& piece : entry.text.pieces) {
        if (piece.kind == check::Template::Piece::Kind::fact) rules.facts[piece.index].used = true;
      }
    }
  };
  for (const check::Rule& rule : rules.rules) {
    add(rule.when);
    add_texts(rule.message);
    add_texts(rule.remedy);
  }
  for (const check::Alternative& alternative : rules.alternatives) {
    add(alternative.when);
    add_texts(alternative.title);
    add_texts(alternative.message);
  }
  while (!waiting.empty()) {
    const NodeId id = waiting.back();
    waiting.pop_back();
    if (rules[id].kind == NodeKind::fact) rules.facts[rules[id].fact()].used = true;
    for (const NodeId child : rules.children(rules[id])) add(child);
  }
}

void set_roots(CheckedRuleSet& rules, const Copier& copies) {
  for (check::Definition& definition : rules.definitions) {
    definition.root = copies[definition.root];
    definition.exact_root = copies[definition.exact_root];
  }
  for (check::Segment& segment : rules.segments) segment.when = copies[segment.when];
  for (check::Rule& rule : rules.rules) rule.when = copies[rule.when];
  for (check::Alternative& alternative : rules.alternatives) alternative.when = copies[alternative.when];
}

void change_other(CheckedRuleSet& rules, const Change& change) {
  switch (change.kind) {
    case Change::Kind::param: rules.params[change.owner].value = change.value; return;
    case Change::Kind::override_value:
      rules.segments[change.owner].params[change.index].value = change.value;
      return;
    case Change::Kind::override_out: {
      auto& params = rules.segments[change.owner].params;
      params.erase(params.begin() + change.index);
      return;
    }
    case Change::Kind::list_member: {
      auto& values = rules.lists[change.owner].values;
      values.erase(values.begin() + change.index);
      return;
    }
    case Change::Kind::effect: rules.rules[change.owner].effect = change.effect; return;
    case Change::Kind::on_missing: rules.rules[change.owner].on_missing = change.effect; return;
    case Change::Kind::priority: rules.rules[change.owner].priority = change.number; return;
    case Change::Kind::active_from: rules.rules[change.owner].active_from = change.instant; return;
    case Change::Kind::active_until: rules.rules[change.owner].active_until = change.instant; return;
    case Change::Kind::waiver: {
      auto& waives = rules.segments[change.owner].waives;
      waives.erase(waives.begin() + change.index);
      return;
    }
    case Change::Kind::segment: {
      // Those behind it keep their numbers.
      check::Segment& segment = rules.segments[change.owner];
      Node nobody = rules[segment.when];
      nobody.kind = NodeKind::constant;
      nobody.type = rules.nodes.add_type(boolean());
      nobody.uses_now = false;
      segment.when = rules.nodes.add_constant(nobody, {false});
      return;
    }
    case Change::Kind::constant:
    case Change::Kind::comparison:
    case Change::Kind::conjunction:
    case Change::Kind::disjunction:
    case Change::Kind::neither:
    case Change::Kind::negation:
    case Change::Kind::operand:
    case Change::Kind::macro: return;
  }
}

}  // namespace

std::vector<MutatedCondition> append_mutated(CheckedRuleSet& copy, const CheckedRuleSet& rules,
                                             const NodeUses& uses, const Change& change, const Reach& reach) {
  Copier copies(rules, copy, change, true);
  if (change.of_param()) copies.rename_param(append_param(copy, change));
  copies.append(reach, uses.places(change));
  std::vector<MutatedCondition> made;
  const auto add = [&](Owner owner, NodeId root) { made.push_back({owner, root, copies[root]}); };
  for (const Owner owner : reach.owners) {
    switch (owner.kind) {
      case Owner::Kind::definition:
        add(owner, rules.definitions[owner.index].root);
        add(owner, rules.definitions[owner.index].exact_root);
        break;
      case Owner::Kind::segment: add(owner, rules.segments[owner.index].when); break;
      case Owner::Kind::rule: add(owner, rules.rules[owner.index].when); break;
      case Owner::Kind::alternative: add(owner, rules.alternatives[owner.index].when); break;
    }
  }
  // New nodes stand in the order of those that they were made of; owners, definitions first.
  const auto conditions = std::ranges::find_if(
      made, [](const MutatedCondition& one) { return one.owner.kind != Owner::Kind::definition; });
  std::sort(made.begin(), conditions,
            [](const MutatedCondition& left, const MutatedCondition& right) { return left.is < right.is; });
  return made;
}

std::shared_ptr<const decide::Decider> mutated_decider(const CheckedRuleSet& rules, const NodeUses& uses,
                                                       const Change& change, const Limits& limits) {
  auto mutated = std::make_shared<CheckedRuleSet>(rules);
  if (change.of_node()) {
    Copier copies(rules, *mutated, change, false);
    copies.insert(uses.reach(change), uses.places(change));
    set_roots(*mutated, copies);
  } else {
    change_other(*mutated, change);
  }
  mark_used(*mutated);
  auto program = std::make_shared<const program::Program>(engine::compile(*mutated, limits));
  return std::make_shared<const decide::Decider>(std::move(mutated), std::move(program));
}

}  // namespace eligo::authoring
