#include <gtest/gtest.h>

#include <array>
#include <cstdint>
#include <functional>
#include <span>
#include <stdexcept>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <eligo/eligo.hpp>

namespace eligo {
namespace {

const Instant now = *Instant::parse("2026-11-23T10:00:00Z");

/// A rule set of these facts that denies whoever is overdue or not verified.
RuleSet rules_of(const std::string& facts, const std::string& id = "demo") {
  return RuleSet::parse(R"({"format": 1, "id": ")" + id + R"(", "version": "1", "facts": {)" + facts + R"(},
    "rules": [
      {"id": "overdue", "category": "c", "effect": "deny", "reason": "OVERDUE", "when": "overdue"},
      {"id": "verified", "category": "c", "effect": "deny", "reason": "UNVERIFIED", "when": "!verified"}]})");
}

constexpr const char* overdue_first = R"("overdue": {"type": "bool"}, "verified": {"type": "bool"})";
constexpr const char* verified_first = R"("verified": {"type": "bool"}, "overdue": {"type": "bool"})";

std::string message_of(const std::function<void()>& call) {
  try {
    call();
  } catch (const std::invalid_argument& error) {
    return error.what();
  }
  return "nothing thrown";
}

TEST(Fact, IsTheSameFactInAnotherRuleSetWhereItStandsElsewhere) {
  const auto rules = rules_of(overdue_first);
  const auto reloaded = rules_of(verified_first);
  const Fact overdue = rules.fact("overdue"), verified = rules.fact("verified");
  for (const bool is_overdue : {false, true}) {
    for (const bool is_verified : {false, true}) {
      const Verdict expected = is_overdue || !is_verified ? Verdict::denied : Verdict::visible;
      for (const RuleSet* current : {&rules, &reloaded}) {
        Profile profile = current->profile();
        profile.set(overdue, is_overdue).set(verified, is_verified);
        EXPECT_EQ(current->evaluate(profile, now).verdict(), expected);
        BatchEvaluator batch(*current);
        batch.set_column(overdue, std::array<bool, 1>{is_overdue})
            .set_column(verified, std::array<bool, 1>{is_verified});
        EXPECT_EQ(batch.evaluate(now).verdicts, std::vector{expected});
        profile.reset(verified).set_json(verified, is_verified ? "true" : "false");
        EXPECT_EQ(current->evaluate(profile, now).verdict(), expected);
        profile.reset(overdue);
        const Decision open = current->evaluate(profile, now);
        EXPECT_EQ(open.needs().empty(), !is_verified);
      }
    }
  }
}

TEST(Fact, OutlivesItsRuleSet) {
  const Fact verified = [] { return rules_of(overdue_first).fact("verified"); }();
  const auto rules = rules_of(verified_first);
  EXPECT_EQ(verified.name(), "verified");
  Profile profile = rules.profile();
  profile.set(verified, true).set("overdue", false);
  EXPECT_EQ(rules.evaluate(profile, now).verdict(), Verdict::visible);
}

constexpr const char* rest = R"(, "overdue": {"type": "bool"}, "verified": {"type": "bool"})";

struct Change {
  const char* name;
  const char* before;
  const char* after;
  bool same;
};

// What makes another fact of a fact.
TEST(Fact, KnowsItsNameAndType) {
  const std::vector<Change> changes{
      {"range", R"("f": {"type": "int", "range": [0, 9]})", R"("f": {"type": "int", "range": [1, null]})",
       true},
      {"title, unit, meta", R"("f": {"type": "int"})",
       R"("f": {"type": "int", "title": {"en": "F"}, "unit": "days", "meta": {"a": 1}, "actionable": "wait"})",
       true},
      {"order of values", R"("f": {"type": "enum", "values": ["a", "b"]})",
       R"("f": {"type": "enum", "values": ["b", "a"]})", true},
      {"order of fields", R"("f": {"type": "list", "of": {"x": {"type": "int"}, "y": {"type": "bool"}}})",
       R"("f": {"type": "list", "of": {"y": {"type": "bool"}, "x": {"type": "int", "range": [0, 1]}}})",
       true},
      {"type", R"("f": {"type": "int"})", R"("f": {"type": "double"})", false},
      {"scalar, list", R"("f": {"type": "int"})", R"("f": {"type": "list<int>"})", false},
      {"elements", R"("f": {"type": "list<string>"})", R"("f": {"type": "list<timestamp>"})", false},
      {"string, enum", R"("f": {"type": "string"})", R"("f": {"type": "enum", "values": ["a"]})", false},
      {"a value more", R"("f": {"type": "enum", "values": ["a"]})",
       R"("f": {"type": "enum", "values": ["a", "b"]})", false},
      {"values joined", R"("f": {"type": "enum", "values": ["a", "b"]})",
       R"("f": {"type": "enum", "values": ["a1:b"]})", false},
      {"a field more", R"("f": {"type": "list", "of": {"x": {"type": "int"}}})",
       R"("f": {"type": "list", "of": {"x": {"type": "int"}, "y": {"type": "int"}}})", false},
      {"a field's name", R"("f": {"type": "list", "of": {"x": {"type": "int"}}})",
       R"("f": {"type": "list", "of": {"y": {"type": "int"}}})", false},
      {"a field's type", R"("f": {"type": "list", "of": {"x": {"type": "int"}}})",
       R"("f": {"type": "list", "of": {"x": {"type": "double"}}})", false},
      {"a field's values", R"("f": {"type": "list", "of": {"x": {"type": "enum", "values": ["a"]}}})",
       R"("f": {"type": "list", "of": {"x": {"type": "enum", "values": ["b"]}}})", false},
      {"name", R"("f": {"type": "int"})", R"("g": {"type": "int"})", false},
  };
  for (const Change& change : changes) {
    const auto before = rules_of(change.before + std::string(rest));
    const auto after = rules_of(change.after + std::string(rest), "reloaded");
    const Fact fact = before.fact("f");
    Profile profile = after.profile();
    if (change.same) {
      EXPECT_NO_THROW(profile.set_json(fact, "null").reset(fact)) << change.name;
      continue;
    }
    const std::vector<std::function<void()>> calls{
        [&] { profile.set(fact, true); },
        [&] { profile.set(fact, 1); },
        [&] { profile.set(fact, 1U); },
        [&] { profile.set(fact, 1.0); },
        [&] { profile.set(fact, "a"); },
        [&] { profile.set(fact, now); },
        [&] {
          profile.set(fact, Duration{1, 0});
        },
        [&] { profile.set(fact, std::span<const std::int64_t>()); },
        [&] { profile.set(fact, std::span<const std::uint64_t>()); },
        [&] { profile.set(fact, std::span<const double>()); },
        [&] { profile.set(fact, std::span<const std::string_view>()); },
        [&] { profile.set(fact, std::span<const Instant>()); },
        [&] { profile.set(fact, std::span<const Duration>()); },
        [&] { profile.set_json(fact, "[]"); },
        [&] { profile.reset(fact); },
    };
    for (std::size_t call = 0; call < calls.size(); ++call) {
      const std::string message = message_of(calls[call]);
      EXPECT_NE(message.find("`f`"), std::string::npos)
          << change.name << ", call " << call << ": " << message;
      EXPECT_NE(message.find("`reloaded`"), std::string::npos) << change.name << ": " << message;
    }
    BatchEvaluator batch(after);
    const std::vector<std::function<void()>> columns{
        [&] { batch.set_column(fact, std::span<const bool>()); },
        [&] { batch.set_column(fact, std::span<const std::int64_t>()); },
        [&] { batch.set_column(fact, std::span<const std::uint64_t>()); },
        [&] { batch.set_column(fact, std::span<const double>()); },
        [&] { batch.set_column(fact, std::span<const std::string_view>()); },
        [&] { batch.set_column(fact, std::span<const Instant>()); },
        [&] { batch.set_column(fact, std::span<const Duration>()); },
    };
    for (const auto& call : columns) {
      EXPECT_NE(message_of(call).find("`reloaded`"), std::string::npos) << change.name << message_of(call);
    }
  }
}

TEST(Fact, SaysWhichFactAndWhichRuleSet) {
  const auto rules = rules_of(overdue_first);
  const auto other =
      rules_of(R"("score": {"type": "int"}, "verified": {"type": "bool"}, "overdue": {"type": "bool"})", "o");
  const auto retyped =
      rules_of(R"("score": {"type": "double"}, "verified": {"type": "bool"}, "overdue": {"type": "bool"})");
  const Fact score = other.fact("score");
  Profile profile = rules.profile(), wrong = retyped.profile();
  EXPECT_EQ(message_of([&] { profile.set(score, 1); }), "rule set `demo` has no fact `score`");
  EXPECT_EQ(message_of([&] { profile.set("scor", 1); }), "rule set `demo` has no fact `scor`");
  EXPECT_EQ(message_of([&] { wrong.set(score, 1); }),
            "fact `score` of rule set `demo` is double, and not of the type that it had where its handle "
            "comes from");
  EXPECT_EQ(message_of([&] { profile.set(Fact(), 1); }),
            "an empty handle was given for a fact of rule set `demo`");
}

}  // namespace
}  // namespace eligo
