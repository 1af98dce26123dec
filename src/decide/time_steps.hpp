#pragma once

#include <cstdint>
#include <optional>

#include "check/function.hpp"
#include "values/time.hpp"
#include "values/zone.hpp"

namespace eligo::decide {

/// The steps ask: something moves along a straight line, `slope` nanoseconds a nanosecond of time;
/// after how many nanoseconds (at least 1) may what is read off it first be different? Never later than
/// the truth. Nothing: never. Pure; safe from many threads.
using TimeToChange = std::optional<values::Nanoseconds>;

/// What a comparison of two values says whose difference, left minus right, this is.
[[nodiscard]] bool holds(check::Function comparison, values::Nanoseconds difference);

/// The outcome of `left <comparison> right`, where `difference` is left minus right at present. Exact.
[[nodiscard]] TimeToChange comparison_step(check::Function comparison, values::Nanoseconds difference,
                                           std::int64_t slope);

/// Whether the value lies in [lowest, highest]. Exact.
[[nodiscard]] TimeToChange range_step(values::Nanoseconds value, std::int64_t slope,
                                      values::Nanoseconds lowest, values::Nanoseconds highest);

enum class Rounding : std::uint8_t { down, to_zero };

/// How many whole units fit into the value. Exact.
[[nodiscard]] TimeToChange unit_step(values::Nanoseconds value, std::int64_t slope, values::Nanoseconds unit,
                                     Rounding rounding);

/// A calendar accessor (`get_full_year` … `get_milliseconds`) of a timestamp in a zone. Changes of the
/// zone's offset count too.
[[nodiscard]] TimeToChange calendar_step(check::Function accessor, values::Nanoseconds value,
                                         std::int64_t slope, const values::Zone& zone);

/// The calendar accessor with each of whose changes another one begins again (hours with days); nothing where
/// there is none.
[[nodiscard]] std::optional<check::Function> starts_again_with(check::Function accessor);

/// An accessor of a duration (`get_hours` … `get_milliseconds`).
[[nodiscard]] TimeToChange duration_step(check::Function accessor, values::Nanoseconds value,
                                         std::int64_t slope);

}  // namespace eligo::decide
