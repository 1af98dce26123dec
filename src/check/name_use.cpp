#include "check/name_use.hpp"

#include <algorithm>
#include <cstddef>

namespace eligo::check {

namespace {

using expression::Node;
using expression::NodeId;
using expression::NodeKind;

class NameCollector {
 public:
  explicit NameCollector(const expression::Tree& tree) : tree_(tree) {}

  // The depth of a tree is bounded, so that of the recursion is.
  void visit(NodeId id) {
    const Node& node = tree_[id];
    if (std::string name; read_chain(node, name)) {
      const bool is_bound = std::ranges::find(bound_, first_part(name)) != bound_.end();
      if (!is_bound) names_.push_back(std::move(name));
      return;
    }
    for (std::size_t i = 0; i < node.operands.size(); ++i) {
      const bool within = node.kind == NodeKind::comprehension && i > 0;
      const std::size_t outer = bound_.size();
      if (within) bound_.insert(bound_.end(), node.variables.begin(), node.variables.end());
      visit(node.operands[i]);
      bound_.resize(outer);
    }
  }

  [[nodiscard]] std::vector<std::string> take() { return std::move(names_); }

 private:
  // An identifier with selections upon it.
  bool read_chain(const Node& node, std::string& name) const {
    const Node* at = &node;
    std::vector<std::string_view> parts;
    while ((at->kind == NodeKind::select || at->kind == NodeKind::has) && !at->operands.empty()) {
      parts.push_back(at->name);
      at = &tree_[at->operands[0]];
    }
    if (at->kind != NodeKind::identifier && at->kind != NodeKind::has) return false;
    name = at->name;
    for (auto part = parts.rbegin(); part != parts.rend(); ++part) name.append(".").append(*part);
    return true;
  }

  const expression::Tree& tree_;
  std::vector<std::string> bound_;
  std::vector<std::string> names_;
};

}  // namespace

std::vector<std::string> free_names(const expression::Tree& tree) {
  NameCollector collector(tree);
  collector.visit(tree.root);
  return collector.take();
}

std::string_view first_part(std::string_view name) { return name.substr(0, name.find('.')); }

bool any_within(const std::vector<std::string>& names, const std::unordered_set<std::string>& set) {
  if (set.empty()) return false;
  return std::ranges::any_of(names, [&](const std::string& name) {
    for (std::size_t dot = name.find('.');; dot = name.find('.', dot + 1)) {
      if (set.contains(name.substr(0, dot))) return true;
      if (dot == std::string::npos) return false;
    }
  });
}

}  // namespace eligo::check
