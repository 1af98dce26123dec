#include "decide/message.hpp"

#include <gtest/gtest.h>

namespace eligo::decide {
namespace {

using Kind = check::Template::Piece::Kind;

check::LocalizedTemplate texts(std::vector<std::string> locales) {
  check::LocalizedTemplate text;
  for (auto& locale : locales) text.entries.push_back({locale, {{{Kind::text, locale, 0}}}});
  return text;
}

struct LocaleCase {
  std::vector<std::string> locales;
  const char* asked;
  const char* chosen;
};

class Choose : public testing::TestWithParam<LocaleCase> {};

TEST_P(Choose, TakesTheNearestLocale) {
  const auto text = texts(GetParam().locales);
  const auto* chosen = choose(text, GetParam().asked);
  ASSERT_EQ(GetParam().chosen == nullptr, chosen == nullptr);
  if (chosen != nullptr) {
    EXPECT_EQ(GetParam().chosen, chosen->pieces[0].text);
  }
}

INSTANTIATE_TEST_SUITE_P(Table, Choose,
                         testing::Values(LocaleCase{{"en", "zh-CN"}, "zh-CN", "zh-CN"},
                                         LocaleCase{{"en", "zh-CN"}, "ZH-cn", "zh-CN"},
                                         LocaleCase{{"en", "zh-CN"}, "zh", "zh-CN"},
                                         LocaleCase{{"en", "zh-CN", "zh-TW"}, "zh-TW", "zh-TW"},
                                         LocaleCase{{"en", "zh-CN", "zh-TW"}, "zh-HK", "zh-TW"},
                                         LocaleCase{{"de", "en-GB"}, "fr", "en-GB"},
                                         LocaleCase{{"de", "it"}, "fr", "de"},
                                         LocaleCase{{"de", "en"}, "", "en"}, LocaleCase{{}, "en", nullptr}));

struct Reasoned {
  check::CheckedRuleSet rules;
  ReasonData reason;

  Reasoned() {
    rules.facts.resize(2);
    rules.facts[0].name = "score";
    rules.facts[1].name = "income";
    rules.rules.resize(1);
    rules.rules[0].message.entries = {{"en",
                                       {{{Kind::text, "Score ", 0},
                                         {Kind::fact, "", 0},
                                         {Kind::text, " of ", 0},
                                         {Kind::parameter, "", 3}}}},
                                      {"zh-CN",
                                       {{{Kind::parameter, "", 3},
                                         {Kind::text, "／", 0},
                                         {Kind::fact, "", 0},
                                         {Kind::definition, "", 0}}}}};
    rules.rules[0].remedy.entries = {{"en", {{{Kind::fact, "", 0}}}}};
    reason.rules = {0};
    reason.placeholder_values = {values::Value{std::int64_t{587}}, values::Value{std::int64_t{600}},
                                 values::Value{std::string("x")}};
  }
};

TEST(Message, FillsInPlaceholders) {
  const Reasoned sample;
  EXPECT_EQ("Score 587 of 600", message(sample.rules, sample.reason, "en"));
  EXPECT_EQ("600／587x", message(sample.rules, sample.reason, "zh"));
  EXPECT_EQ("587", remedy(sample.rules, sample.reason, "zh"));
}

TEST(Message, SaysWhichPlaceholdersAreUnknown) {
  Reasoned sample;
  sample.reason.placeholder_values[0] = {};
  EXPECT_EQ("Score unknown of 600", message(sample.rules, sample.reason, "en"));
  EXPECT_EQ("600／未知x", message(sample.rules, sample.reason, "zh-CN"));
}

TEST(Message, SaysWhatAnUndecidedReasonLacks) {
  Reasoned sample;
  sample.reason.undecided = true;
  sample.reason.missing = {{MissingInput::Kind::fact, 0, values::Cause::absent},
                           {MissingInput::Kind::fact, 1, values::Cause::null}};
  EXPECT_EQ("Not decided: score, income not known.", message(sample.rules, sample.reason, "en"));
  EXPECT_EQ("Not decided: score, income not known.", message(sample.rules, sample.reason, "fr"));
  EXPECT_EQ("无法判定：缺少score、income。", message(sample.rules, sample.reason, "zh-CN"));
  EXPECT_EQ("587", remedy(sample.rules, sample.reason, "en"));
}

TEST(Message, IsEmptyWhereTheAuthorGaveNone) {
  check::CheckedRuleSet rules;
  rules.rules.resize(1);
  ReasonData reason;
  reason.rules = {0};
  EXPECT_EQ("", message(rules, reason, "en"));
  EXPECT_EQ("", remedy(rules, reason, "en"));
}

}  // namespace
}  // namespace eligo::decide
