#include <gtest/gtest.h>

#include <array>
#include <cstdint>
#include <functional>
#include <limits>
#include <span>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

#include <eligo/eligo.hpp>

namespace eligo {
namespace {

constexpr const char* rules_text = R"json({
  "format": 1, "id": "demo", "version": "1",
  "facts": {
    "i": {"type": "int"}, "d": {"type": "double"}, "b": {"type": "bool"}, "s": {"type": "string"},
    "e": {"type": "enum", "values": ["active", "frozen"]}, "t": {"type": "timestamp"}, "l": {"type": "duration"},
    "is": {"type": "list<int>"}, "ds": {"type": "list<double>"}, "ss": {"type": "list<string>"},
    "ts": {"type": "list<timestamp>"}, "ls": {"type": "list<duration>"}, "bs": {"type": "list<bool>"},
    "rs": {"type": "list", "of": {"x": {"type": "int"}}}
  },
  "definitions": {"texts": "ss.size() > 0 && ss[0] == 'a'", "other": "s != '' && e == 'frozen'"},
  "rules": [
    {"id": "r", "category": "c", "effect": "hide", "reason": "R", "message": {"en": "{i} {d} {b} {s} {e} {t} {l}"},
     "when": "i > 0 || i < 1 || d > 0.0 || b || other || t > now || l > duration('0s') || is.size() > 0 || ds.size() > 0 || texts || ts.size() > 0 || ls.size() > 0 || bs.size() > 0 || rs.size() > 0"}]
})json";

const Instant now = *Instant::parse("2026-11-23T10:00:00Z");
constexpr std::int64_t largest = std::numeric_limits<std::int64_t>::max();

/// What a decision says about the facts.
std::string seen(const RuleSet& rules, const Profile& profile) { return rules.evaluate(profile, now).json(); }

struct Number {
  const char* name;
  std::function<void(Profile&, const Fact&)> set;
  const char* of_int;     ///< what JSON gives the same, for the int fact
  const char* of_double;  ///< and for the double fact
};

// Numbers of all types mean what they mean in JSON.
TEST(Profile, TakesNumbersOfEveryType) {
  const auto number = [](const char* name, auto value, const char* of_int, const char* of_double = nullptr) {
    return Number{name, [value](Profile& profile, const Fact& fact) { profile.set(fact, value); }, of_int,
                  of_double == nullptr ? of_int : of_double};
  };
  const std::vector<Number> numbers{
      number("int8_t", std::int8_t{-128}, "-128"),
      number("uint8_t", std::uint8_t{255}, "255"),
      number("short", short{-7}, "-7"),
      number("unsigned short", static_cast<unsigned short>(65535), "65535"),
      number("int", -7, "-7"),
      number("unsigned", 4294967295U, "4294967295"),
      number("long", -7L, "-7"),
      number("unsigned long", 7UL, "7"),
      number("long long", -7LL, "-7"),
      number("unsigned long long", 7ULL, "7"),
      number("smallest", std::numeric_limits<std::int64_t>::min(), "-9223372036854775808"),
      number("largest", largest, "9223372036854775807"),
      number("unsigned largest", std::uint64_t{largest}, "9223372036854775807"),
      number("2^63", std::uint64_t{1} << 63U, "9223372036854775808"),
      number("2^64 - 1", std::numeric_limits<std::uint64_t>::max(), "18446744073709551615"),
      number("2^53 + 1", (std::uint64_t{1} << 53U) + 1, "9007199254740993"),
  };
  const auto rules = RuleSet::parse(rules_text);
  for (const Number& each : numbers) {
    for (const auto& [name, json] : {std::pair("i", each.of_int), std::pair("d", each.of_double)}) {
      const Fact fact = rules.fact(name);
      Profile set = rules.profile(), read = rules.profile();
      each.set(set, fact);
      read.set_json(fact, json);
      EXPECT_EQ(seen(rules, set), seen(rules, read)) << each.name << " as " << name;
    }
  }
  const auto refused = [&](const Profile& profile) {
    const Decision decision = rules.evaluate(profile, now);
    return decision.refused().size();
  };
  EXPECT_EQ(refused(rules.profile().set("i", std::uint64_t{largest})), 0U);
  EXPECT_EQ(refused(rules.profile().set("i", std::uint64_t{largest} + 1)), 1U);
  EXPECT_EQ(refused(rules.profile().set("d", std::uint64_t{largest} + 1)), 0U);  // a double holds it
  EXPECT_EQ(refused(rules.profile().set("d", std::numeric_limits<std::uint64_t>::max())), 1U);
  EXPECT_EQ(seen(rules, rules.profile().set("d", 0.1F)), seen(rules, rules.profile().set("d", double{0.1F})));
}

TEST(Profile, TakesListsOfUnsignedNumbers) {
  const auto rules = RuleSet::parse(rules_text);
  const std::vector<std::uint64_t> good{0, largest}, bad{0, std::uint64_t{largest} + 1};
  const std::vector<std::int64_t> same{0, largest};
  for (const char* name : {"is", "ds"}) {
    Profile set = rules.profile(), expected = rules.profile();
    set.set(name, good);
    expected.set(name, same);
    EXPECT_EQ(seen(rules, set), seen(rules, expected)) << name;
  }
  const Decision decision = rules.evaluate(rules.profile().set("is", bad), now);
  EXPECT_EQ(decision.refused(), std::vector<std::string_view>{"is"});
}

struct TimeCase {
  Instant instant;
  bool taken;
};

TEST(Profile, RefusesWhatIsNoInstantAndNoDuration) {
  const auto rules = RuleSet::parse(rules_text);
  const Instant first = *Instant::parse("0001-01-01T00:00:00Z"),
                last = *Instant::parse("9999-12-31T23:59:59.999999999Z");
  constexpr auto most = std::numeric_limits<std::int64_t>::max(),
                 least = std::numeric_limits<std::int64_t>::min();
  constexpr auto many = std::numeric_limits<std::int32_t>::max(),
                 few = std::numeric_limits<std::int32_t>::min();
  const std::vector<TimeCase> instants{{first, true},
                                       {last, true},
                                       {{0, 0}, true},
                                       {{first.seconds - 1, 999'999'999}, false},
                                       {{last.seconds + 1, 0}, false},
                                       {{0, -1}, false},
                                       {{0, 1'000'000'000}, false},
                                       {{last.seconds, many}, false},
                                       {{most, many}, false},
                                       {{least, few}, false}};
  for (const auto& [instant, taken] : instants) {
    const std::array<Instant, 1> list{instant};
    const Decision scalar = rules.evaluate(rules.profile().set("t", instant), now);
    const Decision listed = rules.evaluate(rules.profile().set("ts", list), now);
    EXPECT_EQ(scalar.refused().empty(), taken) << instant.text();
    EXPECT_EQ(listed.refused().empty(), taken) << instant.text();
    BatchEvaluator batch(rules);
    batch.set_column(rules.fact("t"), list);
    static_cast<void>(batch.evaluate(now));
    EXPECT_EQ(batch.decision(0).json(),
              rules.evaluate(rules.profile().set("t", instant), now, Detail::reasons).json());
  }
  const std::vector<std::pair<Duration, bool>> durations{{{0, 0}, true},
                                                         {{-1, -1}, true},
                                                         {{1, 1}, true},
                                                         {{1, -1}, false},
                                                         {{-1, 1}, false},
                                                         {{0, 1'000'000'000}, false},
                                                         {{0, -999'999'999}, true},
                                                         {{9'223'372'036, 854'775'807}, true},
                                                         {{9'223'372'036, 854'775'808}, false},
                                                         {{most, many}, false},
                                                         {{least, few}, false}};
  for (const auto& [duration, taken] : durations) {
    const std::array<Duration, 1> list{duration};
    const Decision scalar = rules.evaluate(rules.profile().set("l", duration), now);
    const Decision listed = rules.evaluate(rules.profile().set("ls", list), now);
    EXPECT_EQ(scalar.refused().empty(), taken) << duration.text();
    EXPECT_EQ(listed.refused().empty(), taken) << duration.text();
  }
}

// Whatever a call throws, the profile is as before.
TEST(Profile, IsAsBeforeWhereACallThrows) {
  const auto rules = RuleSet::parse(rules_text);
  const auto filled = [&] {
    const std::array<std::int64_t, 2> integers{1, 2};
    const std::array<double, 1> doubles{1.5};
    const std::array<std::string_view, 2> texts{"a", "a text that is longer than others"};
    const std::array<Instant, 1> instants{now};
    const std::array<Duration, 1> durations{Duration{1, 0}};
    Profile profile = rules.profile();
    profile.set("i", 7)
        .set("d", 1.5)
        .set("b", true)
        .set("s", "a text that is longer than others")
        .set("e", "active");
    profile.set("t", now).set("l", Duration{5, 0}).set("is", integers).set("ds", doubles).set("ss", texts);
    profile.set("ts", instants).set("ls", durations).set_json(rules.fact("bs"), "[true]");
    profile.set_json(rules.fact("rs"), R"([{"x": 1}])").set_subject("u");
    return profile;
  };
  const std::string expected = seen(rules, filled());
  const std::vector<std::pair<std::string, std::function<void(Profile&, const Fact&)>>> calls{
      {"i d", [](Profile& profile, const Fact& fact) { profile.set(fact, 9); }},
      {"i d", [](Profile& profile, const Fact& fact) { profile.set(fact, 9U); }},
      {"d", [](Profile& profile, const Fact& fact) { profile.set(fact, 9.5); }},
      {"b", [](Profile& profile, const Fact& fact) { profile.set(fact, false); }},
      {"s e", [](Profile& profile, const Fact& fact) { profile.set(fact, "frozen"); }},
      {"t",
       [](Profile& profile, const Fact& fact) {
         profile.set(fact, Instant{0, 0});
       }},
      {"l",
       [](Profile& profile, const Fact& fact) {
         profile.set(fact, Duration{0, 1});
       }},
      {"is ds",
       [](Profile& profile, const Fact& fact) { profile.set(fact, std::span<const std::int64_t>()); }},
      {"is ds",
       [](Profile& profile, const Fact& fact) { profile.set(fact, std::span<const std::uint64_t>()); }},
      {"ds", [](Profile& profile, const Fact& fact) { profile.set(fact, std::span<const double>()); }},
      {"ss",
       [](Profile& profile, const Fact& fact) { profile.set(fact, std::span<const std::string_view>()); }},
      {"ts", [](Profile& profile, const Fact& fact) { profile.set(fact, std::span<const Instant>()); }},
      {"ls", [](Profile& profile, const Fact& fact) { profile.set(fact, std::span<const Duration>()); }},
      {"", [](Profile& profile, const Fact& fact) { profile.set_json(fact, "{"); }},
      {"", [](Profile& profile, const Fact& fact) { profile.set_json(fact, R"([{"x": 1, "x": 2}] 3)"); }},
      {"", [](Profile& profile, const Fact& fact) { profile.set(fact, static_cast<const char*>(nullptr)); }},
  };
  for (const auto& [takers, call] : calls) {
    for (const char* name : {"i", "d", "b", "s", "e", "t", "l", "is", "ds", "ss", "ts", "ls", "bs", "rs"}) {
      Profile profile = filled();
      const bool taken = (" " + takers + " ").find(" " + std::string(name) + " ") != std::string::npos;
      const auto at = &call - &calls.front().second;
      try {
        call(profile, rules.fact(name));
        EXPECT_TRUE(taken) << name << ", " << at;
      } catch (const std::exception&) {
        EXPECT_FALSE(taken) << name << ", " << at;
        EXPECT_EQ(seen(rules, profile), expected) << name << ", " << at;
      }
    }
  }
}

}  // namespace
}  // namespace eligo
