#pragma once

#include <span>

#include "check/call_checker.hpp"
#include "check/name_resolver.hpp"
#include "check/node_maker.hpp"
#include "expression/reporter.hpp"

namespace eligo::check {

/// Types operators, conditionals, indexing and lists, over operands that have been checked.
class OperatorChecker {
 public:
  using Operands = std::span<const Part>;

  OperatorChecker(const expression::Tree& tree, const Scope& scope, NameResolver& names, CallChecker& calls,
                  NodeMaker& maker, expression::Reporter& reporter)
      : tree_(tree), scope_(scope), names_(names), calls_(calls), maker_(maker), reporter_(reporter) {}

  /// `&&`, `||`: two operands or more, which may be wrong already.
  [[nodiscard]] Part logic(expression::NodeId id, Operands operands);
  [[nodiscard]] Part unary(expression::NodeId id, Operands operands);
  /// All other binary operators; for `in` with a list of the rule set, only the left operand is given.
  [[nodiscard]] Part binary(expression::NodeId id, Operands operands);
  [[nodiscard]] Part index(expression::NodeId id, Operands operands);
  /// Operands may be wrong already.
  [[nodiscard]] Part conditional(expression::NodeId id, Operands operands);
  [[nodiscard]] Part list(expression::NodeId id, Operands operands);

 private:
  Part relation(expression::NodeId id, Operands operands);
  Part equality(expression::NodeId id, Operands operands, Function function);
  Part comparison(expression::NodeId id, Function function, Operands operands);
  Part in(expression::NodeId id, Operands operands);
  Part in_named_list(expression::NodeId id, const Part& element, std::uint32_t list);
  Part add_lists(expression::NodeId id, Operands operands);

  const expression::Tree& tree_;
  const Scope& scope_;
  NameResolver& names_;
  CallChecker& calls_;
  NodeMaker& maker_;
  expression::Reporter& reporter_;
};

}  // namespace eligo::check
