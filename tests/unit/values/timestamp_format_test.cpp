#include "values/timestamp_format.hpp"

#include <gtest/gtest.h>

#include <string>

#include "values/zone_database.hpp"

namespace eligo::values {
namespace {

/// The instant as RFC 3339, or the cause of its being none.
std::string read(std::string_view form, std::string_view text, const Zone* zone = nullptr) {
  std::string error;
  std::optional<TimestampFormat> format = TimestampFormat();
  if (!form.empty()) format = TimestampFormat::compile(form, error);
  if (!format) return error;
  const auto read = format->read(text, zone);
  const auto* instant = std::get_if<Nanoseconds>(&read);
  return instant == nullptr ? std::string(cause_text(std::get<Cause>(read))) : format_timestamp(*instant);
}

TEST(TimestampFormat, ReadsWhatThePatternSays) {
  const Zone utc;
  const std::string bad(cause_text(Cause::malformed));
  const struct {
    std::string_view form, text;
    std::string read;
  } cases[] = {
      {"%Y-%m-%d %H:%M:%S", "2026-11-23 10:00:00", "2026-11-23T10:00:00Z"},
      {"%d.%m.%Y", "3.1.2026", "2026-01-03T00:00:00Z"},
      {"%d.%m.%Y %H:%M", "23.11.2026 10:30", "2026-11-23T10:30:00Z"},
      {"%m/%d/%y %I:%M %p", "11/23/26 12:30 am", "2026-11-23T00:30:00Z"},
      {"%m/%d/%y %I:%M %p", "11/23/69 01:30 PM", "1969-11-23T13:30:00Z"},
      {"%d %b %Y", "23 Nov 2026", "2026-11-23T00:00:00Z"},
      {"%A, %e %B %Y", "Monday,  2 november 2026", "2026-11-02T00:00:00Z"},
      {"%F %T.%f", "2026-11-23 10:00:00.25", "2026-11-23T10:00:00.250Z"},
      {"%Y%j", "2024366", "2024-12-31T00:00:00Z"},
      {"%FT%R%z", "2026-11-23T10:00+0200", "2026-11-23T08:00:00Z"},
      {"%FT%R%z", "2026-11-23T10:00Z", "2026-11-23T10:00:00Z"},
      {"100%% %F", "100% 2026-11-23", "2026-11-23T00:00:00Z"},
      {"date", "2026-11-23", "2026-11-23T00:00:00Z"},
      {"date", "2026-11-23 10:00", bad},
      {"%Y-%m-%d", "2026-02-30", bad},
      {"%Y-%m-%d", "2026-13-01", bad},
      {"%Y%j", "2026366", bad},
      {"%H:%M %F", "24:00 2026-11-23", bad},
      {"%F", "2026-11-23 ", bad},
      {"%F", "", bad},
      {"epoch-s", "1795687200", "2026-11-26T10:00:00Z"},
      {"epoch-s", "-1.5", "1969-12-31T23:59:58.500Z"},
      {"epoch-ms", "1795687200123", "2026-11-26T10:00:00.123Z"},
      {"epoch-ms", "1795687200123.4567891", bad},
      {"epoch-ns", "1795687200123456789", "2026-11-26T10:00:00.123456789Z"},
      {"epoch-s", "1e9", bad},
      {"epoch-s", "", bad},
      {"epoch-s", "99999999999999999999999999999999999999999999999",
       std::string(cause_text(Cause::out_of_range))},
      {"", "2026-11-23 10:00:00", "2026-11-23T10:00:00Z"},
      {"", "2026-11-23T10:00", "2026-11-23T10:00:00Z"},
      {"", "2026-11-23T10:00:00.5+01:00", "2026-11-23T09:00:00.500Z"},
      {"", "2026-11-23", std::string(cause_text(Cause::no_time_of_day))},
  };
  for (const auto& [form, text, expected] : cases)
    EXPECT_EQ(read(form, text, &utc), expected) << form << " " << text;
}

TEST(TimestampFormat, AsksForAZone) {
  const std::string none(cause_text(Cause::no_zone));
  EXPECT_EQ(read("%F", "2026-11-23"), none);
  EXPECT_EQ(read("", "2026-11-23 10:00:00"), none);
  EXPECT_EQ(read("%F %T%z", "2026-11-23 10:00:00+00"), "2026-11-23T10:00:00Z");
}

TEST(TimestampFormat, KnowsTimesThatThereAreTwiceOrNever) {
  const ZoneDatabase zones;
  const auto found = zones.find("Europe/Berlin");
  const Zone* berlin = std::get_if<Zone>(&found);
  ASSERT_NE(berlin, nullptr);
  const std::string none(cause_text(Cause::no_such_instant));
  EXPECT_EQ(read("", "2026-07-01 12:00:00", berlin), "2026-07-01T10:00:00Z");
  EXPECT_EQ(read("", "2026-12-01 12:00:00", berlin), "2026-12-01T11:00:00Z");
  EXPECT_EQ(read("", "2026-03-29 01:59:59", berlin), "2026-03-29T00:59:59Z");
  EXPECT_EQ(read("", "2026-03-29 02:00:00", berlin), none);
  EXPECT_EQ(read("", "2026-03-29 02:59:59.9", berlin), none);
  EXPECT_EQ(read("", "2026-03-29 03:00:00", berlin), "2026-03-29T01:00:00Z");
  EXPECT_EQ(read("", "2026-10-25 01:59:59", berlin), "2026-10-24T23:59:59Z");
  EXPECT_EQ(read("", "2026-10-25 02:30:00", berlin), none);
  EXPECT_EQ(read("", "2026-10-25 03:00:00", berlin), "2026-10-25T02:00:00Z");
}

TEST(TimestampFormat, RefusesOtherPatterns) {
  EXPECT_EQ(read("%Q", ""), "there is no `%Q`");
  EXPECT_EQ(read("%d.%m %H:%M", ""), "without a year (%Y) it says no instant");
  EXPECT_EQ(read("%Y-%", ""), "it ends in a `%`");
  EXPECT_EQ(read("day", ""), "write it like %d.%m.%Y %H:%M, or epoch-s, epoch-ms, date");
}

TEST(TimestampFormat, GivesAnExampleThatItReads) {
  const Zone utc;
  for (const std::string_view form :
       {"epoch-s", "epoch-ms", "epoch-us", "epoch-ns", "date", "%d.%m.%Y %H:%M", "%m/%d/%y %I:%M %p",
        "%A, %e %B %Y", "%a %d %b %Y", "%F %T.%f%z", "%Y%j 100%%"}) {
    std::string error;
    const std::string phrase = TimestampFormat::compile(form, error)->phrase();
    const std::size_t begin = phrase.find('`') + 1;
    const std::string example = phrase.substr(begin, phrase.rfind('`') - begin);
    EXPECT_TRUE(read(form, example, &utc).starts_with("2026-11-23T")) << form << ": " << phrase;
  }
  EXPECT_EQ(TimestampFormat().phrase(), "");
}

}  // namespace
}  // namespace eligo::values
