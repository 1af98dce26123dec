#pragma once

#include <limits>
#include <optional>

#include "check/checked_rule_set.hpp"

namespace eligo::check {

/// What numbers an int or double part may come to, NaN aside: those in [low, high], perhaps without 0. A
/// long double holds both types exactly.
struct NumberRange {
  static constexpr long double infinity = std::numeric_limits<long double>::infinity();

  long double low = -infinity, high = infinity;
  bool never_zero = false;

  [[nodiscard]] bool excludes_zero() const { return never_zero || low > 0 || high < 0; }
  [[nodiscard]] bool is_zero() const { return low == 0 && high == 0; }
  [[nodiscard]] bool is_everything() const { return low == -infinity && high == infinity && !never_zero; }
};

[[nodiscard]] NumberRange only(const values::Value& number);
[[nodiscard]] NumberRange declared(const Range& range);
[[nodiscard]] NumberRange either(const NumberRange& left, const NumberRange& right);
[[nodiscard]] NumberRange both(const NumberRange& left, const NumberRange& right);

/// The result of arithmetic of `kind` over parts in such ranges; everything where the function is not known
/// to keep to a range. Sound for the rounding of doubles; an int that overflows is an error, no number.
[[nodiscard]] NumberRange arithmetic(Function function, values::Kind kind,
                                     const std::vector<NumberRange>& operands);

/// The numbers of `kind` that stand in `relation` (a comparison) to some number in `other`.
[[nodiscard]] NumberRange related(Function relation, values::Kind kind, const NumberRange& other);

}  // namespace eligo::check
