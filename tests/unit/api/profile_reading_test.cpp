#include <gtest/gtest.h>

#include <array>
#include <bit>
#include <chrono>
#include <cmath>
#include <cstdint>
#include <deque>
#include <limits>
#include <optional>
#include <random>
#include <span>
#include <stdexcept>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <eligo/eligo.hpp>

namespace eligo {
namespace {

using namespace std::chrono_literals;

// Each fact alone decides something, whether it is there, null, refused or missing.
constexpr const char* rules_text = R"json({
  "format": 1, "id": "demo", "version": "1", "subject": "who.id",
  "facts": {
    "a.i": {"type": "int", "range": [-9, 9007199254740993]}, "b": {"type": "bool"}, "a.d": {"type": "double"},
    "who.name": {"type": "string"}, "e": {"type": "enum", "values": ["active", "frozen"]},
    "a.deep.t": {"type": "timestamp"}, "l": {"type": "duration"},
    "is": {"type": "list<int>"}, "ds": {"type": "list<double>"}, "ss": {"type": "list<string>"}, "bs": {"type": "list<bool>"},
    "ts": {"type": "list<timestamp>"}, "ls": {"type": "list<duration>"},
    "rs": {"type": "list", "of": {"x": {"type": "int", "range": [0, 9]}, "s": {"type": "string"}, "t": {"type": "timestamp"}}},
    "unread": {"type": "int"}
  },
  "definitions": {"text": "who.name + e + string(a.deep.t) + string(l)", "sizes": "is.size() + ds.size() + ss.size() + bs.size()"},
  "rules": [
    {"id": "i", "category": "c", "effect": "hide", "reason": "I", "when": "a.i > 4", "message": {"en": "{a.i} {a.d} {b} {text} {sizes}"}},
    {"id": "d", "category": "c", "effect": "hide", "reason": "D", "when": "a.d > 4.0 || b"},
    {"id": "s", "category": "c", "effect": "deny", "reason": "S", "when": "who.name.size() > 3 || e == 'frozen'"},
    {"id": "t", "category": "c", "effect": "hide", "reason": "T", "when": "a.deep.t > now || l > duration('1h') || ts.exists(t, t > now) || ls.exists(l, l > duration('1h'))"},
    {"id": "l", "category": "c", "effect": "hide", "reason": "L", "when": "is.exists(x, x > 4) || ds.exists(x, x > 4.0) || 'x' in ss || bs.exists(x, x)"},
    {"id": "r", "category": "c", "effect": "hide", "reason": "R", "when": "rs.exists(r, r.x > 4 || r.s == 'x' || r.t > now)"},
    {"id": "h", "category": "c", "effect": "hide", "reason": "H", "on_missing": "skip",
     "when": "!has(a.i) || !has(a.d) || !has(b) || !has(who.name) || !has(e) || !has(a.deep.t) || !has(l) || !has(is)"}]
})json";

const Instant now = *Instant::parse("2026-11-23T10:00:00Z");

const RuleSet& demo() {
  static const RuleSet rules = RuleSet::parse(rules_text);
  return rules;
}

/// Reads what a profile writes: the same text again, the same values, the same decision.
void expect_round_trip(const Profile& profile) {
  const std::string text = profile.json();
  const Result<Profile> read = demo().try_parse_profile(text);
  ASSERT_TRUE(read) << text << "\n" << render(read.diagnostics());
  EXPECT_EQ(read->json(), text);
  EXPECT_EQ(read->subject(), profile.subject());
  EXPECT_EQ(demo().evaluate(*read, now).json(), demo().evaluate(profile, now).json()) << text;
  EXPECT_EQ(demo().evaluate_json(text, now).json(), demo().evaluate(profile, now).json()) << text;
  for (const Fact& fact : profile.facts()) {
    if (fact.name() == "unread") continue;
    EXPECT_EQ(read->value(fact), profile.value(fact)) << fact.name() << text;
  }
}

TEST(Profile, IsReadAsItWasSet) {
  Profile profile = demo().profile();
  EXPECT_TRUE(profile.facts().empty());
  EXPECT_EQ(profile.json(), "{}");
  profile.set("a.i", 7)
      .set("a.d", 7)
      .set("b", false)
      .set("who.name", "Ann")
      .set("a.deep.t", now)
      .set("l", Duration{-1, -5});
  profile.set("is", std::vector<int>{1, 2}).set_json(demo().fact("rs"), R"([{"x": 3, "s": "y"}])");
  EXPECT_EQ(profile.get<std::int64_t>("a.i"), 7);
  EXPECT_EQ(profile.get<double>("a.d"), 7.0);
  EXPECT_EQ(profile.get<bool>(demo().fact("b")), false);
  EXPECT_EQ(profile.get<std::string>("who.name"), "Ann");
  EXPECT_EQ(profile.get<std::string>("e"), std::nullopt);
  EXPECT_EQ(profile.get<Instant>("a.deep.t"), now);
  EXPECT_EQ(profile.get<Duration>("l"), (Duration{-1, -5}));
  EXPECT_EQ(profile.get<Value::List>("is"), (Value::List{{std::int64_t{1}}, {std::int64_t{2}}}));
  const Value::Record record{{"x", {std::int64_t{3}}}, {"s", {std::string("y")}}, {"t", {Absence::missing}}};
  EXPECT_EQ(profile.value("rs"), Value{Value::List{{record}}});
  EXPECT_TRUE(profile.has("a.i") && profile.has("is") && !profile.has("e"));
  EXPECT_EQ(profile.value("e"), Value{Absence::missing});
  std::string names;
  for (const Fact& fact : profile.facts()) names += std::string(fact.name()) + " ";
  EXPECT_EQ(names, "a.i b a.d who.name a.deep.t l is rs ");
  EXPECT_EQ(profile.json(),
            R"({"a":{"i":7,"d":7,"deep":{"t":"2026-11-23T10:00:00Z"}},"b":false,"who":{"name":"Ann"},)"
            R"("l":"-1.000000005s","is":[1,2],"rs":[{"x":3,"s":"y"}]})");
  expect_round_trip(profile);
  profile.set_subject("u \"1\"");
  EXPECT_EQ(profile.json().find(R"({"who":{"id":"u \"1\"","name":"Ann"},"a":)"), 0U) << profile.json();
  expect_round_trip(profile);
  EXPECT_EQ(Profile(profile).json(), profile.json());
  profile.clear();
  EXPECT_EQ(profile.json(), "{}");
}

TEST(Profile, SaysWhyThereIsNoValue) {
  const auto profile = demo().parse_profile(
      R"({"a": {"i": 99999999999999999999, "d": "x"}, "b": null, "e": "melted", "is": [1, "x", null, 99999999999999999999], "unread": 1,
          "rs": [{"x": 99, "s": null}, 7, null]})");
  EXPECT_EQ(profile.value("a.i"), Value{Absence::out_of_range});
  EXPECT_EQ(profile.value("a.d"), Value{Absence::wrong_type});
  EXPECT_EQ(profile.value("b"), Value{Absence::null});
  EXPECT_EQ(profile.value("e"), Value{Absence::not_in_enum});
  EXPECT_EQ(profile.value("unread"), Value{Absence::missing});  // nobody reads it
  const Value refused{Absence::out_of_range}, wrong{Absence::wrong_type}, null{Absence::null};
  EXPECT_EQ(profile.value("is"), Value{(Value::List{{std::int64_t{1}}, wrong, null, refused})});
  EXPECT_FALSE(profile.has("a.i") || profile.has("b") || profile.has("e"));
  EXPECT_EQ(profile.get<std::int64_t>("a.i"), std::nullopt);
  EXPECT_TRUE(is_refusal(Absence::wrong_type) && is_refusal(Absence::not_in_enum) &&
              !is_refusal(Absence::null));
  // What was refused is refused again; why is not kept.
  const std::string text = profile.json();
  EXPECT_EQ(text, R"({"a":{"i":{},"d":{}},"b":null,"e":{},"is":[1,{},null,{}],)"
                  R"("rs":[{"x":{},"s":null},{"x":{},"s":{},"t":{}},{"x":null,"s":null,"t":null}]})");
  const auto again = demo().parse_profile(text);
  EXPECT_EQ(again.json(), text);
  const Decision first = demo().evaluate(profile, now), second = demo().evaluate(again, now);
  EXPECT_EQ(first.verdict(), second.verdict());
  EXPECT_EQ(first.bounds(), second.bounds());
  EXPECT_EQ(first.refused().size(), 9U);
}

TEST(Profile, RefusesToBeReadAsAnotherType) {
  const auto profile = demo().profile().set("a.i", 1);
  EXPECT_THROW(static_cast<void>(profile.get<double>("a.i")), std::invalid_argument);
  EXPECT_THROW(static_cast<void>(profile.get<bool>("a.d")), std::invalid_argument);
  EXPECT_THROW(static_cast<void>(profile.get<Instant>("l")), std::invalid_argument);
  EXPECT_THROW(static_cast<void>(profile.get<std::string>("ss")), std::invalid_argument);
  EXPECT_THROW(static_cast<void>(profile.value("none")), std::invalid_argument);
  EXPECT_THROW(static_cast<void>(profile.has(Fact())), std::invalid_argument);
}

// Whatever is in it, a profile comes back from its JSON.
TEST(Profile, ComesBackFromItsJson) {
  std::mt19937_64 random(7);  // NOLINT(cert-msc32-c,cert-msc51-cpp): the same each time
  const auto below = [&](std::uint64_t end) { return random() % end; };
  const auto number = [&] {
    switch (below(4)) {
      case 0: return static_cast<double>(static_cast<std::int64_t>(random()));
      case 1: return static_cast<double>(below(100)) - 50;
      case 2: return std::bit_cast<double>(random());
      default: return static_cast<double>(random()) / 1e12;
    }
  };
  const auto text = [&] {
    static constexpr std::array<std::string_view, 9> parts{"a",  "\"", "\\",   "\n", "\x01",
                                                           "中", "😀",  "\x7f", "/"};
    std::string all;
    for (std::uint64_t count = below(6); count > 0; --count) all += parts[below(parts.size())];
    return below(9) == 0 ? all + std::string(1, '\0') : all;
  };
  const auto instant = [&] {
    const auto seconds = static_cast<std::int64_t>(below(315'537'897'600)) - 62'135'596'800;
    return Instant{seconds, below(3) == 0 ? 0 : static_cast<std::int32_t>(below(1'000'000'000))};
  };
  const auto duration = [&] {
    return Duration::from(std::chrono::nanoseconds(static_cast<std::int64_t>(random())));
  };
  for (int round = 0; round < 2'000; ++round) {
    Profile profile = demo().profile();
    if (below(2) == 0) profile.set_subject(text());
    const auto maybe = [&](const char* name, const auto& value) {
      if (below(3) != 0) profile.set(name, value());
    };
    const auto many = [&](const auto& value) {
      return [&] {
        std::vector<decltype(value())> all;
        for (std::uint64_t count = below(4); count > 0; --count) all.push_back(value());
        return all;
      };
    };
    const auto integer = [&] { return static_cast<std::int64_t>(random() >> below(64)); };
    const auto truth = [&] { return below(2) == 0; };
    maybe("a.i", integer);
    maybe("b", truth);
    maybe("a.d", number);
    maybe("who.name", text);
    maybe("a.deep.t", instant);
    maybe("l", duration);
    maybe("is", many(integer));
    maybe("ds", many(number));
    maybe("ss", many(text));
    maybe("bs", many(truth));
    maybe("ts", many(instant));
    maybe("ls", many(duration));
    if (below(2) == 0) profile.set("e", below(2) == 0 ? "active" : "frozen");
    const Decision decision = demo().evaluate(profile, now);
    if (decision.refused().empty()) expect_round_trip(profile);
    ASSERT_FALSE(HasFailure()) << round;
  }
}

TEST(Profile, TakesWhatTheStandardLibraryHas) {
  const auto rules = RuleSet::parse(rules_text);
  const auto set = [&](const char* name, const auto& value) {
    return rules.profile().set(name, value).value(name);
  };
  EXPECT_EQ(set("l", 90min), Value{(Duration{5'400, 0})});
  EXPECT_EQ(set("l", -1500ms), Value{(Duration{-1, -500'000'000})});
  EXPECT_EQ(set("l", std::chrono::days(30)), Value{(Duration{2'592'000, 0})});
  EXPECT_EQ(set("l", std::chrono::nanoseconds::max()), Value{(Duration{9'223'372'036, 854'775'807})});
  EXPECT_EQ(set("l", std::chrono::nanoseconds::min()), Value{Absence::out_of_range});
  EXPECT_EQ(set("l", std::chrono::years(293)), Value{Absence::out_of_range});
  EXPECT_EQ(set("l", std::chrono::hours::max()), Value{Absence::out_of_range});
  EXPECT_EQ(set("l", std::chrono::duration<std::uint64_t>::max()), Value{Absence::out_of_range});
  EXPECT_EQ(set("l", std::chrono::duration<std::int64_t, std::ratio<86400 * 7>>(std::int64_t{1} << 62)),
            Value{Absence::out_of_range});
  EXPECT_EQ(set("a.deep.t", std::chrono::sys_seconds(-1s)), Value{(Instant{-1, 0})});
  EXPECT_EQ(set("a.deep.t", std::chrono::sys_time<std::chrono::milliseconds>(-1ms)),
            Value{(Instant{-1, 999'000'000})});
  EXPECT_EQ(set("a.deep.t", std::chrono::sys_days(std::chrono::year(9999) / 12 / 31)),
            Value{*Instant::parse("9999-12-31T00:00:00Z")});
  EXPECT_EQ(set("a.deep.t", std::chrono::sys_days(std::chrono::year(10000) / 1 / 1)),
            Value{Absence::out_of_range});
  EXPECT_EQ(set("a.deep.t", std::chrono::sys_seconds::max()), Value{Absence::out_of_range});
  EXPECT_EQ(set("a.deep.t", std::chrono::sys_time<std::chrono::hours>::min()), Value{Absence::out_of_range});
  EXPECT_EQ(set("a.deep.t", std::chrono::system_clock::time_point(1ns)), Value{(Instant{0, 1})});

  const auto whole = [](auto... numbers) { return Value{Value::List{{std::int64_t{numbers}}...}}; };
  EXPECT_EQ(set("is", std::vector<int>{1, -2}), whole(1, -2));
  EXPECT_EQ(set("is", std::array<std::uint8_t, 2>{1, 255}), whole(1, 255));
  EXPECT_EQ(set("is", std::deque<long>{3}), whole(3));
  EXPECT_EQ(set("is", std::vector<std::uint64_t>{std::uint64_t{1} << 63U}),
            Value{(Value::List{{Absence::out_of_range}})});
  EXPECT_EQ(set("ds", std::vector<int>{1}), Value{Value::List{{1.0}}});
  EXPECT_EQ(set("ds", std::vector<float>{0.5F}), Value{Value::List{{0.5}}});
  EXPECT_EQ(set("bs", std::vector<bool>{true, false}), Value{(Value::List{{true}, {false}})});
  const std::vector<std::string> texts{"a", "", std::string(100, 'x')};
  const Value of_texts{Value::List{{texts[0]}, {texts[1]}, {texts[2]}}};
  EXPECT_EQ(set("ss", texts), of_texts);
  EXPECT_EQ(set("ss", std::vector<std::string_view>(texts.begin(), texts.end())), of_texts);
  EXPECT_EQ(set("ss", std::span<const std::string>(texts)), of_texts);
  EXPECT_EQ(set("ls", std::vector<std::chrono::minutes>{2min}), Value{(Value::List{{Duration{120, 0}}})});
  EXPECT_EQ(set("ts", std::vector<std::chrono::sys_seconds>{std::chrono::sys_seconds(1s)}),
            Value{(Value::List{{Instant{1, 0}}})});

  Profile profile = rules.profile();
  profile.set("a.i", std::optional(5))
      .set("who.name", std::optional<std::string>("Ann"))
      .set("l", std::optional(2h));
  EXPECT_EQ(profile.get<std::int64_t>("a.i"), 5);
  EXPECT_EQ(profile.get<std::string>("who.name"), "Ann");
  EXPECT_EQ(profile.get<Duration>("l"), (Duration{7'200, 0}));
  profile.set("a.i", std::optional<int>())
      .set("who.name", std::nullopt)
      .set("is", std::optional<std::vector<int>>());
  EXPECT_FALSE(profile.has("a.i") || profile.has("who.name") || profile.has("is"));
  EXPECT_THROW(profile.set("is", std::vector<std::string>{}), std::invalid_argument);
  EXPECT_THROW(profile.set("l", std::chrono::sys_seconds()), std::invalid_argument);
}

// A profile filled value by value from another decides as that one.
TEST(Profile, TakesTheValuesOfAnother) {
  const auto other = demo().parse_profile(
      R"({"who": {"id": 7, "name": "Ann"}, "a": {"i": 5, "d": 1e99, "deep": {"t": "2030-01-01T00:00:00Z"}},
    "b": null, "e": "melted", "l": "2h", "is": [1], "ss": ["x"], "rs": [{"x": 3, "s": "x", "t": "2000-01-01T00:00:00Z"}, {}]})");
  Profile profile = demo().profile();
  for (const FactDescription& fact : demo().facts()) profile.set(fact.name, other.value(fact.name));
  for (const FactDescription& fact : demo().facts())
    EXPECT_EQ(profile.value(fact.name), other.value(fact.name)) << fact.name;
  EXPECT_EQ(demo().evaluate(profile, now).json("en", "7"), demo().evaluate(other, now).json("en", "7"));
  EXPECT_THROW(profile.set("a.i", Value{1.5}), std::invalid_argument);
  EXPECT_THROW(profile.set("rs", Value{Value::Record{}}), std::invalid_argument);
  EXPECT_EQ(profile.get<std::int64_t>("a.i"), 5);
}

// What JSON does not have is refused, and nothing is left as it was before.
TEST(Profile, RefusesNumbersInListsThatAreNone) {
  Profile profile = demo().profile();
  profile.set("ds", Value{Value::List{{1.0}}});
  const double infinity = std::numeric_limits<double>::infinity();
  profile.set("ds", Value{(Value::List{{std::nan("")}, {2.0}, {infinity}, {-infinity}})});
  const Value refused{Absence::out_of_range};
  EXPECT_EQ(profile.value("ds"), Value{(Value::List{refused, {2.0}, refused, refused})});

  profile.set("rs", Value{Value::List{}});
  EXPECT_THROW(
      profile.set("rs",
                  Value{Value::List{{Value::Record{{"x", {std::int64_t{1}}}, {"x", {std::int64_t{2}}}}}}}),
      std::invalid_argument);
  EXPECT_EQ(profile.value("rs"), Value{Value::List{}});
}

TEST(Profile, TakesAPartOfItsSubjectAsItsSubject) {
  Profile profile = demo().profile();
  profile.set_subject("customer \"1\"");
  profile.set_subject(profile.subject());
  EXPECT_EQ(profile.subject(), "customer \"1\"");
  profile.set_subject(std::string_view(profile.subject()).substr(9));
  EXPECT_EQ(profile.subject(), "\"1\"");
  EXPECT_EQ(profile.json(), R"({"who":{"id":"\"1\""}})");
}

TEST(Decision, KnowsItsSubject) {
  const auto expected = [](const char* json) { return std::string(R"({"who.id":)") + json + ","; };
  for (const auto& [json, subject] :
       {std::pair{R"("u17")", "u17"},
        {"17", "17"},
        {R"("")", ""},
        {R"("\u0041 \"x\"")", "A \"x\""},
        {R"("a subject that is longer than others")", "a subject that is longer than others"}}) {
    const std::string text = std::string(R"({"who": {"id": )") + json + "}}";
    BatchEvaluator batch(demo());
    batch.add_json("{}").add_json(text);
    static_cast<void>(batch.evaluate(now));
    for (const Decision& decision : {demo().evaluate_json(text, now),
                                     demo().evaluate(demo().parse_profile(text), now), batch.decision(1)}) {
      EXPECT_EQ(decision.subject(), subject);
      EXPECT_EQ(decision.json().find(expected(json)), 0U) << decision.json();
      EXPECT_EQ(Decision(decision).json(), decision.json());
      EXPECT_EQ(decision.json("en", "other").find(R"({"who.id":"other",)"), 0U);
    }
    EXPECT_EQ(batch.decision(0).subject(), std::nullopt);
    const Profile profile = demo().parse_profile(text);
    EXPECT_EQ(profile.subject(), subject);
  }
  EXPECT_EQ(demo().evaluate_json("{}", now).subject(), std::nullopt);
  EXPECT_EQ(demo().evaluate_json("{}", now).json().find(R"({"verdict")"), 0U);
  EXPECT_EQ(demo().evaluate(demo().profile().set_subject("x"), now).subject(), "x");
  EXPECT_EQ(demo().evaluate(demo().profile().set_subject("x").set_subject(""), now).subject(), std::nullopt);
  Decision decision = demo().evaluate(demo().profile().set_subject("x"), now);
  const Decision moved = std::move(decision);
  EXPECT_EQ(moved.subject(), "x");
  EXPECT_EQ(decision.subject(), std::nullopt);  // NOLINT(bugprone-use-after-move)
}

TEST(RuleSet, SaysWithoutExceptionsWhatIsWrongWithAText) {
  BatchEvaluator batch(demo());
  Profile profile = demo().profile().set("a.i", 3);
  for (const char* wrong :
       {"", "[]", "{", R"({"b": true, "b": true})", R"({"who": {"id": []}})", "{} {}", "\xff"}) {
    const auto decision = demo().try_evaluate_json(wrong, now);
    const auto parsed = demo().try_parse_profile(wrong);
    const auto row = batch.try_add_json(wrong);
    ASSERT_FALSE(decision || parsed || row) << wrong;
    EXPECT_EQ(decision.diagnostics(), parsed.diagnostics()) << wrong;
    EXPECT_EQ(row.diagnostics(), parsed.diagnostics()) << wrong;
    EXPECT_EQ(batch.size(), 0U);
    EXPECT_THROW(static_cast<void>(decision.value()), InputError);
    EXPECT_THROW(static_cast<void>(demo().evaluate_json(wrong, now)), InputError);
    EXPECT_THROW(batch.add_json(wrong), InputError);
  }
  EXPECT_EQ(*batch.try_add_json("{}"), 0U);
  EXPECT_EQ(*batch.try_add_json(R"({"b": true})"), 1U);
  EXPECT_FALSE(batch.try_add_json("{"));
  EXPECT_EQ(*batch.try_add_json("{}"), 2U);
  EXPECT_EQ(batch.evaluate(now).verdicts.size(), 3U);
  const auto good = demo().try_evaluate_json(R"({"b": true})", now);
  ASSERT_TRUE(good);
  EXPECT_EQ(good->json(), demo().evaluate_json(R"({"b": true})", now).json());

  const Fact fact = demo().fact("a.i");
  EXPECT_EQ(profile.try_set_json(fact, "7 8")->code, "E0601");
  EXPECT_EQ(profile.get<std::int64_t>(fact), 3);
  EXPECT_EQ(profile.try_set_json("a.i", "7"), std::nullopt);
  EXPECT_EQ(profile.get<std::int64_t>(fact), 7);
  EXPECT_EQ(demo().profile().set_json("a.i", "8").get<std::int64_t>("a.i"), 8);
  EXPECT_FALSE(profile.set_json("b", "true").reset("b").has("b"));
  try {
    profile.set_json(fact, "{");
    FAIL();
  } catch (const Error& error) {
    EXPECT_EQ(error.diagnostics().size(), 1U);
  }
  EXPECT_EQ(profile.get<std::int64_t>(fact), 7);
}

}  // namespace
}  // namespace eligo
