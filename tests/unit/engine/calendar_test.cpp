#include "engine/calendar.hpp"

#include <gtest/gtest.h>

namespace eligo::engine {
namespace {

using check::Function;

std::int64_t part(Function function, std::string_view instant, std::string_view zone) {
  const values::ZoneDatabase zones;
  return timestamp_part(function, *values::parse_timestamp(instant),
                        std::get<values::Zone>(zones.find(zone)));
}

TEST(Calendar, PartsAreNumberedAsInCel) {
  const std::string_view instant = "2009-02-13T23:31:30.123456789Z";  // a Friday
  struct Case {
    Function function;
    std::int64_t value;
  };
  for (const Case& c :
       {Case{Function::get_full_year, 2009}, Case{Function::get_month, 1}, Case{Function::get_date, 13},
        Case{Function::get_day_of_month, 12}, Case{Function::get_day_of_week, 5},
        Case{Function::get_day_of_year, 43}, Case{Function::get_hours, 23}, Case{Function::get_minutes, 31},
        Case{Function::get_seconds, 30}, Case{Function::get_milliseconds, 123}}) {
    EXPECT_EQ(part(c.function, instant, "UTC"), c.value);
  }
}

TEST(Calendar, ZonesMoveTheDay) {
  EXPECT_EQ(part(Function::get_date, "2009-02-13T23:31:30Z", "Australia/Sydney"), 14);
  EXPECT_EQ(part(Function::get_minutes, "2009-02-13T23:31:30Z", "Asia/Kathmandu"), 16);
  EXPECT_EQ(part(Function::get_full_year, "2026-01-01T00:00:00Z", "-09:30"), 2025);
  EXPECT_EQ(part(Function::get_day_of_week, "2026-11-22T16:00:00Z", "+08:00"), 1);
}

TEST(Calendar, DaylightSavingBeginsAndEnds) {
  EXPECT_EQ(part(Function::get_hours, "2026-03-29T00:59:59Z", "Europe/Berlin"), 1);
  EXPECT_EQ(part(Function::get_hours, "2026-03-29T01:00:00Z", "Europe/Berlin"), 3);
  EXPECT_EQ(part(Function::get_hours, "2026-10-25T00:59:59Z", "Europe/Berlin"), 2);
  EXPECT_EQ(part(Function::get_hours, "2026-10-25T01:00:00Z", "Europe/Berlin"), 2);
}

TEST(Calendar, DaylightSavingGoesOnBeyondTheListedYears) {
  for (const char* year : {"2037", "2038", "2437", "2438", "9998"}) {
    const std::string summer = std::string(year) + "-07-01T12:00:00Z";
    EXPECT_EQ(part(Function::get_hours, summer, "Europe/Berlin"), 14) << year;
    EXPECT_EQ(part(Function::get_hours, summer, "Australia/Sydney"), 22) << year;
    EXPECT_EQ(part(Function::get_hours, summer, "Asia/Shanghai"), 20) << year;
  }
}

TEST(Calendar, FirstAndLastYear) {
  EXPECT_EQ(part(Function::get_full_year, "0001-01-01T00:00:00Z", "UTC"), 1);
  EXPECT_EQ(part(Function::get_full_year, "0001-01-01T00:00:00Z", "-01:00"), 0);
  EXPECT_EQ(part(Function::get_full_year, "9999-12-31T23:59:59Z", "+01:00"), 10000);
  EXPECT_EQ(part(Function::get_day_of_year, "2024-12-31T00:00:00Z", "UTC"), 365);
  EXPECT_EQ(part(Function::get_seconds, "1969-12-31T23:59:59.5Z", "UTC"), 59);
}

TEST(Calendar, DurationsCountWholeUnits) {
  const values::Nanoseconds duration = *values::parse_duration("-3h0m10.25s");
  EXPECT_EQ(duration_part(Function::get_hours, duration), -3);
  EXPECT_EQ(duration_part(Function::get_minutes, duration), -180);
  EXPECT_EQ(duration_part(Function::get_seconds, duration), -10810);
  EXPECT_EQ(duration_part(Function::get_milliseconds, duration), -250);
}

}  // namespace
}  // namespace eligo::engine
