#include <optional>
#include <stdexcept>
#include <string>

#include <date/date.h>
#include <date/tz.h>

#include "oracle/functions.hpp"

namespace eligo::oracle {

namespace {

using check::Function;
using values::Cause;
using values::Interval;
using values::Nanoseconds;
using values::Timestamp;

constexpr Nanoseconds second = values::nanoseconds_per_second;

Nanoseconds floor_divide(Nanoseconds number, Nanoseconds by) {
  return number / by - (number % by < 0 ? 1 : 0);
}

// `+08:00`, `-09:30`, `02:00`
std::optional<std::int64_t> fixed_offset(const std::string& zone) {
  std::string rest = zone;
  const bool west = !rest.empty() && rest[0] == '-';
  if (!rest.empty() && (rest[0] == '-' || rest[0] == '+')) rest.erase(0, 1);
  if (rest.size() != 5 || rest[2] != ':') return std::nullopt;
  for (const std::size_t at : {0U, 1U, 3U, 4U})
    if (rest[at] < '0' || rest[at] > '9') return std::nullopt;
  const int hours = std::stoi(rest.substr(0, 2));
  const int minutes = std::stoi(rest.substr(3, 2));
  if (hours > 23 || minutes > 59) return std::nullopt;
  return (west ? -1 : 1) * (hours * 3600 + minutes * 60);
}

std::int64_t offset_of(const std::string& zone, Nanoseconds at) {
  if (const auto offset = fixed_offset(zone)) return *offset;
  const date::time_zone* found = nullptr;
  try {
    found = date::locate_zone(zone);
  } catch (const std::runtime_error&) {
    throw Fault{Cause::bad_argument};
  }
  const date::sys_seconds moment{std::chrono::seconds{static_cast<std::int64_t>(floor_divide(at, second))}};
  return found->get_info(moment).offset.count();
}

std::int64_t of_duration(Function function, Nanoseconds length) {
  switch (function) {
    case Function::get_hours: return static_cast<std::int64_t>(length / (3600 * second));
    case Function::get_minutes: return static_cast<std::int64_t>(length / (60 * second));
    case Function::get_seconds: return static_cast<std::int64_t>(length / second);
    default: return static_cast<std::int64_t>(length / 1'000'000 % 1000);
  }
}

std::int64_t of_date(Function function, std::int64_t days) {
  const date::sys_days day{date::days{days}};
  const date::year_month_day date{day};
  const int year = static_cast<int>(date.year());
  switch (function) {
    case Function::get_full_year: return year;
    case Function::get_month: return static_cast<unsigned>(date.month()) - 1;
    case Function::get_date: return static_cast<unsigned>(date.day());
    case Function::get_day_of_month: return static_cast<unsigned>(date.day()) - 1;
    case Function::get_day_of_week: return date::weekday{day}.c_encoding();
    default: return (day - date::sys_days{date::year{year} / date::January / 1}).count();
  }
}

}  // namespace

Datum apply_calendar(Function function, const std::vector<Datum>& operands) {
  if (operands[0].is<Interval>()) return datum(of_duration(function, operands[0].as<Interval>().nanoseconds));
  Nanoseconds at = operands[0].as<Timestamp>().nanoseconds;
  if (operands.size() > 1) at += offset_of(operands[1].as<std::string>(), at) * second;
  const Nanoseconds day = 24 * 3600 * second;
  const Nanoseconds days = floor_divide(at, day);
  const Nanoseconds of_day = at - days * day;
  switch (function) {
    case Function::get_hours: return datum(static_cast<std::int64_t>(of_day / (3600 * second)));
    case Function::get_minutes: return datum(static_cast<std::int64_t>(of_day / (60 * second) % 60));
    case Function::get_seconds: return datum(static_cast<std::int64_t>(of_day / second % 60));
    case Function::get_milliseconds: return datum(static_cast<std::int64_t>(of_day / 1'000'000 % 1000));
    default: return datum(of_date(function, static_cast<std::int64_t>(days)));
  }
}

}  // namespace eligo::oracle
