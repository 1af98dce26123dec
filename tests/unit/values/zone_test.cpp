#include "values/zone.hpp"

#include <gtest/gtest.h>

namespace eligo::values {
namespace {

TEST(FixedZone, OffsetsAsCelWritesThem) {
  struct Case {
    std::string_view text;
    std::int64_t offset;
  };
  for (const Case& c : {Case{"UTC", 0}, Case{"+08:00", 8 * 3600}, Case{"-09:30", -(9 * 3600 + 30 * 60)},
                        Case{"02:00", 2 * 3600}, Case{"+23:59", 86'340}, Case{"-00:00", 0}}) {
    const auto zone = parse_fixed_zone(c.text);
    ASSERT_TRUE(zone) << c.text;
    EXPECT_EQ(zone->fixed_offset(), c.offset) << c.text;
    EXPECT_EQ(zone->offset_at(0), c.offset) << c.text;
  }
}

TEST(FixedZone, NothingElse) {
  for (const std::string_view text : {"", "utc", "Z", "+8:00", "+24:00", "+08:60", "+0a:00", "++8:00",
                                      "+08:00 ", "+08.00", "0800", "+0800", "-", "UTC+1", "Europe/Berlin"})
    EXPECT_FALSE(parse_fixed_zone(text)) << text;
}

constexpr std::int64_t cycle = 146'097LL * 86'400;  // 400 years

// Two years of a rule at 1000 and 2000, which then come again every 400 years.
ZoneTable ruled() { return {{before_year_1, 0, 1000, 2000}, {10, 20, 30, 40}, 500}; }

TEST(Zone, ATableIsFoldedOverItsLast400Years) {
  const ZoneTable table = ruled();
  const Zone zone(table);
  struct Case {
    std::int64_t at, offset;
  };
  for (const Case& c : {Case{before_year_1 - 1, 10}, Case{-1, 10}, Case{0, 20}, Case{999, 20}, Case{1000, 30},
                        Case{1999, 30}, Case{2000, 40}, Case{cycle + 499, 40}, Case{cycle + 500, 20},
                        Case{cycle + 999, 20}, Case{cycle + 1000, 30}, Case{cycle + 2000, 40},
                        Case{20 * cycle + 999, 20}, Case{20 * cycle + 1000, 30}}) {
    EXPECT_EQ(zone.offset_at(c.at), c.offset) << c.at;
    const auto period = zone.period_at(c.at);
    EXPECT_EQ(period.offset, c.offset) << c.at;
    EXPECT_LE(period.begin, c.at);
    EXPECT_GT(period.end, c.at);
    EXPECT_EQ(zone.offset_at(period.end - 1), c.offset) << c.at;
    if (period.begin > before_year_1) {
      EXPECT_EQ(zone.offset_at(period.begin), c.offset) << c.at;
    }
  }
  EXPECT_EQ(zone.period_at(cycle + 1500).begin, cycle + 1000);
  EXPECT_EQ(zone.period_at(cycle + 1500).end, cycle + 2000);
}

TEST(Zone, WithoutARuleTheLastOffsetStays) {
  const ZoneTable table{{before_year_1, 0}, {10, 20}, std::nullopt};
  EXPECT_EQ(Zone(table).offset_at(30 * cycle), 20);
  EXPECT_GT(Zone(table).period_at(1).end, 30 * cycle);
}

}  // namespace
}  // namespace eligo::values
