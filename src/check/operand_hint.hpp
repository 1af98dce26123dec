#pragma once

#include <string>

#include "check/node_maker.hpp"

namespace eligo::check {

/// What would be right where an operator does not take two operands of such types; empty where there is
/// nothing better to say than which types it takes.
[[nodiscard]] std::string operand_hint(const std::string& symbol, const Part& left, const Part& right,
                                       NodeMaker& maker);

}  // namespace eligo::check
