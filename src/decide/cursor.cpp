#include "decide/cursor.hpp"

namespace eligo::decide {

std::vector<check::NodeId> element_nodes(const check::CheckedRuleSet& rules) {
  std::vector<check::NodeId> found(rules.nodes.size(), check::no_node);
  for (check::NodeId id = 0; id < rules.nodes.size(); ++id) {
    const auto& node = rules.nodes[id];
    const bool bound = node.kind == check::NodeKind::element || node.kind == check::NodeKind::position;
    if (bound && node.comprehension() < found.size()) found[node.comprehension()] = id;
  }
  return found;
}

Cursor::Cursor(const RowSource& source, const std::vector<check::NodeId>& element_nodes,
               program::Context context)
    : source_(&source), element_nodes_(&element_nodes), context_(context) {}

std::optional<Cursor::Elements> Cursor::elements(check::NodeId comprehension) const {
  const auto element = (*element_nodes_)[comprehension];
  if (element == check::no_node) return std::nullopt;
  const auto value = source_->program().value_of(element, context_);
  if (value == program::no_value) return std::nullopt;
  // The rows may have been run though nothing that was needed names the element itself.
  const auto domain = source_->program().domain_of(value);
  if (domain == program::profile_domain || !source_->results->has_rows(domain)) return std::nullopt;
  const auto parent = row_in(source_->program().parent_of(domain));
  if (!parent) return std::nullopt;
  const auto [begin, end] = source_->results->rows_in(domain, *parent);
  return Elements{domain, begin, end};
}

}  // namespace eligo::decide
