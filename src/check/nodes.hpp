#pragma once

#include <cstddef>
#include <deque>
#include <map>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <tuple>
#include <vector>

#include "check/node.hpp"
#include "diagnostics/place.hpp"
#include "values/pattern.hpp"
#include "values/type.hpp"
#include "values/value.hpp"

namespace eligo::check {

/// Texts by locale, in document order: `en`, `zh-CN`.
struct LocalizedText {
  struct Entry {
    std::string locale, text;
  };
  std::vector<Entry> entries;
};

/// The nodes of a rule set, operands before the nodes that use them, and what they share or only some have:
/// operands, types, constants, texts, notes and regular expressions. Each takes a node, or its id. What is
/// given back by reference or view is valid until a node is added or dropped.
class Nodes {
 public:
  [[nodiscard]] std::size_t size() const { return nodes_.size(); }
  [[nodiscard]] auto begin() const { return nodes_.begin(); }
  [[nodiscard]] auto end() const { return nodes_.end(); }
  [[nodiscard]] const Node& operator[](NodeId id) const { return nodes_[id]; }
  [[nodiscard]] Node& operator[](NodeId id) { return nodes_[id]; }
  [[nodiscard]] const Node& operator[](const Node& node) const { return node; }

  template <typename NodeOrId>
  [[nodiscard]] std::span<const NodeId> operands(const NodeOrId& of) const {
    const Node& node = (*this)[of];
    return {operands_.data() + node.first_operand, node.operand_count};
  }
  template <typename NodeOrId>
  [[nodiscard]] const values::Type& type(const NodeOrId& of) const {
    return types_[(*this)[of].type];
  }
  /// Of a constant.
  template <typename NodeOrId>
  [[nodiscard]] const values::Value& value(const NodeOrId& of) const {
    return constants_[(*this)[of].constant()];
  }
  /// A constant's value where it is a `T`; null for any other node.
  template <typename T, typename NodeOrId>
  [[nodiscard]] const T* literal(const NodeOrId& of) const {
    const Node& node = (*this)[of];
    return node.kind == NodeKind::constant ? std::get_if<T>(&value(node).content) : nullptr;
  }
  /// As written, in canonical layout; for `all`/`any`/`none` objects that word. Empty for the logical_or
  /// within a `none`, which is not shown: its parts are those of the `none`.
  template <typename NodeOrId>
  [[nodiscard]] std::string_view text(const NodeOrId& of) const {
    const Node& node = (*this)[of];
    return std::string_view(origins_[node.origin].shown)
        .substr(node.shown.begin, node.shown.end - node.shown.begin);
  }
  /// As the author wrote it; empty for `all`/`any`/`none` objects.
  template <typename NodeOrId>
  [[nodiscard]] std::string_view written(const NodeOrId& of) const {
    const Node& node = (*this)[of];
    return std::string_view(origins_[node.origin].written.text)
        .substr(node.span.begin, node.span.end - node.span.begin);
  }
  /// The JSON pointer of the value that it stands in.
  template <typename NodeOrId>
  [[nodiscard]] const std::string& pointer(const NodeOrId& of) const {
    return origins_[(*this)[of].origin].written.place.pointer;
  }
  /// In the source, for diagnostics.
  [[nodiscard]] diagnostics::Place place(const Node& node) const;
  /// The author's note on a condition; null where there is none.
  [[nodiscard]] const LocalizedText* note(const Node& node) const;
  /// The compiled pattern of a `matches()`; null for a text that is none's.
  [[nodiscard]] std::shared_ptr<const values::Pattern> pattern(std::string_view text) const;

  // For those that make nodes.

  /// The number of an expression, or of a group of conditions (which has a place and no text), for
  /// Node::origin; `shown` is its canonical layout.
  std::uint32_t add_origin(diagnostics::LocatedText written, std::string shown);
  /// The number of a type, for Node::type.
  std::uint32_t add_type(const values::Type& type);
  NodeId add(Node node, std::span<const NodeId> operands);
  NodeId add_constant(Node node, values::Value value);
  void add_note(NodeId node, LocalizedText note) { notes_.insert_or_assign(node, std::move(note)); }
  /// The pattern of that text, compiled once.
  const values::Pattern& add_pattern(const std::string& text);
  /// Drops every node from `size` on.
  void truncate(std::size_t size);

 private:
  struct Origin {
    diagnostics::LocatedText written;
    std::string shown;
  };
  using TypeKey = std::tuple<values::Kind, std::uint32_t, const void*, const void*>;

  std::vector<Node> nodes_;
  std::vector<NodeId> operands_;
  std::deque<values::Type> types_;  // each once; a reference to one stays valid
  std::map<TypeKey, std::uint32_t> type_numbers_;
  std::vector<values::Value> constants_;
  std::vector<Origin> origins_;
  std::map<NodeId, LocalizedText> notes_;
  std::map<std::string, std::shared_ptr<const values::Pattern>, std::less<>> patterns_;
};

}  // namespace eligo::check
