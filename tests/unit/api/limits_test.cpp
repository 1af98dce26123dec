#include <eligo/limits.hpp>

#include <gtest/gtest.h>

#include <string>

#include <eligo/rule_set.hpp>

namespace eligo {
namespace {

TEST(Limits, AreSetAndReadByName) {
  Limits limits;
  for (const std::string_view name : Limits::names()) {
    SCOPED_TRACE(name);
    ASSERT_TRUE(limits.get(name));
    EXPECT_TRUE(limits.set(name, 7));
    EXPECT_EQ(*limits.get(name), 7U);
  }
  EXPECT_EQ(limits.steps, 7U);
  EXPECT_FALSE(limits.get("step"));
  for (const auto& [name, value] : {std::pair{"step", 1ULL}, {"steps", 0ULL}, {"steps", 4'000'000'001ULL}}) {
    EXPECT_FALSE(limits.set(name, value)) << name << value;
    EXPECT_EQ(limits.steps, 7U);
  }
}

TEST(Limits, SayWhatIsNotTheDefault) {
  Limits limits;
  EXPECT_EQ(to_string(limits), "");
  limits.text_bytes = 10;
  limits.steps = 5;
  EXPECT_EQ(to_string(limits), "steps=5,text_bytes=10");
}

constexpr const char* text = R"rules({"format": 1, "id": "x", "version": "1",
  "facts": {"l": {"type": "list<int>"}},
  "rules": [{"id": "r", "category": "c", "effect": "hide", "reason": "R", "when": "l.exists(x, x > 2)"}]})rules";

TEST(Limits, HoldForLoadingAndForDecisions) {
  Limits limits;
  limits.steps = 2;
  const RuleSet rules = RuleSet::parse(text, "x", {}, limits);
  EXPECT_EQ(rules.limits(), limits);
  const Instant now;
  EXPECT_EQ(rules.evaluate(rules.parse_profile(R"({"l": [1, 2]})"), now).verdict(), Verdict::visible);
  const Decision beyond = rules.evaluate(rules.parse_profile(R"({"l": [1, 2, 1]})"), now);
  EXPECT_EQ(beyond.verdict(), Verdict::hidden);
  EXPECT_TRUE(beyond.reasons()[0].undecided());
  limits.rule_set_bytes = 100;
  EXPECT_FALSE(RuleSet::try_parse(text, "x", {}, limits));
  limits = {};
  limits.json_depth = 2;
  EXPECT_FALSE(RuleSet::try_parse(text, "x", {}, limits));
}

}  // namespace
}  // namespace eligo
