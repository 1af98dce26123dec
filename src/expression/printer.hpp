#pragma once

#include <string>

#include "expression/tree.hpp"

namespace eligo::expression {

/// The expression in canonical layout, with only the parentheses that it needs. Parsing the output
/// gives the same tree.
[[nodiscard]] std::string print(const Tree& tree);
[[nodiscard]] std::string print(const Tree& tree, NodeId node);

}  // namespace eligo::expression
