#pragma once

#include <optional>
#include <span>
#include <vector>

#include "authoring/search/step.hpp"
#include "check/checked_rule_set.hpp"
#include "values/value.hpp"

namespace eligo::authoring {

/// Something in a comparison that a profile or the instant decides.
struct Variable {
  enum class Kind : std::uint8_t { slot, size, now };
  Kind kind = Kind::slot;
  Slot slot;                             ///< of `slot`
  check::NodeId sized = check::no_node;  ///< the list or string of `size`
  friend bool operator==(const Variable&, const Variable&) = default;
};

/// A number, or a time in nanoseconds, as a sum: a number, and variables times numbers. Exact for integers
/// of 64 bits and for times.
struct LinearSum {
  struct Term {
    Variable variable;
    long double factor = 0;
  };
  std::vector<Term> terms;  ///< of distinct variables, none of them times 0
  long double constant = 0;
  Decimals decimals;  ///< the most that a number in it is written with; factors do not count
};

/// What a parameter is, and how it is written.
struct ParameterValue {
  values::Value value;
  Decimals decimals;
};

/// What a part comes to where parameters have these values; nothing where it is no such sum.
[[nodiscard]] std::optional<LinearSum> linear_sum(const check::CheckedRuleSet& rules, check::NodeId part,
                                                  std::span<const ParameterValue> params);
[[nodiscard]] LinearSum difference(const LinearSum& left, const LinearSum& right);

/// A known number or time; times in nanoseconds. Nothing for any other value.
[[nodiscard]] std::optional<long double> number_of(const values::Value& value);
/// The value of a kind nearest to a number; nothing beyond the type.
[[nodiscard]] std::optional<values::Value> value_of(long double number, values::Kind kind);

/// What parameters are without a segment, and in each.
[[nodiscard]] std::vector<std::vector<ParameterValue>> parameter_values(const check::CheckedRuleSet& rules);

}  // namespace eligo::authoring
