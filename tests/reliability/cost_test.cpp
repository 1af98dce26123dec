// What would take for ever, or all memory, is a run-time error of its rule; the other rules are decided.

#include <gtest/gtest.h>

#include <cstddef>
#include <string>
#include <vector>

#include <eligo/batch_evaluator.hpp>

#include "reliability/sample_rules.hpp"

namespace eligo::reliability {
namespace {

std::string list_of(std::size_t count, const std::string& element) {
  std::string out = "[";
  for (std::size_t i = 0; i < count; ++i) out += (i == 0 ? "" : ",") + element;
  return out + "]";
}

std::string twice(const std::string& pattern, int times, std::string inner) {
  for (int i = 0; i < times; ++i) {
    std::string next;
    for (const char byte : pattern) byte == '$' ? next += inner : next += byte;
    inner = next;
  }
  return inner;
}

// Every level looks at all the elements of all levels above it.
std::string deep(int levels) {
  std::string text, sum = "0", close;
  for (int i = 0; i < levels; ++i) {
    const std::string name = "x" + std::to_string(i);
    text += "l.all(" + name + ", ";
    sum += " + " + name;
    close += ")";
  }
  return text + sum + " > 0" + close;
}

struct Costly {
  const char* name;
  std::string expression;
  const char* error;
};

void PrintTo(const Costly& costly, std::ostream* out) { *out << costly.name; }

class Cost : public testing::TestWithParam<Costly> {};

TEST_P(Cost, IsBounded) {
  const std::string other =
      R"({"id": "other", "category": "c", "effect": "hide", "reason": "OTHER", "when": "n == 1"})";
  std::string text = rule_set_text(json::quoted(GetParam().expression));
  text.insert(text.rfind("]}"), ", " + other);
  const auto rules = RuleSet::try_parse(text);
  ASSERT_TRUE(rules) << render(rules.diagnostics());
  const auto profile = rules->parse_profile(R"({"n": 1, "s": "aaaaaaaaaa", "l": )" + list_of(2'000, "1") +
                                            R"(, "texts": )" + list_of(2'000, R"("aaaaaaaaaa")") +
                                            R"(, "r": )" + list_of(2'000, R"({"v": 1})") + "}");
  const Decision decision = rules->evaluate(profile, some_instant());
  ASSERT_EQ(decision.reasons().size(), 2U);
  const Reason reason = decision.reasons()[0];
  EXPECT_TRUE(reason.undecided());
  ASSERT_FALSE(reason.errors().empty());
  EXPECT_NE(reason.errors()[0].find(GetParam().error), std::string::npos) << reason.errors()[0];
  EXPECT_EQ(decision.reasons()[1].code(), "OTHER");
  EXPECT_LT(decision.json().size(), 100'000U);
}

INSTANTIATE_TEST_SUITE_P(
    Every, Cost,
    testing::Values(
        Costly{"lists_in_lists", "l.all(a, l.all(b, a == b))", "too many steps"},
        Costly{"three_deep", "l.all(a, l.all(b, l.all(c, a + b + c > 0)))", "too many steps"},
        Costly{"twenty_deep", deep(20), "too many steps"},
        Costly{"records", "r.exists(a, r.exists(b, r.exists(c, a.v + b.v + c.v > 5)))", "too many steps"},
        Costly{"a_list_made_large", "l.map(a, l.map(b, a)).size() > 0", "too many steps"},
        Costly{"a_list_added_to_itself", twice("($ + $)", 12, "l") + ".size() > 0", "overflow"},
        Costly{"a_text_added_to_itself",
               twice("($ + $)", 8, twice("$.replace('a', 'aaaaaaaaaa')", 4, "s")) + ".size() > 0",
               "overflow"},
        Costly{"a_text_replaced", twice("$.replace('a', 'aaaaaaaaaa')", 10, "s") + ".size() > 0", "overflow"},
        Costly{"a_text_spread", twice("$.replace('', 'aaaaaaaaaa')", 10, "s") + ".size() > 0", "overflow"},
        Costly{"a_text_joined", twice("$.split('').join('aaaaaaaaaa')", 10, "s") + ".size() > 0", "overflow"},
        Costly{"texts_joined", "texts.join(" + twice("$.replace('a', 'aaaaaaaaaa')", 3, "s") + ").size() > 0",
               "overflow"}),
    [](const testing::TestParamInfo<Costly>& info) { return std::string(info.param.name); });

// Each profile alone is within the bound; all together copy thrice what memory should hold at a time.
TEST(Batches, OfLongListsAreDecidedLikeEachProfileAlone) {
  const auto rules = load_expression("l.exists(a, l.map(b, a * b).exists(c, c == 998001))");
  ASSERT_TRUE(rules) << render(rules.diagnostics());
  BatchEvaluator batch(*rules, Detail::full);
  std::vector<std::string> alone;
  for (int row = 0; row < 12; ++row) {
    // One list in ten holds the number that hits, one is too long for any.
    const std::string list = row == 7 ? list_of(3'000, "1") : list_of(999, row % 10 == 3 ? "999" : "1");
    const std::string profile = R"({"l": )" + list + "}";
    alone.push_back(rules->evaluate(rules->parse_profile(profile), some_instant(), Detail::full).json());
    batch.add_json(profile);
  }
  static_cast<void>(batch.evaluate(some_instant()));
  for (std::size_t row = 0; row < alone.size(); ++row)
    EXPECT_EQ(batch.decision(row).json(), alone[row]) << row;
  const Decision hidden = batch.decision(3), too_costly = batch.decision(7);
  EXPECT_EQ(hidden.verdict(), Verdict::hidden);
  EXPECT_TRUE(hidden.reasons()[0].errors().empty());
  EXPECT_EQ(batch.decision(4).verdict(), Verdict::visible);
  EXPECT_FALSE(too_costly.reasons()[0].errors().empty());
}

// Linear in the text, where a backtracking matcher would not end.
TEST(Patterns, TakeLinearTime) {
  const std::string text(100'000, 'a');
  for (const char* const pattern :
       {"^(a+)+$", "(a|a)*b", "(a*)*b", "(.*a){20}$", "^(([a-z])+.)+[A-Z]([a-z])+$"}) {
    const auto rules = load_expression("s.matches('" + std::string(pattern) + "')");
    ASSERT_TRUE(rules) << render(rules.diagnostics());
    Profile profile = rules->profile();
    profile.set("s", text + "!");
    const Decision decision = rules->evaluate(profile, some_instant());
    EXPECT_EQ(decision.verdict(), Verdict::visible) << pattern;
    EXPECT_TRUE(decision.reasons().empty()) << pattern;
  }
}

TEST(Patterns, ThatTakeMuchMemoryAreRefused) {
  std::string long_one;  // takes 800 MB to read
  for (int part = 0; part < 20'000; ++part) long_one += "\\\\pL";
  for (const std::string& pattern :
       {std::string("((a{1000}){1000}){1000}"), std::string("(((a{100}){100}){100}){100}"),
        std::string("(\\\\pL{1000}){1000}"), long_one}) {
    const auto rules = load_expression("s.matches('" + pattern + "')");
    EXPECT_EQ(error_codes(rules.diagnostics()), std::vector<std::string>{"E0324"}) << pattern.substr(0, 40);
  }
}

}  // namespace
}  // namespace eligo::reliability
