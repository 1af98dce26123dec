#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "expression/lexer.hpp"
#include "expression/reporter.hpp"
#include "expression/tree.hpp"

namespace eligo::expression {

/// A sub-expression that has been read, waiting for what it is an operand of.
struct Operand {
  NodeId id = 0;
  std::uint32_t depth = 1;  ///< of the tree below, parentheses included
  diagnostics::Span outer;  ///< with its parentheses
};

/// Makes tree nodes out of operands. Children are always made before their parents.
class TreeBuilder {
 public:
  TreeBuilder(Reporter& reporter, Limits limits) : reporter_(reporter), limits_(limits) {}

  [[nodiscard]] Operand literal(values::Value value, diagnostics::Span span);
  [[nodiscard]] Operand number(const Token& token, bool negative, diagnostics::Span span);
  [[nodiscard]] Operand identifier(const Token& name);
  [[nodiscard]] Operand unary(const Token& symbol, const Operand& operand);
  [[nodiscard]] Operand binary(const Token& symbol, const Operand& left, const Operand& right);
  /// `&&` or `||` over two operands or more.
  [[nodiscard]] Operand logical(const Token& symbol, const std::vector<Operand>& operands);
  [[nodiscard]] Operand conditional(diagnostics::Span mark, const std::vector<Operand>& parts);
  [[nodiscard]] Operand select(const Operand& target, const Token& name);
  [[nodiscard]] Operand index(const std::vector<Operand>& parts, std::uint32_t end);
  [[nodiscard]] Operand list(const std::vector<Operand>& elements, diagnostics::Span span);
  /// `has(…)` too.
  [[nodiscard]] Operand call(const Token& name, const std::vector<Operand>& arguments, std::uint32_t end);
  /// The target is the first operand. Macros too.
  [[nodiscard]] Operand member_call(const Token& name, const std::vector<Operand>& operands,
                                    std::uint32_t end);
  /// In place of what could not be read; its tree is thrown away.
  [[nodiscard]] Operand placeholder(diagnostics::Span span) { return literal({}, span); }

  [[nodiscard]] bool too_deep() const { return too_deep_; }
  void refuse_depth(diagnostics::Span span);
  [[nodiscard]] Tree take(NodeId root);

 private:
  [[nodiscard]] Operand add(Node node, const std::vector<Operand>& operands);
  [[nodiscard]] Operand has(const Token& name, const Operand& argument, std::uint32_t end);
  void bind(Node& node, const std::vector<Operand>& operands, std::size_t variables);

  Reporter& reporter_;
  Limits limits_;
  Tree tree_;
  bool too_deep_ = false;
};

}  // namespace eligo::expression
