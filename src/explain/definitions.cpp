#include "explain/definitions.hpp"

#include <algorithm>
#include <set>
#include <tuple>

namespace eligo::explain {

using check::NodeId;
using program::Context;

namespace {

/// Every part that refers to a definition; the number may be changed.
template <typename Part, typename Visit>
void for_each_reference(Part& part, const Visit& visit) {
  if (part.definition) visit(part);
  for (auto& below : part.parts) for_each_reference(below, visit);
}

}  // namespace

Definitions::Definitions(const decide::RowSource& source, const check::Segment* segment)
    : source_(&source), segment_(segment), element_nodes_(decide::element_nodes(*source.rules)) {}

values::Value Definitions::value(NodeId condition) const {
  return ConditionWalk(*source_, element_nodes_, Context::segment).value(condition);
}

ExplainedPart Definitions::part(NodeId condition, Context context, std::size_t depth) {
  ConditionWalk walk(*source_, element_nodes_, context);
  ExplainedPart part = walk.part(condition, depth);
  take_uses(walk, context, part);
  open_waiting();
  return part;
}

void Definitions::take_uses(ConditionWalk& walk, Context context, ExplainedPart& part) {
  for_each_reference(part, [&](ExplainedPart& reference) {
    reference.definition = entry_of(walk.uses()[*reference.definition], context);
  });
}

/// A definition is opened as deep as the place that shows most of it.
std::uint32_t Definitions::entry_of(const DefinitionUse& use, Context context) {
  const Context seen = is_overridden(use.root) ? context : Context::segment;
  const auto [found, added] =
      numbers_.try_emplace({use.root, seen}, static_cast<std::uint32_t>(entries_.size()));
  if (added) {
    Entry& entry = entries_.emplace_back();
    entry.definition.index = use.definition;
    entry.definition.base = seen == Context::base;
    entry.definition.exact = source_->rules->definitions[use.definition].root != use.root;
    entry.root = use.root;
    entry.context = context;
  }
  Entry& entry = entries_[found->second];
  if (added || entry.depth < use.depth) {
    entry.depth = use.depth;
    waiting_.push_back(found->second);
  }
  return found->second;
}

void Definitions::open_waiting() {
  while (!waiting_.empty()) {
    const std::uint32_t number = waiting_.back();
    waiting_.pop_back();
    const Context context = entries_[number].context;
    ConditionWalk walk(*source_, element_nodes_, context);
    ExplainedPart part = walk.part(entries_[number].root, entries_[number].depth);
    take_uses(walk, context, part);
    entries_[number].definition.part = std::move(part);
  }
}

/// Whether the segment that applies changes a param below.
bool Definitions::is_overridden(NodeId root) {
  if (segment_ == nullptr || segment_->params.empty()) return false;
  const auto [known, added] = overridden_.try_emplace(root, false);
  if (!added) return known->second;
  std::set<NodeId> seen{root};
  std::vector<NodeId> next{root};
  while (!next.empty() && !known->second) {
    const check::Node& node = (*source_->rules)[next.back()];
    next.pop_back();
    known->second = node.kind == check::NodeKind::parameter &&
                    std::ranges::any_of(segment_->params, [&](const check::Segment::Override& change) {
                      return change.param == node.parameter();
                    });
    for (const NodeId child : source_->rules->children(node)) {
      if (seen.insert(child).second) next.push_back(child);
    }
  }
  return known->second;
}

void Definitions::count(const ExplainedPart& part) {
  const auto use = [&](const ExplainedPart& reference) {
    if (entries_[*reference.definition].uses++ == 0) waiting_.push_back(*reference.definition);
  };
  for_each_reference(part, use);
  while (!waiting_.empty()) {
    const std::uint32_t number = waiting_.back();
    waiting_.pop_back();
    for_each_reference(entries_[number].definition.part, use);
  }
}

void Definitions::place(ExplainedPart& part) {
  if (part.definition) {
    Entry& entry = entries_[*part.definition];
    if (entry.uses > 1) {
      part.definition = entry.place;
    } else {
      part.definition.reset();
      part.parts.push_back(std::move(entry.definition.part));
    }
  }
  for (ExplainedPart& below : part.parts) place(below);
}

void Definitions::place(Explanation& explanation) {
  const auto for_each_condition = [&](const auto& visit) {
    for (ExplainedRule& rule : explanation.rules) visit(rule.condition);
    for (ExplainedCondition& segment : explanation.segments) visit(segment.condition);
    for (ExplainedCondition& alternative : explanation.alternatives) visit(alternative.condition);
  };
  for_each_condition([&](const ExplainedPart& part) { count(part); });
  std::vector<Entry*> listed;
  for (Entry& entry : entries_) {
    if (entry.uses > 1) listed.push_back(&entry);
  }
  std::ranges::sort(listed, {}, [](const Entry* entry) {
    return std::tuple(entry->definition.index, entry->definition.base, entry->definition.exact);
  });
  for (std::size_t place = 0; place < listed.size(); ++place) {
    listed[place]->place = static_cast<std::uint32_t>(place);
  }
  for_each_condition([&](ExplainedPart& part) { place(part); });
  for (Entry* entry : listed) {
    place(entry->definition.part);
    explanation.definitions.push_back(std::move(entry->definition));
  }
}

}  // namespace eligo::explain
