// One profile is decided by a path of its own: it must come out as it does among many.

#include <gtest/gtest.h>

#include <optional>
#include <string>
#include <vector>

#include <eligo/batch_evaluator.hpp>
#include <eligo/profile.hpp>
#include <eligo/rule_set.hpp>

namespace eligo {
namespace {

constexpr Instant now{1'795'000'000, 0};

/// Rules over a bool, two numbers and a string, of each kind of test, `copies` times with other bounds.
std::string rules_text(int copies, int list_length, const std::string& on_missing) {
  std::string listed, rules;
  for (int i = 0; i < list_length; ++i) listed += (i == 0 ? "\"" : ",\"") + ("T" + std::to_string(i)) + '"';
  int count = 0;
  const auto add = [&](int copy, const std::string& when) {
    const std::string number = std::to_string(count++), code = std::to_string(count % 11);
    rules += (rules.empty() ? "" : ",\n") + (R"({"id": "r)" + number) + R"(", "category": "c", "effect": ")" +
             (copy % 3 == 0 ? "deny" : "hide") + R"(", "reason": "R)" + code + R"(", "when": ")" + when +
             "\"}";
  };
  for (int copy = 0; copy < copies; ++copy) {
    const std::string number = std::to_string(copy);
    add(copy, "!b && i < " + number);
    add(copy, "i > " + number + " && d >= " + number + ".5");
    add(copy, "s in lists.long || d < 0." + number);
    add(copy, "s == 'T" + number + "'");
    add(copy, "!(s in lists.long) && s != 'U" + number + "' && b");
    add(copy, "has(d) && i == " + number);
    add(copy, "size(s) > 2 && i * 2 > " + number);
  }
  return R"({"format": 1, "id": "one", "version": "1", "on_missing": ")" + on_missing + R"(",
    "facts": {"b": {"type": "bool"}, "i": {"type": "int", "range": [-100, 100]}, "d": {"type": "double"},
              "s": {"type": "string"}},
    "lists": {"long": {"of": "string", "values": [)" +
         listed + R"(]}},
    "segments": [{"id": "young", "when": "i < 1", "waives": ["R1", "R2"]}],
    "alternatives": [{"id": "other", "when": "!b", "title": {"en": "Another"}}],
    "rules": [)" +
         rules + "]}";
}

std::vector<std::string> profiles() {
  std::vector<std::string> texts;
  for (const char* b : {"", "\"b\": true", "\"b\": false"}) {
    for (const char* i : {"", "\"i\": 0", "\"i\": 3", "\"i\": 1000", "\"i\": null"}) {
      for (const char* d : {"", "\"d\": 0.25", "\"d\": 7.5", "\"d\": -0.0"}) {
        for (const char* s : {"", "\"s\": \"T1\"", "\"s\": \"U2\"", "\"s\": \"a text that no rule has\""}) {
          std::string text;
          for (const std::string member : {b, i, d, s})
            text += (text.empty() || member.empty() ? "" : ", ") + member;
          texts.push_back("{" + text + "}");
        }
      }
    }
  }
  return texts;
}

struct Shape {
  int copies, list_length;
};
class OneProfile : public testing::TestWithParam<Shape> {};

TEST_P(OneProfile, IsDecidedAsAmongMany) {
  for (const std::string on_missing : {"skip", "hide", "deny"}) {
    const RuleSet rules = RuleSet::parse(rules_text(GetParam().copies, GetParam().list_length, on_missing));
    const std::vector<std::string> texts = profiles();
    for (const Detail detail : {Detail::verdict, Detail::codes, Detail::reasons, Detail::full}) {
      BatchEvaluator many(rules, detail);
      for (const std::string& text : texts) many.add_json(text);
      static_cast<void>(many.evaluate(now));
      for (std::size_t row = 0; row < texts.size(); ++row) {
        const std::string expected = many.decision(row).json();
        EXPECT_EQ(rules.evaluate_json(texts[row], now, detail).json(), expected) << texts[row];
        EXPECT_EQ(rules.evaluate(rules.parse_profile(texts[row]), now, detail).json(), expected)
            << texts[row];
      }
    }
  }
}
// All tests in a word; in more; strings in a dictionary that is too long for tables of answers.
INSTANTIATE_TEST_SUITE_P(Sizes, OneProfile, testing::Values(Shape{2, 5}, Shape{30, 5}, Shape{3, 5000}));

// What went away lends its memory to the next profile: nothing of it is left there.
TEST(OneProfile, KnowsNothingOfThoseBefore) {
  const RuleSet rules = RuleSet::parse(rules_text(2, 5, "deny"));
  const Fact b = rules.fact("b"), i = rules.fact("i"), s = rules.fact("s");
  const std::string empty = rules.evaluate(rules.profile(), now).json();
  const auto leave = [&](int kind) {
    Profile before =
        kind == 0 ? rules.parse_profile(R"({"b": true, "i": 1000, "s": "U2"})") : rules.profile();
    if (kind == 1) before.set(b, true).set(i, 1000).set(s, "a text that no rule has");
    if (kind == 2) {
      EXPECT_FALSE(rules.try_parse_profile(R"({"b": true, "i": )"));
    }
    if (kind == 3) before = Profile(before.set(i, 5).set_subject("somebody"));
  };
  for (int kind = 0; kind < 4; ++kind) {
    SCOPED_TRACE(kind);
    leave(kind);
    const Profile next = rules.profile();
    EXPECT_TRUE(next.facts().empty());
    EXPECT_EQ(next.subject(), "");
    EXPECT_EQ(next.json(), "{}");
    EXPECT_EQ(rules.evaluate(next, now).json(), empty);
    leave(kind);
    EXPECT_EQ(rules.parse_profile("{}").json(), "{}");
  }
}

// A profile outlives the rule set that it was made for, and a copy the profile that it was made of.
TEST(OneProfile, OutlivesWhatItWasMadeFrom) {
  auto rules = std::make_optional(RuleSet::parse(rules_text(2, 5, "deny")));
  auto first = std::make_optional(rules->parse_profile(R"({"s": "a text that no rule has", "i": 3})"));
  const Profile copy = *first;
  const std::string expected = first->json();
  first.reset();
  const Profile other = rules->parse_profile(R"({"s": "another text that no rule has"})");
  rules.reset();
  EXPECT_EQ(copy.json(), expected);
  EXPECT_EQ(other.json(), R"({"s":"another text that no rule has"})");
}

}  // namespace
}  // namespace eligo
