#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "diagnostics/place.hpp"
#include "values/value.hpp"

namespace eligo::expression {

using NodeId = std::uint32_t;

enum class NodeKind : std::uint8_t {
  literal,       ///< `value`
  identifier,    ///< `name`
  select,        ///< operands[0] `.` name
  has,           ///< `has(e.name)`: operands[0] is e, name the field; `has(name)`: no operands
  index,         ///< operands[0] `[` operands[1] `]`
  list,          ///< operands are the elements
  call,          ///< global function `name(operands…)`
  member_call,   ///< operands[0] `.name(` operands[1…] `)`
  unary,         ///< `name` is `!` or `-`
  binary,        ///< `name` is one of `* / % + - == != < <= > >= in`, or `&&` or `||` over two or more
  conditional,   ///< operands[0] `?` operands[1] `:` operands[2]
  comprehension  ///< operands[0].macro(variables…, operands[1…]); `name` is the macro
};

/// One node of an expression as written. Macros (`all`, `exists`, `filter`, …) are nodes of their own:
/// `variables` holds the one or two names that they bind.
struct Node {
  NodeKind kind = NodeKind::literal;
  diagnostics::Span span;       ///< of the whole sub-expression, outer parentheses left out
  diagnostics::Span name_span;  ///< of the name or operator
  std::string name;
  values::Value value;
  std::vector<std::string> variables;
  std::vector<diagnostics::Span> variable_spans;
  std::vector<NodeId> operands;
};

/// An expression as written. Nodes stand in one vector, children before parents, so that no depth of
/// nesting can overflow the stack when a tree is copied or destroyed. Names that a macro binds leave
/// nodes behind that nothing refers to.
struct Tree {
  std::vector<Node> nodes;
  NodeId root = 0;

  [[nodiscard]] const Node& operator[](NodeId id) const { return nodes[id]; }
};

/// Bounds on one expression.
struct Limits {
  std::size_t max_length = 100'000;  ///< bytes
  std::size_t max_depth = 250;  ///< of the tree; parentheses count, and chains but for those of `&&` or `||`
};

}  // namespace eligo::expression
