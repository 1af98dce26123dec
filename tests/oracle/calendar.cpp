#include <cstdlib>
#include <ctime>
#include <filesystem>
#include <optional>
#include <string>

#include "oracle/functions.hpp"

namespace eligo::oracle {

namespace {

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

bool is_name(const std::string& zone) {
  if (zone == "localtime" || zone == "posixrules" || zone == "Factory") return false;
  for (const char* const folder : {"posix/", "right/"})
    if (zone.rfind(folder, 0) == 0) return false;
  if (zone.find_first_of(".:") != std::string::npos || zone.rfind('/', 0) == 0) return false;
  return !zone.empty() && std::filesystem::is_regular_file("/usr/share/zoneinfo/" + zone);
}

// What the clocks show, by the C library: its own reader of zone files, and its own calendar.
std::tm local_time(std::time_t moment, const std::string& zone) {
  std::tm parts{};
  if (const auto offset = zone == "UTC" ? 0 : fixed_offset(zone)) {
    moment += *offset;
    gmtime_r(&moment, &parts);
    return parts;
  }
  if (!is_name(zone)) throw Fault{Cause::bad_argument};
  static std::string present;  // one thread works at a time
  if (present != zone) {
    setenv("TZ", (":" + zone).c_str(), 1);
    tzset();
    present = zone;
  }
  localtime_r(&moment, &parts);
  return parts;
}

std::int64_t of_duration(Function function, Nanoseconds length) {
  switch (function) {
    case Function::get_hours: return static_cast<std::int64_t>(length / (3600 * second));
    case Function::get_minutes: return static_cast<std::int64_t>(length / (60 * second));
    case Function::get_seconds: return static_cast<std::int64_t>(length / second);
    default: return static_cast<std::int64_t>(length / 1'000'000 % 1000);
  }
}

}  // namespace

Datum apply_calendar(Function function, const std::vector<Datum>& operands) {
  if (operands[0].is<Interval>()) return datum(of_duration(function, operands[0].as<Interval>().nanoseconds));
  const Nanoseconds at = operands[0].as<Timestamp>().nanoseconds;
  const auto moment = static_cast<std::time_t>(floor_divide(at, second));
  const std::tm parts = local_time(moment, operands.size() > 1 ? operands[1].as<std::string>() : "UTC");
  switch (function) {
    case Function::get_full_year: return datum(std::int64_t{parts.tm_year} + 1900);
    case Function::get_month: return datum(std::int64_t{parts.tm_mon});
    case Function::get_date: return datum(std::int64_t{parts.tm_mday});
    case Function::get_day_of_month: return datum(std::int64_t{parts.tm_mday} - 1);
    case Function::get_day_of_week: return datum(std::int64_t{parts.tm_wday});
    case Function::get_day_of_year: return datum(std::int64_t{parts.tm_yday});
    case Function::get_hours: return datum(std::int64_t{parts.tm_hour});
    case Function::get_minutes: return datum(std::int64_t{parts.tm_min});
    case Function::get_seconds: return datum(std::int64_t{parts.tm_sec});
    default: return datum(static_cast<std::int64_t>((at - moment * second) / 1'000'000));
  }
}

}  // namespace eligo::oracle
