#pragma once

#include "program/builder.hpp"

namespace eligo::program {

/// Lowers every rule, segment, alternative and definition of a checked rule set to one program.
[[nodiscard]] Program lower(const check::CheckedRuleSet& rules, Evaluate evaluate, const Limits& limits);

/// Lowers a call by the overload that the checker chose, as functions.inc says. `type` is the call's own.
[[nodiscard]] ValueId lower_call(Builder& builder, std::uint32_t overload, check::Function function,
                                 const values::Type& type, const std::vector<ValueId>& operands);

/// `==`, `<` and the others.
[[nodiscard]] ValueId lower_comparison(Builder& builder, check::Function comparison, ValueId left,
                                       ValueId right);

/// `needle in list`.
[[nodiscard]] ValueId lower_in(Builder& builder, ValueId needle, ValueId list);

/// Lowers a sum of timestamps and durations that is only compared.
[[nodiscard]] ValueId lower_exact_sum(Builder& builder, check::Function function, const values::Type& type,
                                      const std::vector<ValueId>& operands);

/// `needle in list` where the list is one of the rule set's.
[[nodiscard]] ValueId lower_membership(Builder& builder, ValueId needle, const check::List& list);

}  // namespace eligo::program
