#pragma once

#include <cstdint>
#include <optional>

#include "check/function.hpp"
#include "values/time.hpp"
#include "values/zone.hpp"

namespace eligo::decide {

/// All of these ask: something moves along a straight line, `slope` nanoseconds a nanosecond of time;
/// after how many nanoseconds (at least 1) may what is read off it first be different? Never later than
/// the truth. Nothing: never. Pure; safe from many threads.
using Step = std::optional<values::Nanoseconds>;

/// The outcome of `left <comparison> right`, where `difference` is left minus right at present. Exact.
[[nodiscard]] Step comparison_step(check::Function comparison, values::Nanoseconds difference,
                                   std::int64_t slope);

/// Whether the value lies in [lowest, highest]. Exact.
[[nodiscard]] Step range_step(values::Nanoseconds value, std::int64_t slope, values::Nanoseconds lowest,
                              values::Nanoseconds highest);

/// How many whole units (rounded down, or towards zero) fit into the value.
[[nodiscard]] Step unit_step(values::Nanoseconds value, std::int64_t slope, values::Nanoseconds unit);

/// Whether that number of whole units is less than, equal to or more than `count`.
[[nodiscard]] Step unit_comparison_step(values::Nanoseconds value, std::int64_t slope,
                                        values::Nanoseconds unit, std::int64_t count);

/// The unit that an accessor of a duration, or the conversion of a timestamp to seconds, counts whole ones
/// of; nothing for other functions.
[[nodiscard]] std::optional<values::Nanoseconds> unit_of(check::Function function);

/// A calendar accessor (`get_full_year` … `get_milliseconds`) of a timestamp in a zone. Changes of the
/// zone's offset count too.
[[nodiscard]] Step calendar_step(check::Function accessor, values::Nanoseconds value, std::int64_t slope,
                                 const values::Zone& zone);

/// An accessor of a duration (`get_hours` … `get_milliseconds`).
[[nodiscard]] Step duration_step(check::Function accessor, values::Nanoseconds value, std::int64_t slope);

}  // namespace eligo::decide
