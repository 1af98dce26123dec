#include "authoring/mutation/node_uses.hpp"

#include <algorithm>
#include <set>
#include <utility>

namespace eligo::authoring {

using check::CheckedRuleSet;
using check::Node;
using check::NodeId;
using check::NodeKind;

bool Reach::has(Owner::Kind kind) const {
  return std::ranges::any_of(owners, [kind](const Owner& owner) { return owner.kind == kind; });
}

NodeUses::NodeUses(const CheckedRuleSet& rules)
    : rules_(&rules),
      first_(rules.nodes.size() + 1),
      params_(rules.params.size()),
      lists_(rules.lists.size()) {
  const auto each_use = [&](auto use) {
    for (NodeId id = 0; id < rules.nodes.size(); ++id) {
      for (const NodeId child : rules.children(rules[id])) use(child, id);
    }
  };
  each_use([&](NodeId used, NodeId) { ++first_[used + 1]; });
  for (std::size_t i = 1; i < first_.size(); ++i) first_[i] += first_[i - 1];
  users_.resize(first_.back());
  std::vector<std::uint32_t> next(first_.begin(), first_.end() - 1);
  each_use([&](NodeId used, NodeId user) { users_[next[used]++] = user; });

  for (NodeId id = 0; id < rules.nodes.size(); ++id) {
    const Node& node = rules[id];
    if (node.kind == NodeKind::parameter) params_[node.parameter()].push_back(id);
    if (node.kind == NodeKind::list_member) lists_[node.list()].push_back(id);
    if (node.kind == NodeKind::element || node.kind == NodeKind::position)
      elements_[node.comprehension()].push_back(id);
  }
  const auto add = [&](NodeId root, Owner::Kind kind, std::size_t index) {
    roots_.emplace_back(root, Owner{kind, static_cast<std::uint32_t>(index)});
  };
  for (std::size_t i = 0; i < rules.definitions.size(); ++i) {
    add(rules.definitions[i].root, Owner::Kind::definition, i);
    if (rules.definitions[i].exact_root != rules.definitions[i].root)
      add(rules.definitions[i].exact_root, Owner::Kind::definition, i);
  }
  for (std::size_t i = 0; i < rules.segments.size(); ++i)
    add(rules.segments[i].when, Owner::Kind::segment, i);
  for (std::size_t i = 0; i < rules.rules.size(); ++i) add(rules.rules[i].when, Owner::Kind::rule, i);
  for (std::size_t i = 0; i < rules.alternatives.size(); ++i)
    add(rules.alternatives[i].when, Owner::Kind::alternative, i);
  std::ranges::sort(roots_);
}

std::vector<NodeId> NodeUses::places(const Change& change) const {
  if (change.of_node()) return {change.node};
  if (change.kind == Change::Kind::param) return params_[change.owner];
  if (change.of_override()) return params_[rules_->segments[change.owner].params[change.index].param];
  if (change.kind == Change::Kind::list_member) return lists_[change.owner];
  return {};
}

Reach NodeUses::reach(const Change& change) const {
  std::vector<NodeId> waiting = places(change);
  std::set<NodeId> reached(waiting.begin(), waiting.end());
  const auto add = [&](NodeId id) {
    if (reached.insert(id).second) waiting.push_back(id);
  };
  while (!waiting.empty()) {
    const NodeId id = waiting.back();
    waiting.pop_back();
    for (std::uint32_t use = first_[id]; use < first_[id + 1]; ++use) add(users_[use]);
    // What names the elements of a comprehension has to name those of its copy.
    if (const auto named = elements_.find(id); named != elements_.end()) {
      for (const NodeId element : named->second) add(element);
    }
  }
  Reach reach{{reached.begin(), reached.end()}, {}};
  for (const NodeId id : reach.nodes) {
    const auto root = std::ranges::lower_bound(roots_, id, {}, &std::pair<NodeId, Owner>::first);
    if (root == roots_.end() || root->first != id) continue;
    if (!change.of_override() || root->second.kind != Owner::Kind::segment)
      reach.owners.push_back(root->second);
  }
  std::ranges::sort(reach.owners);
  reach.owners.erase(std::unique(reach.owners.begin(), reach.owners.end()), reach.owners.end());
  return reach;
}

Owner NodeUses::owner_of(NodeId node) const {
  return std::ranges::lower_bound(roots_, node, {}, &std::pair<NodeId, Owner>::first)->second;
}

}  // namespace eligo::authoring
