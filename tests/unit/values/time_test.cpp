#include "values/time.hpp"

#include <gtest/gtest.h>

#include <random>

namespace eligo::values {
namespace {

constexpr Nanoseconds second = nanoseconds_per_second;

std::string show(std::optional<Nanoseconds> time) { return time ? format_timestamp(*time) : "refused"; }

TEST(Timestamp, ReadsWhatRfc3339Allows) {
  struct Case {
    std::string_view text, same;
  };
  for (const Case& c : {
           Case{"2026-11-23T10:00:00Z", "2026-11-23T10:00:00Z"},
           Case{"2026-11-23t10:00:00z", "2026-11-23T10:00:00Z"},
           Case{"2026-11-23T18:00:00+08:00", "2026-11-23T10:00:00Z"},
           Case{"2026-11-23T00:30:00-09:30", "2026-11-23T10:00:00Z"},
           Case{"2026-11-23T10:00:00.5Z", "2026-11-23T10:00:00.500Z"},
           Case{"2026-11-23T10:00:00.000001Z", "2026-11-23T10:00:00.000001Z"},
           Case{"2026-11-23T10:00:00.123456789Z", "2026-11-23T10:00:00.123456789Z"},
           Case{"1969-12-31T23:59:59.999Z", "1969-12-31T23:59:59.999Z"},
           Case{"2024-02-29T00:00:00Z", "2024-02-29T00:00:00Z"},
           Case{"2000-02-29T00:00:00Z", "2000-02-29T00:00:00Z"},
           Case{"0001-01-01T00:00:00Z", "0001-01-01T00:00:00Z"},
           Case{"9999-12-31T23:59:59.999999999Z", "9999-12-31T23:59:59.999999999Z"},
           Case{"9999-12-31T23:59:59-00:00", "9999-12-31T23:59:59Z"},
       }) {
    EXPECT_EQ(show(parse_timestamp(c.text)), c.same) << c.text;
  }
}

TEST(Timestamp, RefusesTheRest) {
  for (const std::string_view text : {
           "",
           "2026-11-23",
           "2026-11-23T10:00:00",
           "2026-11-23 10:00:00Z",
           "2026-11-23T10:00Z",
           "2026-13-01T00:00:00Z",
           "2026-00-01T00:00:00Z",
           "2026-01-00T00:00:00Z",
           "2026-04-31T00:00:00Z",
           "2023-02-29T00:00:00Z",
           "1900-02-29T00:00:00Z",
           "2026-11-23T24:00:00Z",
           "2026-11-23T10:60:00Z",
           "2026-11-23T23:59:60Z",
           "2026-11-23T10:00:00.Z",
           "2026-11-23T10:00:00.1234567890Z",
           "2026-11-23T10:00:00+8:00",
           "2026-11-23T10:00:00+0800",
           "2026-11-23T10:00:00+24:00",
           "2026-11-23T10:00:00+08:60",
           "2026-11-23T10:00:00Z ",
           " 2026-11-23T10:00:00Z",
           "26-11-23T10:00:00Z",
           "+2026-11-23T10:00:00Z",
           "0001-01-01T00:00:00+00:01",
           "9999-12-31T23:59:59-00:01",
           "0000-12-31T23:59:59Z",
       }) {
    EXPECT_EQ(parse_timestamp(text), std::nullopt) << text;
  }
}

TEST(Timestamp, IsReadAsToolsWriteIt) {
  const auto expected = parse_timestamp("2026-11-23T10:00:00Z");
  for (const std::string_view text :
       {"2026-11-23T10:00:00Z", "2026-11-23 10:00:00Z", "2026-11-23t10:00:00z", "2026-11-23 10:00:00+00",
        "2026-11-23 12:00:00+0200", "2026-11-23 12:00:00.000000+02:00", "2026-11-23T08:30:00-0130"})
    EXPECT_EQ(parse_written_timestamp(text), expected) << text;
  const struct {
    std::string_view text;
    TimestampFault fault;
  } refused[] = {
      {"2026-11-23", TimestampFault::no_time_of_day},
      {"2026-11-23T10:00:00", TimestampFault::no_zone},
      {"2026-11-23 10:00:00.25", TimestampFault::no_zone},
      {"2026-11-23 10:00", TimestampFault::no_zone},
      {"", TimestampFault::malformed},
      {"2026-02-30", TimestampFault::malformed},
      {"2026-11-23  10:00:00Z", TimestampFault::malformed},
      {"2026-11-23 10:00:00+2", TimestampFault::malformed},
      {"2026-11-23 10:00:00+02:", TimestampFault::malformed},
      {"2026-11-23 10:00:00 +02:00", TimestampFault::malformed},
      {"1795687200", TimestampFault::malformed},
  };
  for (const auto& [text, fault] : refused) {
    EXPECT_EQ(parse_written_timestamp(text), std::nullopt) << text;
    EXPECT_EQ(timestamp_fault(text), fault) << text;
  }
}

TEST(Timestamp, EveryDayReadsBackAsItself) {
  for (Nanoseconds day = min_timestamp; day <= max_timestamp; day += 86'400 * second * 13) {
    ASSERT_EQ(parse_timestamp(format_timestamp(day)), day) << format_timestamp(day);
  }
}

TEST(Timestamp, AnyInstantReadsBackAsItself) {
  std::mt19937_64 random(7);
  for (int i = 0; i < 100'000; ++i) {
    const auto offset = Nanoseconds{static_cast<std::int64_t>(random() % 315'537'897'600U)} * second;
    const Nanoseconds instant = min_timestamp + offset + static_cast<std::int64_t>(random() % 1'000'000'000U);
    ASSERT_EQ(parse_timestamp(format_timestamp(instant)), instant);
    ASSERT_EQ(to_nanoseconds(to_instant(instant)), instant);
  }
}

TEST(Duration, ReadsUnitsAndFractions) {
  struct Case {
    std::string_view text;
    std::int64_t nanoseconds;
    std::string_view same;
  };
  for (const Case& c : {
           Case{"0", 0, "0s"},
           Case{"168h", 604'800'000'000'000, "604800s"},
           Case{"1h30m", 5'400'000'000'000, "5400s"},
           Case{"1.5s", 1'500'000'000, "1.5s"},
           Case{".5s", 500'000'000, "0.5s"},
           Case{"1.s", 1'000'000'000, "1s"},
           Case{"-1.5h", -5'400'000'000'000, "-5400s"},
           Case{"+3ms", 3'000'000, "0.003s"},
           Case{"7us", 7'000, "0.000007s"},
           Case{"7\u00b5s", 7'000, "0.000007s"},
           Case{"9ns", 9, "0.000000009s"},
           Case{"1m1ms", 60'001'000'000, "60.001s"},
           Case{"0.0000000009s", 0, "0s"},
           Case{"9223372036854775807ns", 9'223'372'036'854'775'807, "9223372036.854775807s"},
       }) {
    const auto read = parse_duration(c.text);
    ASSERT_TRUE(read) << c.text;
    EXPECT_EQ(static_cast<std::int64_t>(*read), c.nanoseconds) << c.text;
    EXPECT_EQ(format_duration(*read), c.same);
  }
}

TEST(Duration, HasDaysWhereTheyAreAskedFor) {
  struct Case {
    std::string_view text, same;
  };
  for (const Case& c :
       {Case{"30d", "2592000s"}, Case{"1d12h", "129600s"}, Case{"-1.5d", "-129600s"}, Case{"+.5d", "43200s"},
        Case{"1h2d", "176400s"}, Case{"0d", "0s"}, Case{"168h", "604800s"}, Case{"106751d", "9223286400s"}}) {
    const auto read = parse_duration(c.text, LongestUnit::day);
    ASSERT_TRUE(read) << c.text;
    EXPECT_EQ(format_duration(*read), c.same);
  }
  for (const std::string_view text : {"d", "1 d", "30days", "1dd", "30D", "106752d", "-106752d"})
    EXPECT_EQ(parse_duration(text, LongestUnit::day), std::nullopt) << text;
}

TEST(Duration, TellsTooLongFromMalformed) {
  for (const std::string_view text : {"87660000h", "-87660000h", "9223372036854775808ns", "2562047h48m",
                                      "99999999999999999999999999999999999999999h", "1h99999999999h1h"}) {
    EXPECT_TRUE(is_too_long_duration(text)) << text;
  }
  for (const std::string_view text :
       {"2562047h", "-2562047h", "99999999999x", "99999999999h1", "", "106752d"})
    EXPECT_FALSE(is_too_long_duration(text)) << text;
  EXPECT_TRUE(is_too_long_duration("106752d", LongestUnit::day));
  EXPECT_EQ(longest_duration_text(), "2562047h");
}

TEST(Duration, RefusesTheRest) {
  for (const std::string_view text :
       {"", "-", "5", "s", ".s", "1d", "1 h", "h1", "1h30", "1.5.5s", "--1s", "1hh", "9223372036854775808ns",
        "320000000000s", "99999999999999999999999999999999999999999h"}) {
    EXPECT_EQ(parse_duration(text), std::nullopt) << text;
  }
}

}  // namespace
}  // namespace eligo::values
