#pragma once

#include <string>
#include <vector>

#include "expression/tree.hpp"

namespace eligo::expression {

/// The expression in canonical layout, with only the parentheses that it needs. Parsing the output
/// gives the same tree.
[[nodiscard]] std::string print(const Tree& tree);
[[nodiscard]] std::string print(const Tree& tree, NodeId node);

/// The same with the place of every node in it, parentheses around the node left out.
struct Layout {
  std::string text;
  std::vector<diagnostics::Span> spans;  ///< by node; empty ones for nodes that nothing refers to
};
[[nodiscard]] Layout lay_out(const Tree& tree);

}  // namespace eligo::expression
