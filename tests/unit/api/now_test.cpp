#include <gtest/gtest.h>

#include <cstdint>
#include <limits>
#include <stdexcept>
#include <string>
#include <vector>

#include <eligo/eligo.hpp>

namespace eligo {
namespace {

constexpr std::int64_t most = std::numeric_limits<std::int64_t>::max();
constexpr std::int64_t least = std::numeric_limits<std::int64_t>::min();
constexpr std::int32_t many = std::numeric_limits<std::int32_t>::max();
constexpr std::int32_t few = std::numeric_limits<std::int32_t>::min();

const Instant first = *Instant::parse("0001-01-01T00:00:00Z");
const Instant last = *Instant::parse("9999-12-31T23:59:59.999999999Z");

// Conditions whose times lie at, before and after both ends of the calendar.
constexpr const char* rules_text = R"json({"format": 1, "id": "demo", "version": "1",
  "facts": {"t": {"type": "timestamp"}, "ts": {"type": "list<timestamp>"}},
  "definitions": {"wait": "now - t"},
  "segments": [{"id": "morning", "when": "now.getHours('Asia/Shanghai') < 12"}],
  "rules": [
    {"id": "a", "category": "c", "effect": "hide", "reason": "A", "when": "wait < duration('24h')"},
    {"id": "b", "category": "c", "effect": "hide", "reason": "B", "when": "now + duration('48h') > t"},
    {"id": "c", "category": "c", "effect": "deny", "reason": "C", "when": "now - duration('48h') < t"},
    {"id": "d", "category": "c", "effect": "hide", "reason": "D", "when": "now.getFullYear('Asia/Shanghai') > 2026"},
    {"id": "e", "category": "c", "effect": "hide", "reason": "E", "when": "now.getDayOfYear('America/New_York') == 3"},
    {"id": "f", "category": "c", "effect": "hide", "reason": "F", "when": "ts.exists(x, now - x > duration('1h'))"},
    {"id": "g", "category": "c", "effect": "hide", "reason": "G", "when": "t <= now",
     "active": {"from": "0001-01-01T00:00:00Z", "until": "9999-12-31T23:59:59Z"}}]})json";

std::vector<Instant> no_instants() {
  return {{first.seconds - 1, 999'999'999},
          {last.seconds + 1, 0},
          {0, -1},
          {0, 1'000'000'000},
          {last.seconds, many},
          {first.seconds, few},
          {most, 0},
          {least, 0},
          {most, many},
          {least, few},
          {least, many}};
}

TEST(Now, OutOfRangeIsRefused) {
  const auto rules = RuleSet::parse(rules_text);
  const Profile profile = rules.parse_profile(R"({"t": "2026-11-23T10:00:00Z"})");
  BatchEvaluator batch(rules, Detail::full);
  batch.add_json("{}");
  for (const Instant& now : no_instants()) {
    for (const Detail detail : {Detail::verdict, Detail::codes, Detail::reasons, Detail::full}) {
      EXPECT_THROW(static_cast<void>(rules.evaluate(profile, now, detail)), std::invalid_argument)
          << now.text();
      EXPECT_THROW(static_cast<void>(rules.evaluate_json("{}", now, detail)), std::invalid_argument);
    }
    EXPECT_THROW(static_cast<void>(batch.evaluate(now)), std::invalid_argument);
  }
  try {
    static_cast<void>(rules.evaluate(profile, {most, -1}));
    FAIL();
  } catch (const std::invalid_argument& error) {
    EXPECT_STREQ(
        error.what(),
        "`now` is no instant from year 1 to 9999: 9223372036854775807 seconds since 1970 and -1 nanoseconds");
  }
  EXPECT_EQ(batch.add_json("{}").evaluate(last).verdicts.size(), 2U);  // it was not evaluated before
}

// Whatever is said about times, they are instants after `now`.
TEST(Now, TimesInDecisionsAreInstantsAtBothEndsOfTheCalendar) {
  const auto rules = RuleSet::parse(rules_text);
  std::vector<Instant> instants{{first.seconds, 1}, {last.seconds, 0}};
  for (const std::int64_t step : {0, 28'800, 172'799}) {
    instants.push_back({first.seconds + step, 0});
    instants.push_back({last.seconds - step, 999'999'999});
  }
  std::size_t times = 0;
  for (const Instant& now : instants) {
    for (const Instant& t : instants) {
      const std::vector<Instant> ts{t, first, last};
      const Decision decision = rules.evaluate(rules.profile().set("t", t).set("ts", ts), now);
      for (const auto& time : {decision.valid_until(), decision.retry_at()}) {
        if (!time) continue;
        ++times;
        EXPECT_LT(now, *time);
        EXPECT_LE(*time, last);
        EXPECT_EQ(Instant::parse(time->text()), time);
      }
    }
  }
  EXPECT_GT(times, instants.size() * instants.size() / 2);
}

struct Written {
  Instant instant;
  const char* text;
};

TEST(Now, EveryInstantHasAText) {
  const std::vector<Written> cases{
      {{0, 0}, "1970-01-01T00:00:00Z"},
      {first, "0001-01-01T00:00:00Z"},
      {last, "9999-12-31T23:59:59.999999999Z"},
      {{first.seconds - 1, 0}, "0000-12-31T23:59:59Z"},
      {{first.seconds - 366 * 86'400 - 1, 0}, "-0001-12-31T23:59:59Z"},
      {{last.seconds + 1, 0}, "+10000-01-01T00:00:00Z"},
      {{0, -1}, "1969-12-31T23:59:59.999999999Z"},
      {{0, 1'500'000'000}, "1970-01-01T00:00:01.500Z"},
      {{most, 0}, "+292277026596-12-04T15:30:07Z"},
      {{least, 0}, "-292277022657-01-27T08:29:52Z"},
      {{most, many}, "+292277026596-12-04T15:30:09.147483647Z"},
      {{least, few}, "-292277022657-01-27T08:29:49.852516352Z"},
  };
  for (const auto& [instant, text] : cases) EXPECT_EQ(instant.text(), text);
  for (const Instant& instant : no_instants()) {
    const std::string text = instant.text();
    EXPECT_TRUE(!Instant::parse(text) || instant.nanoseconds < 0 || instant.nanoseconds > 999'999'999)
        << text;
  }
}

TEST(Now, EveryDurationHasAText) {
  const std::vector<std::pair<Duration, const char*>> cases{
      {{0, 0}, "0s"},
      {{90, 0}, "90s"},
      {{-1, -500'000'000}, "-1.5s"},
      {{1, -500'000'000}, "0.5s"},
      {{0, 2'000'000'001}, "2.000000001s"},
      {{most, many}, "9223372036854775809.147483647s"},
      {{least, few}, "-9223372036854775810.147483648s"},
  };
  for (const auto& [duration, text] : cases) EXPECT_EQ(duration.text(), text);
}

}  // namespace
}  // namespace eligo
