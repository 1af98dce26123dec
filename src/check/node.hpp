#pragma once

#include <cassert>
#include <cstdint>

#include "check/function.hpp"
#include "diagnostics/place.hpp"

namespace eligo::check {

using NodeId = std::uint32_t;
inline constexpr NodeId no_node = 0xFFFF'FFFF;

enum class NodeKind : std::uint8_t {
  constant,  ///< Nodes::value()
  fact,      ///< fact()
  now,
  parameter,    ///< parameter(); a segment may override it
  definition,   ///< definition()
  element,      ///< the element bound by the node comprehension()
  position,     ///< the element's position bound by the node comprehension() (two-variable macros)
  field,        ///< operand 0 is a record; field()
  has,          ///< operand 0 is a fact or a field node: is it there?
  list_member,  ///< operand 0 in the rule set's list()
  call,         ///< `function` over operands, by its overload()
  logical_not,
  logical_and,    ///< two or more operands; an `all` object of one part has one
  logical_or,     ///< two or more operands; an `any` or `none` object of one part has one
  conditional,    ///< operand 0 ? operand 1 : operand 2
  make_list,      ///< operands are the elements
  comprehension,  ///< `macro`; operand 0 the list, then the body (and for map and transform with a
                  ///< filter: filter, then transform)
};

/// How the value of a node comes from what stands below it. A walk for which kinds differ by nothing else
/// switches over this; a new kind is placed in Node::composition().
enum class Composition : std::uint8_t {
  leaf,           ///< nothing stands below it
  definition,     ///< the definition's root does, which is no operand; see CheckedRuleSet::children()
  negation,       ///< true where its operand is false
  junction,       ///< of `&&` or `||`: one operand may decide alone
  conditional,    ///< operand 0 says which of the two others
  comprehension,  ///< operand 0 the list, the others once for each of its elements
  operation,      ///< of all operands together
};

enum class Macro : std::uint8_t { all, exists, exists_one, filter, map };

/// A typed, linked part of a condition or definition. What takes room, and what only some nodes have, stands
/// beside the nodes: see Nodes. Trivially copyable.
struct Node {
  NodeKind kind = NodeKind::constant;
  Function function = Function::equal;  ///< of a call
  Macro macro = Macro::all;             ///< of a comprehension
  /// Of a sum of timestamps and durations, or a conditional or definition of one, that is only compared: it
  /// may be beyond the range of its type.
  bool exact = false;
  bool uses_now = false;     ///< whether the value can change when nothing but `now` does
  std::int32_t slope = 0;    ///< of a timestamp or duration, or of a list's: seconds it moves by for each
                             ///< second that `now` does
  std::uint32_t type = 0;    ///< see Nodes::type()
  std::uint32_t origin = 0;  ///< the expression or group of conditions that it stands in
  diagnostics::Span span;    ///< in the decoded text of that expression, as it was written;
                             ///< both 0 where the node is a whole `all`, `any` or `none` object
  diagnostics::Span shown;   ///< in its canonical layout; see Nodes::text()
  std::uint32_t first_operand = 0;  ///< see Nodes::operands()
  std::uint32_t operand_count = 0;

  [[nodiscard]] std::uint32_t fact() const { return index_of(NodeKind::fact); }
  [[nodiscard]] std::uint32_t parameter() const { return index_of(NodeKind::parameter); }
  [[nodiscard]] std::uint32_t definition() const { return index_of(NodeKind::definition); }
  [[nodiscard]] std::uint32_t field() const { return index_of(NodeKind::field); }
  [[nodiscard]] std::uint32_t list() const { return index_of(NodeKind::list_member); }
  /// Of a call; not of `==` and its like, `in`, `[]` and `+` of lists, which have none.
  [[nodiscard]] std::uint32_t overload() const { return index_of(NodeKind::call); }
  [[nodiscard]] std::uint32_t constant() const { return index_of(NodeKind::constant); }
  [[nodiscard]] NodeId comprehension() const {
    return kind == NodeKind::position ? index_ : index_of(NodeKind::element);
  }
  [[nodiscard]] Composition composition() const {
    switch (kind) {
      case NodeKind::constant:
      case NodeKind::fact:
      case NodeKind::now:
      case NodeKind::parameter:
      case NodeKind::element:
      case NodeKind::position: return Composition::leaf;
      case NodeKind::definition: return Composition::definition;
      case NodeKind::logical_not: return Composition::negation;
      case NodeKind::logical_and:
      case NodeKind::logical_or: return Composition::junction;
      case NodeKind::conditional: return Composition::conditional;
      case NodeKind::comprehension: return Composition::comprehension;
      case NodeKind::field:
      case NodeKind::has:
      case NodeKind::list_member:
      case NodeKind::call:
      case NodeKind::make_list: break;
    }
    return Composition::operation;
  }
  /// Sets what a node of its kind refers to.
  void refer_to(std::uint32_t index) { index_ = index; }
  /// What it refers to, whatever that is; 0 where nodes of its kind refer to nothing.
  [[nodiscard]] std::uint32_t reference() const { return index_; }

 private:
  [[nodiscard]] std::uint32_t index_of([[maybe_unused]] NodeKind expected) const {
    assert(kind == expected);
    return index_;
  }

  std::uint32_t index_ = 0;
};
static_assert(sizeof(Node) <= 64, "a large rule set has hundreds of thousands of them");

}  // namespace eligo::check
