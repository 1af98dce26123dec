#pragma once

#include <cstdint>
#include <optional>

#include "check/checked_rule_set.hpp"
#include "values/value.hpp"

namespace eligo::authoring {

/// A fact, the elements of a list, or a field of its records: what a value in a profile is given to.
struct Slot {
  static constexpr std::uint32_t itself = 0xFFFF'FFFF;
  static constexpr std::uint32_t elements = 0xFFFF'FFFE;  ///< of a list of scalars
  std::uint32_t fact = 0;
  std::uint32_t part = itself;  ///< or `elements`, or a field of the records
  friend auto operator<=>(const Slot&, const Slot&) = default;
};

/// The fact whose elements a list has, itself or some of them; nothing where it is made otherwise.
[[nodiscard]] std::optional<std::uint32_t> listed_fact(const check::CheckedRuleSet& rules,
                                                       check::NodeId list);
/// Where a part's value stands in the profile, unchanged; nothing where it is computed.
[[nodiscard]] std::optional<Slot> slot_of(const check::CheckedRuleSet& rules, check::NodeId part);
[[nodiscard]] const values::Type& type_of(const check::CheckedRuleSet& rules, const Slot& slot);
[[nodiscard]] const check::Range& range_of(const check::CheckedRuleSet& rules, const Slot& slot);

/// How many decimals a number has in the rule set; nothing where it is not written there.
using Decimals = std::optional<std::int32_t>;
/// Of a constant.
[[nodiscard]] Decimals decimals_of(const check::CheckedRuleSet& rules, check::NodeId constant);

/// By how much a threshold's neighbours differ from it: as the author says of the fact that is compared, else
/// 1 of integers, a unit of the last of its `decimals` of doubles (without them, of its shortest form), a
/// second of times. Nothing for what has no order.
[[nodiscard]] std::optional<values::Value> step_of(const check::CheckedRuleSet& rules,
                                                   std::optional<Slot> compared,
                                                   const values::Value& threshold, Decimals decimals);
/// The value so many steps away, doubles without the noise of binary fractions; nothing beyond the type.
[[nodiscard]] std::optional<values::Value> moved(const values::Value& value, const values::Value& step,
                                                 int steps);

}  // namespace eligo::authoring
