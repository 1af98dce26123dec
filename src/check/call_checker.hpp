#pragma once

#include <span>
#include <string_view>

#include "check/expression_checker.hpp"
#include "check/node_maker.hpp"
#include "check/overload.hpp"
#include "expression/reporter.hpp"

namespace eligo::check {

/// Types calls of functions, and operators whose rule is a list of types.
class CallChecker {
 public:
  CallChecker(const expression::Tree& tree, const Scope& scope, NodeMaker& maker,
              expression::Reporter& reporter)
      : tree_(tree), scope_(scope), maker_(maker), reporter_(reporter) {}

  /// The call that `id` writes, of the function `name`. Operands may be wrong already; then only what does
  /// not depend on them is reported.
  [[nodiscard]] Part call(expression::NodeId id, std::span<const Part> operands, std::string_view name,
                          Style style);

  /// Reports an operator that does not take its operands.
  Part refuse_operands(expression::NodeId id, std::span<const Part> operands);

 private:
  Part refuse_call(expression::NodeId id, std::span<const Part> operands, std::string_view name, Style style,
                   Call::Outcome outcome);

  const expression::Tree& tree_;
  const Scope& scope_;
  NodeMaker& maker_;
  expression::Reporter& reporter_;
};

}  // namespace eligo::check
