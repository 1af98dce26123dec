#pragma once

#include "program/builder.hpp"

namespace eligo::program {

/// Lowers a call to the operation for its operands' types. `type` is the call's own.
[[nodiscard]] ValueId lower_call(Builder& builder, check::Function function, const values::Type& type,
                                 const std::vector<ValueId>& operands);

/// Lowers a sum of timestamps and durations that is only compared.
[[nodiscard]] ValueId lower_exact_sum(Builder& builder, check::Function function, const values::Type& type,
                                      const std::vector<ValueId>& operands);

/// `needle in list` where the list is one of the rule set's.
[[nodiscard]] ValueId lower_membership(Builder& builder, ValueId needle, const check::List& list);

}  // namespace eligo::program
