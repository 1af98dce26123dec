#include "check/nodes.hpp"

#include <utility>

namespace eligo::check {

diagnostics::Place Nodes::place(const Node& node) const {
  const diagnostics::LocatedText& written = origins_[node.origin].written;
  return written.text.empty() ? written.place : written.at(node.span);
}

const LocalizedText* Nodes::note(const Node& node) const {
  const auto found = notes_.find(static_cast<NodeId>(&node - nodes_.data()));
  return found == notes_.end() ? nullptr : &found->second;
}

std::shared_ptr<const values::Pattern> Nodes::pattern(std::string_view text) const {
  const auto found = patterns_.find(text);
  return found == patterns_.end() ? nullptr : found->second;
}

std::uint32_t Nodes::add_origin(diagnostics::LocatedText written, std::string shown) {
  origins_.push_back({std::move(written), std::move(shown)});
  return static_cast<std::uint32_t>(origins_.size() - 1);
}

// The depth of the recursion is bounded by that of an expression.
std::uint32_t Nodes::add_type(const values::Type& type) {
  constexpr std::uint32_t none = 0xFFFF'FFFF;
  const std::uint32_t element = type.element == nullptr ? none : add_type(*type.element);
  const TypeKey key(type.kind, element, type.fields.get(), type.enumeration.get());
  const auto [entry, is_new] = type_numbers_.emplace(key, static_cast<std::uint32_t>(types_.size()));
  if (is_new) types_.push_back(type);
  return entry->second;
}

NodeId Nodes::add(Node node, std::span<const NodeId> operands) {
  node.first_operand = static_cast<std::uint32_t>(operands_.size());
  node.operand_count = static_cast<std::uint32_t>(operands.size());
  operands_.insert(operands_.end(), operands.begin(), operands.end());
  nodes_.push_back(node);
  return static_cast<NodeId>(nodes_.size() - 1);
}

NodeId Nodes::add_constant(Node node, values::Value value) {
  node.refer_to(static_cast<std::uint32_t>(constants_.size()));
  constants_.push_back(std::move(value));
  return add(node, {});
}

const values::Pattern& Nodes::add_pattern(const std::string& text) {
  std::shared_ptr<const values::Pattern>& kept = patterns_[text];
  if (kept == nullptr) kept = std::make_shared<const values::Pattern>(text);
  return *kept;
}

void Nodes::truncate(std::size_t size) {
  if (size >= nodes_.size()) return;
  operands_.resize(nodes_[size].first_operand);
  for (std::size_t id = size; id < nodes_.size(); ++id) {
    if (nodes_[id].kind != NodeKind::constant) continue;
    constants_.resize(nodes_[id].constant());  // constants stand in the order of their nodes
    break;
  }
  nodes_.resize(size);
  notes_.erase(notes_.lower_bound(static_cast<NodeId>(size)), notes_.end());
}

}  // namespace eligo::check
