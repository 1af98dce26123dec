#include "decide/time_steps.hpp"

#include <vector>

#include <gtest/gtest.h>

#include "sample.hpp"
#include "values/zone_database.hpp"

namespace eligo::decide {
namespace {

using check::Function;
using values::Nanoseconds;

bool compare(Function comparison, Nanoseconds difference) {
  switch (comparison) {
    case Function::equal: return difference == 0;
    case Function::not_equal: return difference != 0;
    case Function::less: return difference < 0;
    case Function::less_equal: return difference <= 0;
    case Function::greater: return difference > 0;
    default: return difference >= 0;
  }
}

// The first step at which `reads` differs, found by taking them one by one.
template <typename Reads>
TimeToChange first_change(Reads reads, int most) {
  const auto present = reads(0);
  for (int step = 1; step <= most; ++step) {
    if (reads(step) != present) return step;
  }
  return std::nullopt;
}

void expect_step(const TimeToChange& expected, const TimeToChange& actual) {
  EXPECT_EQ(expected.has_value(), actual.has_value());
  if (expected && actual) {
    EXPECT_EQ(static_cast<std::int64_t>(*expected), static_cast<std::int64_t>(*actual));
  }
}

template <typename Expect>
void for_each_value_and_slope(int values, int slopes, const Expect& expect) {
  for (std::int64_t slope = -slopes; slope <= slopes; ++slope) {
    for (int value = -values; value <= values; ++value) {
      SCOPED_TRACE(testing::Message() << value << " slope " << slope);
      expect(value, slope);
    }
  }
}

TEST(ComparisonStep, AgreesWithTakingEachNanosecond) {
  for (const auto comparison : {Function::equal, Function::not_equal, Function::less, Function::less_equal,
                                Function::greater, Function::greater_equal}) {
    SCOPED_TRACE(check::function_name(comparison));
    for_each_value_and_slope(13, 4, [&](int difference, std::int64_t slope) {
      expect_step(first_change([&](int step) { return compare(comparison, difference + slope * step); }, 40),
                  comparison_step(comparison, difference, slope));
    });
  }
}

TEST(RangeStep, AgreesWithTakingEachNanosecond) {
  for_each_value_and_slope(25, 3, [](int value, std::int64_t slope) {
    const auto at = [&](int step) { return value + slope * step; };
    expect_step(first_change([&](int step) { return at(step) >= -7 && at(step) <= 8; }, 60),
                range_step(value, slope, -7, 8));
  });
}

TEST(UnitStep, AgreesWithTakingEachNanosecond) {
  const auto down = [](std::int64_t value, int unit) {
    return value >= 0 ? value / unit : -((unit - 1 - value) / unit);
  };
  for_each_value_and_slope(25, 3, [&](int value, std::int64_t slope) {
    const auto at = [&](int step) { return value + slope * step; };
    expect_step(first_change([&](int step) { return down(at(step), 10); }, 40),
                unit_step(value, slope, 10, Rounding::down));
    expect_step(first_change([&](int step) { return at(step) / 10; }, 40),
                unit_step(value, slope, 10, Rounding::to_zero));
  });
}

struct CalendarCase {
  Function accessor;
  const char* now;
  std::int64_t slope;
  const char* zone;
  const char* changes;  // the instant that the moving value has reached
};

class CalendarStep : public testing::TestWithParam<CalendarCase> {};

TEST_P(CalendarStep, EndsTheStretchThatReadsTheSame) {
  const auto& one = GetParam();
  const values::ZoneDatabase zones;
  const auto zone = std::get<values::Zone>(zones.find(one.zone));
  const auto now = instant(one.now);
  const auto step = calendar_step(one.accessor, now, one.slope, zone);
  ASSERT_TRUE(step);
  EXPECT_EQ(one.changes, values::format_timestamp(now + *step * one.slope));
}

INSTANTIATE_TEST_SUITE_P(
    Table, CalendarStep,
    testing::Values(
        CalendarCase{Function::get_full_year, "2026-11-23T10:00:00Z", 1, "UTC", "2027-01-01T00:00:00Z"},
        CalendarCase{Function::get_full_year, "2026-11-23T10:00:00Z", -1, "UTC",
                     "2025-12-31T23:59:59.999999999Z"},
        CalendarCase{Function::get_full_year, "2026-11-23T10:00:00Z", 1, "+08:00", "2026-12-31T16:00:00Z"},
        CalendarCase{Function::get_month, "2024-02-29T10:00:00Z", 1, "UTC", "2024-03-01T00:00:00Z"},
        CalendarCase{Function::get_month, "2026-12-31T23:59:59.999999999Z", 1, "UTC", "2027-01-01T00:00:00Z"},
        CalendarCase{Function::get_date, "2026-11-23T10:00:00Z", 1, "Asia/Shanghai", "2026-11-23T16:00:00Z"},
        CalendarCase{Function::get_day_of_week, "1969-12-31T10:00:00Z", 1, "UTC", "1970-01-01T00:00:00Z"},
        CalendarCase{Function::get_hours, "2026-11-23T10:20:00Z", 1, "Asia/Kolkata", "2026-11-23T10:30:00Z"},
        CalendarCase{Function::get_hours, "2026-11-23T10:20:00Z", -1, "Asia/Kolkata",
                     "2026-11-23T09:29:59.999999999Z"},
        // 25 October 2026, 01:00 UTC: summer time ends, and 02:00 local comes twice.
        CalendarCase{Function::get_date, "2026-10-24T23:00:00Z", 1, "Europe/Berlin", "2026-10-25T01:00:00Z"},
        CalendarCase{Function::get_date, "2026-10-25T01:00:00Z", 1, "Europe/Berlin", "2026-10-25T23:00:00Z"},
        // 29 March 2026, 01:00 UTC: summer time begins in the middle of the local day.
        CalendarCase{Function::get_hours, "2026-03-29T00:30:00Z", 1, "Europe/Berlin", "2026-03-29T01:00:00Z"},
        // The same in 2038 and in the last year, which no zone file lists.
        CalendarCase{Function::get_hours, "2038-03-28T00:30:00Z", 1, "Europe/Berlin", "2038-03-28T01:00:00Z"},
        CalendarCase{Function::get_date, "2038-10-30T23:00:00Z", 1, "Europe/Berlin", "2038-10-31T01:00:00Z"},
        CalendarCase{Function::get_date, "9999-10-30T23:00:00Z", 1, "Europe/Berlin", "9999-10-31T01:00:00Z"},
        CalendarCase{Function::get_date, "9999-10-31T00:30:00Z", -1, "Europe/Berlin",
                     "9999-10-30T21:59:59.999999999Z"},
        CalendarCase{Function::get_minutes, "2026-11-23T10:20:30Z", 1, "UTC", "2026-11-23T10:21:00Z"},
        CalendarCase{Function::get_seconds, "2026-11-23T10:20:30.5Z", 1, "UTC", "2026-11-23T10:20:31Z"},
        CalendarCase{Function::get_milliseconds, "2026-11-23T10:20:30.0005Z", 1, "UTC",
                     "2026-11-23T10:20:30.001Z"},
        CalendarCase{Function::get_day_of_year, "0001-01-01T00:00:00Z", 1, "UTC", "0001-01-02T00:00:00Z"},
        CalendarCase{Function::get_full_year, "2026-12-31T23:59:59.999999998Z", 3, "UTC",
                     "2027-01-01T00:00:00.000000001Z"}));

TEST(CalendarStep, StandsStillWithoutSlope) {
  EXPECT_FALSE(calendar_step(Function::get_hours, instant("2026-11-23T10:20:00Z"), 0, {}));
}

}  // namespace
}  // namespace eligo::decide
