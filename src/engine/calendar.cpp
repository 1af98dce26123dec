#include "engine/calendar.hpp"

#include <chrono>
#include <cstdlib>

namespace eligo::engine {

using check::Function;
using values::Nanoseconds;

namespace {

using std::chrono::sys_days;

std::int64_t calendar_part(Function part, sys_days day) {
  const std::chrono::year_month_day date(day);
  switch (part) {
    case Function::get_full_year: return static_cast<int>(date.year());
    case Function::get_month: return static_cast<unsigned>(date.month()) - 1;
    case Function::get_date: return static_cast<unsigned>(date.day());
    case Function::get_day_of_month: return static_cast<unsigned>(date.day()) - 1;
    case Function::get_day_of_week: return std::chrono::weekday(day).c_encoding();
    case Function::get_day_of_year: return (day - sys_days(date.year() / std::chrono::January / 1)).count();
    default: std::abort();  // no part of a day
  }
}

}  // namespace

std::int64_t timestamp_part(Function part, Nanoseconds timestamp, const values::Zone& zone) {
  const Instant instant = values::to_instant(timestamp);
  const std::int64_t local = instant.seconds + zone.offset_at(instant.seconds);
  const auto day =
      std::chrono::floor<std::chrono::days>(std::chrono::sys_seconds(std::chrono::seconds(local)));
  const std::int64_t second = local - std::chrono::seconds(day.time_since_epoch()).count();
  switch (part) {
    case Function::get_hours: return second / 3600;
    case Function::get_minutes: return second / 60 % 60;
    case Function::get_seconds: return second % 60;
    case Function::get_milliseconds: return instant.nanoseconds / 1'000'000;
    default: return calendar_part(part, day);
  }
}

std::int64_t duration_part(Function part, Nanoseconds duration) {
  constexpr Nanoseconds second = values::nanoseconds_per_second;
  switch (part) {
    case Function::get_hours: return static_cast<std::int64_t>(duration / (3600 * second));
    case Function::get_minutes: return static_cast<std::int64_t>(duration / (60 * second));
    case Function::get_milliseconds: return static_cast<std::int64_t>(duration % second / 1'000'000);
    case Function::get_seconds: return static_cast<std::int64_t>(duration / second);
    default: std::abort();  // no part of a duration
  }
}

}  // namespace eligo::engine
