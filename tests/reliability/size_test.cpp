// Large rule sets: loaded, decided, or refused; never slow beyond their size.

#include <gtest/gtest.h>

#include <cstddef>
#include <span>
#include <string>
#include <vector>

#include "reliability/sample_rules.hpp"

namespace eligo::reliability {
namespace {

constexpr int many = 20'000;
constexpr int very_many = 100'000;

std::string numbered(const std::string& pattern, int count, const char* between = ",") {
  std::string out;
  for (int i = 0; i < count; ++i) {
    if (i > 0) out += between;
    for (const char byte : pattern) byte == '#' ? out += std::to_string(i) : out += byte;
  }
  return out;
}

std::string with_rules(const std::string& facts, const std::string& more, const std::string& rules) {
  return R"({"format": 1, "id": "x", "version": "1", "facts": {)" + facts + "}, " + more + R"("rules": [)" +
         rules + "]}";
}

constexpr const char* rule = R"({"id": "r#", "category": "c", "effect": "hide", "reason": "R#", "when": )";

TEST(Size, AHundredThousandRules) {
  const auto rules = RuleSet::parse(
      with_rules(R"("n": {"type": "int"})", "", numbered(std::string(rule) + R"("n < #"})", very_many)));
  Profile profile = rules.profile();
  profile.set("n", very_many - 3);
  const Decision decision = rules.evaluate(profile, some_instant());
  ASSERT_EQ(decision.reasons().size(), 2U);
  EXPECT_EQ(decision.reasons()[0].code(), "R" + std::to_string(very_many - 2));
  const Decision undecided = rules.evaluate(rules.profile(), some_instant());
  EXPECT_EQ(undecided.reasons().size(), static_cast<std::size_t>(very_many));
}

TEST(Size, ManyRulesBesideTwoThatTakeTurns) {
  const std::string turns = numbered(std::string(rule) + R"("now.getSeconds() < 30"})", 1) +
                            R"(,{"id": "r", "category": "c", "effect": "hide", "reason": "R",)" +
                            R"( "when": "now.getSeconds() >= 30"},)";
  std::string others = numbered(std::string(rule) + R"("n == #"})", many);
  others.erase(0, others.find("},{") + 2);
  const auto rules = RuleSet::parse(with_rules(R"("n": {"type": "int"})", "", turns + others));
  Profile profile = rules.profile();
  profile.set("n", 0);
  const Decision decision = rules.evaluate(profile, some_instant());
  EXPECT_EQ(decision.valid_until(), Instant::parse("2026-11-23T10:00:30Z"));
  EXPECT_EQ(decision.retry_at(), std::nullopt);
  EXPECT_TRUE(decision.times_bounded());
}

// Each of the elements changes the count at an instant of its own; the verdict turns with the last but two.
TEST(Size, ManyElementsThatGrowOld) {
  const auto rules = RuleSet::parse(with_rules(
      R"("times": {"type": "list<timestamp>"})", "",
      numbered(std::string(rule) + R"("times.filter(t, now - t < duration('720h')).size() > 2"})", 1)));
  std::vector<Instant> times;
  for (int minute = 0; minute < 50'000; ++minute) {
    times.push_back({.seconds = some_instant().seconds - 60LL * minute});
  }
  Profile profile = rules.profile();
  profile.set("times", std::span<const Instant>(times));
  const Decision decision = rules.evaluate(profile, some_instant());
  EXPECT_EQ(decision.verdict(), Verdict::hidden);
  EXPECT_EQ(decision.retry_at(), Instant::parse("2026-12-23T09:58:00Z"));
  EXPECT_EQ(decision.valid_until(), Instant::parse("2026-12-23T09:58:00Z"));
  EXPECT_FALSE(decision.times_bounded());
}

TEST(Size, ManyFacts) {
  const auto rules = RuleSet::parse(with_rules(numbered(R"("g.f#": {"type": "bool"})", many), "",
                                               numbered(std::string(rule) + R"("g.f#"})", many)));
  Profile profile = rules.profile();
  profile.set("g.f" + std::to_string(many - 2), true);
  const Decision decision = rules.evaluate(profile, some_instant(), Detail::reasons);
  EXPECT_EQ(decision.reasons().size(), static_cast<std::size_t>(many));
  EXPECT_FALSE(decision.reasons()[many - 2].undecided());
  EXPECT_TRUE(decision.reasons()[many - 1].undecided());
}

TEST(Size, ManyDefinitions) {
  const auto rules = RuleSet::parse(with_rules(
      R"("n": {"type": "int"})", R"("definitions": {)" + numbered(R"("d#": "n * 2 < #")", many) + "}, ",
      numbered(std::string(rule) + R"("d#"})", many)));
  Profile profile = rules.profile();
  profile.set("n", many / 2 - 1);
  const Decision decision = rules.evaluate(profile, some_instant());
  EXPECT_EQ(decision.reasons().size(), 1U);
}

TEST(Size, ManyPartsInOneCondition) {
  const auto rules = RuleSet::parse(with_rules(
      R"("n": {"type": "int"})", "",
      std::string(R"({"id": "r", "category": "c", "effect": "hide", "reason": "R", "when": {"any": [)") +
          numbered(R"("n == #")", many) + "]}}"));
  Profile profile = rules.profile();
  profile.set("n", many - 1);
  EXPECT_EQ(rules.evaluate(profile, some_instant()).verdict(), Verdict::hidden);
  profile.set("n", many);
  EXPECT_EQ(rules.evaluate(profile, some_instant()).verdict(), Verdict::visible);
}

TEST(Size, AMillionListValues) {
  const auto rules = RuleSet::parse(with_rules(
      R"("s": {"type": "string"})",
      R"("lists": {"some": {"of": "string", "values": [)" + numbered(R"("v#")", 1'000'000) + "]}}, ",
      R"({"id": "r", "category": "c", "effect": "hide", "reason": "R", "when": "s in lists.some"})"));
  Profile profile = rules.profile();
  for (const auto& [text, verdict] :
       {std::pair{"v999999", Verdict::hidden}, std::pair{"v1000000", Verdict::visible}}) {
    profile.set("s", text);
    EXPECT_EQ(rules.evaluate(profile, some_instant()).verdict(), verdict);
  }
}

TEST(Size, LongExpressionsAreRefused) {
  const std::string shortest_too_long = "flag" + std::string(100'000 - 3, ' ');
  EXPECT_EQ(error_codes(load_expression(shortest_too_long).diagnostics()), std::vector<std::string>{"E0305"});
  EXPECT_TRUE(load_expression(shortest_too_long.substr(0, 100'000)));
  for (const std::string& part : {std::string("+1"), std::string("é"), std::string("'"), std::string("(")}) {
    std::string text;
    while (text.size() <= 1'000'000) text += part;
    EXPECT_EQ(error_codes(load_expression(text).diagnostics()), std::vector<std::string>{"E0305"});
  }
}

TEST(Size, MistakesAreToldInBoundedNumber) {
  const auto rules = RuleSet::try_parse(
      with_rules(R"("n": {"type": "int"})", "", numbered(std::string(rule) + R"("m < #"})", many)));
  ASSERT_FALSE(rules);
  EXPECT_FALSE(rules.diagnostics().empty());
  EXPECT_LE(rules.diagnostics().size(), 2'000U);
}

}  // namespace
}  // namespace eligo::reliability
