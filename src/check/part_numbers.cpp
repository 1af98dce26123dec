#include "check/part_numbers.hpp"

#include <string>
#include <unordered_map>

namespace eligo::check {

namespace {

template <typename T>
void append_bytes(std::string& key, const T& value) {
  key.append(reinterpret_cast<const char*>(&value), sizeof value);
}

}  // namespace

PartNumbers::PartNumbers(const CheckedRuleSet& rules) : numbers_(rules.nodes.size()) {
  std::unordered_map<std::string, std::uint32_t> known;
  std::string key;
  // Operands stand before the parts that use them, and so do the roots of definitions.
  for (NodeId id = 0; id < rules.nodes.size(); ++id) {
    const Node& node = rules[id];
    if (node.kind == NodeKind::definition) {
      numbers_[id] = numbers_[rules.root_of(node)];
      continue;
    }
    key.clear();
    append_bytes(key, node.kind);
    append_bytes(key, node.function);
    append_bytes(key, node.macro);
    append_bytes(key, rules.nodes.type(node).kind);
    // Not the overload: `size(x)` is `x.size()`.
    const bool refers = node.kind != NodeKind::constant && node.kind != NodeKind::call;
    append_bytes(key, refers ? node.reference() : 0);
    for (const NodeId operand : rules.nodes.operands(node)) append_bytes(key, numbers_[operand]);
    if (node.kind == NodeKind::constant) key += values::literal_text(rules.nodes.value(node));
    numbers_[id] = known.emplace(key, static_cast<std::uint32_t>(known.size())).first->second;
  }
}

}  // namespace eligo::check
