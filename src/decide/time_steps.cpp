#include "decide/time_steps.hpp"

#include <algorithm>
#include <chrono>
#include <cstdlib>

namespace eligo::decide {

namespace {

using values::Nanoseconds;

constexpr Nanoseconds millisecond = 1'000'000;
constexpr Nanoseconds second = values::nanoseconds_per_second;
constexpr Nanoseconds minute = 60 * second;
constexpr Nanoseconds hour = 60 * minute;
constexpr Nanoseconds day = 24 * hour;

Nanoseconds divide_down(Nanoseconds dividend, Nanoseconds divisor) {
  const Nanoseconds quotient = dividend / divisor;
  return dividend % divisor < 0 ? quotient - 1 : quotient;
}

Nanoseconds divide_up(Nanoseconds dividend, Nanoseconds divisor) {
  const Nanoseconds quotient = dividend / divisor;
  return dividend % divisor > 0 ? quotient + 1 : quotient;
}

// A stretch [begin, end) of values over which something reads the same.
struct Stretch {
  Nanoseconds begin, end;
};

TimeToChange leave(const Stretch& stretch, Nanoseconds value, std::int64_t slope) {
  if (slope == 0) return std::nullopt;
  if (slope > 0) return divide_up(stretch.end - value, slope);
  return divide_down(value - stretch.begin, -Nanoseconds{slope}) + 1;
}

Stretch whole_units(Nanoseconds value, Nanoseconds unit) {
  const Nanoseconds begin = divide_down(value, unit) * unit;
  return {begin, begin + unit};
}

Nanoseconds midnight(std::chrono::year_month_day when) {
  return Nanoseconds{std::chrono::sys_days{when}.time_since_epoch().count()} * day;
}

// The stretch of local time over which the accessor reads the same.
Stretch calendar_stretch(check::Function accessor, Nanoseconds local) {
  using std::chrono::January;
  const std::chrono::sys_days days{std::chrono::days{static_cast<int>(divide_down(local, day))}};
  const std::chrono::year_month_day today{days};
  switch (accessor) {
    case check::Function::get_full_year:
      return {midnight(today.year() / January / 1),
              midnight((today.year() + std::chrono::years{1}) / January / 1)};
    case check::Function::get_month: {
      const std::chrono::year_month month = today.year() / today.month();
      return {midnight(month / 1), midnight((month + std::chrono::months{1}) / 1)};
    }
    case check::Function::get_hours: return whole_units(local, hour);
    case check::Function::get_minutes: return whole_units(local, minute);
    case check::Function::get_seconds: return whole_units(local, second);
    case check::Function::get_milliseconds: return whole_units(local, millisecond);
    case check::Function::get_date:
    case check::Function::get_day_of_month:
    case check::Function::get_day_of_week:
    case check::Function::get_day_of_year: return whole_units(local, day);
    default: std::abort();  // no accessor
  }
}

}  // namespace

bool holds(check::Function comparison, Nanoseconds difference) {
  switch (comparison) {
    case check::Function::equal: return difference == 0;
    case check::Function::not_equal: return difference != 0;
    case check::Function::less: return difference < 0;
    case check::Function::less_equal: return difference <= 0;
    case check::Function::greater: return difference > 0;
    case check::Function::greater_equal: return difference >= 0;
    default: std::abort();  // no comparison
  }
}

TimeToChange comparison_step(check::Function comparison, Nanoseconds difference, std::int64_t slope) {
  if (slope == 0) return std::nullopt;
  const bool falling = slope < 0;  // mirrored, so that the line always rises
  const Nanoseconds rise = falling ? -Nanoseconds{slope} : Nanoseconds{slope};
  Nanoseconds height = falling ? -difference : difference;
  const auto outcome = [&] { return holds(comparison, falling ? -height : height); };
  const bool present = outcome();
  Nanoseconds passed = 0;
  while (height <= 0) {
    const Nanoseconds wait = height == 0 ? 1 : divide_up(-height, rise);
    height += rise * wait;
    passed += wait;
    if (outcome() != present) return passed;
  }
  return std::nullopt;
}

TimeToChange range_step(Nanoseconds value, std::int64_t slope, Nanoseconds lowest, Nanoseconds highest) {
  if (slope == 0) return std::nullopt;
  if (value >= lowest && value <= highest) return leave({lowest, highest + 1}, value, slope);
  if (slope > 0) return value > highest ? std::nullopt : TimeToChange(divide_up(lowest - value, slope));
  return value < lowest ? std::nullopt : TimeToChange(divide_up(value - highest, -Nanoseconds{slope}));
}

TimeToChange unit_step(Nanoseconds value, std::int64_t slope, Nanoseconds unit, Rounding rounding) {
  if (rounding == Rounding::down || value >= unit) return leave(whole_units(value, unit), value, slope);
  if (value > -unit) return leave({1 - unit, unit}, value, slope);
  const Stretch mirrored = whole_units(-value, unit);
  return leave({1 - mirrored.end, 1 - mirrored.begin}, value, slope);
}

std::optional<check::Function> starts_again_with(check::Function accessor) {
  switch (accessor) {
    case check::Function::get_month:
    case check::Function::get_day_of_year: return check::Function::get_full_year;
    case check::Function::get_date:
    case check::Function::get_day_of_month: return check::Function::get_month;
    case check::Function::get_hours: return check::Function::get_date;
    case check::Function::get_minutes: return check::Function::get_hours;
    case check::Function::get_seconds: return check::Function::get_minutes;
    case check::Function::get_milliseconds: return check::Function::get_seconds;
    default: return std::nullopt;
  }
}

TimeToChange calendar_step(check::Function accessor, Nanoseconds value, std::int64_t slope,
                           const values::Zone& zone) {
  if (slope == 0) return std::nullopt;
  const auto period = zone.period_at(static_cast<std::int64_t>(divide_down(value, second)));
  const Nanoseconds offset = period.offset * second;
  Stretch stretch{period.begin * second, period.end * second};
  const Stretch reading = calendar_stretch(accessor, value + offset);
  stretch.begin = std::max(stretch.begin, reading.begin - offset);
  stretch.end = std::min(stretch.end, reading.end - offset);
  return leave(stretch, value, slope);
}

TimeToChange duration_step(check::Function accessor, Nanoseconds value, std::int64_t slope) {
  const Nanoseconds unit = accessor == check::Function::get_hours     ? hour
                           : accessor == check::Function::get_minutes ? minute
                           : accessor == check::Function::get_seconds ? second
                                                                      : millisecond;
  return unit_step(value, slope, unit, Rounding::to_zero);
}

}  // namespace eligo::decide
