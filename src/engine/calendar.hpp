#pragma once

#include <cstdint>

#include "program/program.hpp"
#include "values/time.hpp"

namespace eligo::engine {

/// A part of a timestamp in a zone, numbered as CEL does: months, days of the month (getDayOfMonth) and
/// days of the year from 0, days of the month (getDate) from 1, days of the week from 0 for Sunday.
[[nodiscard]] std::int64_t timestamp_part(check::Function part, values::Nanoseconds timestamp,
                                          const values::Zone& zone);

/// Hours, minutes and seconds: the whole duration in that unit, toward zero. Milliseconds: those beyond
/// the last whole second.
[[nodiscard]] std::int64_t duration_part(check::Function part, values::Nanoseconds duration);

}  // namespace eligo::engine
