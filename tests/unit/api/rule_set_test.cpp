#include <gtest/gtest.h>

#include <array>
#include <atomic>
#include <fstream>
#include <string>
#include <thread>
#include <vector>

#include <eligo/eligo.hpp>

namespace eligo {
namespace {

constexpr const char* rules_text = R"json({
  "format": 1, "id": "demo", "version": "7", "max_reasons": 1,
  "facts": {
    "score": {"type": "int", "range": [0, 1000]},
    "ratio": {"type": "double"},
    "status": {"type": "enum", "values": ["active", "frozen"]},
    "name": {"type": "string"},
    "opened": {"type": "timestamp"},
    "age": {"type": "duration"},
    "ok": {"type": "bool"},
    "tags": {"type": "list<string>"},
    "times": {"type": "list<timestamp>"},
    "loans": {"type": "list", "of": {"amount": {"type": "double"}, "bank": {"type": "string"}}}
  },
  "params": {"least": 600, "wait": {"type": "duration", "value": "24h"}},
  "segments": [{"id": "vip", "when": "name == 'Ann'", "params": {"least": 500}, "waives": ["TAGGED"]}],
  "rules": [
    {"id": "frozen", "category": "account", "effect": "deny", "when": "status == 'frozen'", "reason": "FROZEN",
     "on_missing": "skip"},
    {"id": "score", "category": "credit", "effect": "hide", "when": "score < params.least", "reason": "SCORE_LOW",
     "message": {"en": "{score} of {params.least}", "zh-CN": "{score}，需要{params.least}"},
     "remedy": {"en": "Pay on time."}},
    {"id": "tagged", "category": "account", "effect": "hide", "when": "'bad' in tags", "reason": "TAGGED",
     "on_missing": "skip"},
    {"id": "new", "category": "account", "effect": "hide", "when": "now - opened < params.wait", "reason": "NEW",
     "on_missing": "skip"},
    {"id": "loans", "category": "credit", "effect": "hide", "when": "loans.exists(l, l.bank == 'x' && l.amount > 1.0)",
     "reason": "LOANS", "on_missing": "skip"},
    {"id": "rest", "category": "account", "effect": "hide", "reason": "REST", "on_missing": "skip",
     "when": "ratio > 5.0 || age > duration('1h') || ok || times.size() > 3"}
  ]
})json";

const Instant now = *Instant::parse("2026-11-23T10:00:00Z");

std::vector<std::string> codes(const Decision& decision) {
  std::vector<std::string> all;
  for (const Reason& reason : decision.reasons()) all.emplace_back(reason.code());
  return all;
}

using Codes = std::vector<std::string>;

TEST(RuleSet, LoadsFromTextAndSaysWhoItIs) {
  const auto rules = RuleSet::parse(rules_text);
  EXPECT_EQ(rules.id(), "demo");
  EXPECT_EQ(rules.version(), "7");
  EXPECT_EQ(rules.hash().size(), 64U);
  const auto same = RuleSet::parse(rules_text);
  EXPECT_EQ(rules.hash(), same.hash());
  EXPECT_FALSE(rules.listing().empty());
}

TEST(RuleSet, ReportsEveryMistakeInBothForms) {
  const std::string text = R"({"format": 1, "id": "x", "version": "1", "facts": {"a": {"type": "int"}},
    "rules": [{"id": "r", "category": "c", "effect": "hide", "when": "aa > 1 && b", "reason": "R"}]})";
  const auto result = RuleSet::try_parse(text, "x.json");
  ASSERT_FALSE(result);
  EXPECT_EQ(result.diagnostics().size(), 2U);
  try {
    static_cast<void>(RuleSet::parse(text, "x.json"));
    FAIL();
  } catch (const LoadError& error) {
    EXPECT_EQ(error.diagnostics(), result.diagnostics());
    EXPECT_NE(std::string(error.what()).find("x.json:2:"), std::string::npos) << error.what();
  }
}

TEST(RuleSet, AMissingFileIsADiagnostic) {
  const auto result = RuleSet::try_load("/nonexistent/rules.json");
  ASSERT_FALSE(result);
  EXPECT_EQ(result.diagnostics().at(0).code, "E0501");
}

TEST(Profile, ValuesByHandleDecideLikeJson) {
  const auto rules = RuleSet::parse(rules_text);
  auto profile = rules.profile();
  const std::array<std::string_view, 2> tags{"good", "bad"};
  const std::array<Instant, 1> times{now};
  profile.set(rules.fact("score"), 599)
      .set(rules.fact("ratio"), 5.5)
      .set(rules.fact("status"), "frozen")
      .set(rules.fact("opened"), now)
      .set(rules.fact("age"), Duration{1, 0})
      .set(rules.fact("ok"), false)
      .set(rules.fact("tags"), std::span<const std::string_view>(tags))
      .set(rules.fact("times"), std::span<const Instant>(times))
      .set_json(rules.fact("loans"), R"([{"amount": 2, "bank": "x"}])");
  const auto parsed = rules.parse_profile(R"({"id": "u", "score": 599, "ratio": 5.5, "status": "frozen",
    "opened": "2026-11-23T10:00:00Z", "age": "1s", "ok": false, "tags": ["good", "bad"],
    "times": ["2026-11-23T10:00:00Z"], "loans": [{"amount": 2, "bank": "x"}]})");
  const auto decision = rules.evaluate(profile, now);
  profile.set_subject("u");
  EXPECT_EQ(rules.evaluate(profile, now).json(), rules.evaluate(parsed, now).json());
  EXPECT_EQ(codes(decision), (Codes{"FROZEN", "SCORE_LOW", "TAGGED", "NEW", "LOANS", "REST"}));
  EXPECT_EQ(decision.shown_reasons(), 1U);
  EXPECT_EQ(decision.shown(), std::vector<std::string_view>{"FROZEN"});
  EXPECT_EQ(parsed.subject(), "u");
}

TEST(RuleSet, DecidesTextsLikeTheProfilesMadeOfThem) {
  const auto rules = RuleSet::parse(rules_text);
  const std::array<std::string, 7> texts{
      R"({"score": 599, "status": "frozen", "tags": ["bad", "a text that is longer than others"]})",
      R"({})",
      R"({"name": "\u0041nn", "score": 550, "unknown": {"deep": [1]}})",
      R"({"score": "wrong", "other": 1, "loans": [{"amount": 2, "bank": "x", "more": null}]})",
      R"({"tags": [], "score": 700, "score": 1})",
      R"([1])",
      R"({"score": 700)"};
  std::vector<std::string> expected;
  for (const std::string& text : texts) {
    const auto profile = rules.try_parse_profile(text);
    expected.push_back(profile ? rules.evaluate(*profile, now).json() : profile.diagnostics()[0].message);
  }
  std::atomic<int> different = 0;
  const auto decide_all = [&] {
    for (int round = 0; round < 50; ++round) {
      for (std::size_t text = 0; text < texts.size(); ++text) {
        std::string found;
        try {
          found = rules.evaluate_json(texts[text], now).json();
        } catch (const InputError& error) {
          found = error.diagnostics()[0].message;
        }
        if (found != expected[text]) ++different;
      }
    }
  };
  std::vector<std::thread> threads;
  for (int thread = 0; thread < 4; ++thread) threads.emplace_back(decide_all);
  for (std::thread& thread : threads) thread.join();
  EXPECT_EQ(different, 0);
}

TEST(Profile, CanBeChangedClearedAndCopied) {
  const auto rules = RuleSet::parse(rules_text);
  const Fact score = rules.fact("score");
  const Fact name = rules.fact("name");
  auto profile = rules.profile();
  profile.set(score, 550).set(name, "Ann").set("tags", std::span<const std::string_view>());
  const auto copy = profile;
  profile.set(name, std::string(40, 'z'));
  const Decision of_copy = rules.evaluate(copy, now), of_profile = rules.evaluate(profile, now);
  EXPECT_EQ(of_copy.segment(), "vip");
  EXPECT_EQ(of_copy.verdict(), Verdict::visible);
  EXPECT_EQ(of_profile.segment(), std::nullopt);
  EXPECT_EQ(codes(of_profile), Codes{"SCORE_LOW"});
  profile.reset(score);
  const auto undecided = rules.evaluate(profile, now);
  ASSERT_EQ(undecided.reasons().size(), 1U);
  EXPECT_TRUE(undecided.reasons()[0].undecided());
  EXPECT_EQ(undecided.reasons()[0].missing(), std::vector<std::string_view>{"score"});
  EXPECT_EQ(undecided.bounds(), (Bounds{Verdict::visible, Verdict::denied}));
  profile.clear();
  profile.set(score, 700);
  EXPECT_EQ(rules.evaluate(profile, now).verdict(), Verdict::visible);
}

TEST(Profile, CopiesOfParsedProfilesKeepTheirTexts) {
  const auto rules = RuleSet::parse(rules_text);
  auto first = std::make_unique<Profile>(rules.parse_profile(
      R"({"score": 1, "name": "\u0041nn", "tags": ["b\u0061d", "something rather long"]})"));
  const Profile second = *first;
  first.reset();
  const auto decision = rules.evaluate(second, now);
  EXPECT_EQ(decision.segment(), "vip");
  ASSERT_EQ(decision.waived().size(), 1U);
  EXPECT_EQ(decision.waived()[0].code(), "TAGGED");
}

TEST(Profile, RefusesValuesThatTheFactDoesNotTake) {
  const auto rules = RuleSet::parse(rules_text);
  auto profile = rules.profile();
  profile.set("score", 1001).set("status", "melted").set("ratio", std::numeric_limits<double>::quiet_NaN());
  const auto decision = rules.evaluate(profile, now);
  EXPECT_EQ(decision.refused(), (std::vector<std::string_view>{"score", "ratio", "status"}));
  EXPECT_EQ(codes(decision), Codes{"SCORE_LOW"});
}

// However a profile comes in, only what is bad in a list is unknown.
TEST(Profile, ListsKeepWhatIsGoodInThem) {
  const auto rules = RuleSet::parse(R"json({
    "format": 1, "id": "demo", "version": "1",
    "facts": {"ratios": {"type": "list<double>"},
              "loans": {"type": "list", "of": {"amount": {"type": "double"}, "late": {"type": "bool"}}}},
    "rules": [
      {"id": "r", "category": "c", "effect": "deny", "when": "ratios.exists(r, r > 0.5)", "reason": "RATIO"},
      {"id": "l", "category": "c", "effect": "deny", "when": "loans.exists(l, l.late)", "reason": "LATE"}
    ]})json");
  constexpr const char* loans = R"([null, 7, {"amount": "x", "late": true}])";
  const std::vector<double> ratios{std::numeric_limits<double>::quiet_NaN(), 0.75};
  auto set = rules.profile();
  set.set("ratios", std::span<const double>(ratios)).set_json(rules.fact("loans"), loans);
  const std::string text = std::string(R"({"ratios": [1e999, 0.75], "loans": )") + loans + "}";
  BatchEvaluator batch(rules);
  batch.add_json("{}").add_json(text);
  static_cast<void>(batch.evaluate(now));

  const std::string expected = rules.evaluate(set, now).json();
  for (const Decision& decision :
       {rules.evaluate(set, now), rules.evaluate(Profile(set), now),
        rules.evaluate(rules.parse_profile(text), now), rules.evaluate_json(text, now), batch.decision(1)}) {
    EXPECT_EQ(codes(decision), (Codes{"RATIO", "LATE"}));
    EXPECT_EQ(decision.refused(), (std::vector<std::string_view>{"ratios", "loans.amount", "loans.late"}));
    EXPECT_EQ(decision.json(), expected);
  }
  set.set_json(rules.fact("loans"), "7");
  const Decision whole = rules.evaluate(set, now);
  EXPECT_EQ(whole.refused(), (std::vector<std::string_view>{"ratios", "loans"}));
}

TEST(Profile, MistakesOfTheProgramThrow) {
  const auto rules = RuleSet::parse(rules_text);
  auto profile = rules.profile();
  EXPECT_THROW(profile.set("scor", 1), std::invalid_argument);
  EXPECT_THROW(profile.set("score", "text"), std::invalid_argument);
  EXPECT_THROW(profile.set("score", 1.5), std::invalid_argument);
  EXPECT_THROW(profile.set("ok", 1), std::invalid_argument);
  EXPECT_THROW(profile.set(Fact(), 1), std::invalid_argument);
  EXPECT_THROW(static_cast<void>(rules.fact("nothing")), std::invalid_argument);
  const auto other = RuleSet::parse(rules_text);
  EXPECT_THROW(static_cast<void>(other.evaluate(profile, now)), std::invalid_argument);
  EXPECT_THROW(static_cast<void>(rules.parse_profile("[]")), InputError);
  EXPECT_FALSE(rules.try_parse_profile(R"({"score": 1, "score": 2})"));
}

TEST(Decision, SpeaksTheLocaleAskedFor) {
  const auto rules = RuleSet::parse(rules_text);
  auto profile = rules.profile();
  profile.set("score", 587);
  const auto decision = rules.evaluate(profile, now);
  ASSERT_EQ(decision.reasons().size(), 1U);
  const Reason reason = decision.reasons()[0];
  EXPECT_EQ(reason.message("en-GB"), "587 of 600");
  EXPECT_EQ(reason.message("zh"), "587，需要600");
  EXPECT_EQ(reason.message("fr"), "587 of 600");
  EXPECT_EQ(reason.remedy("zh-CN"), "Pay on time.");
  EXPECT_EQ(reason.category(), "credit");
  EXPECT_EQ(reason.effect(), Effect::hide);
  ASSERT_EQ(reason.facts().size(), 1U);
  EXPECT_EQ(reason.facts()[0], (std::pair<std::string_view, std::string>{"score", "587"}));
}

TEST(Decision, OutlivesItsRuleSetAndKnowsWhenToComeBack) {
  auto decision = [] {
    const auto rules = RuleSet::parse(rules_text);
    auto profile = rules.profile();
    profile.set("score", 700).set("opened", now);
    return rules.evaluate(profile, now);
  }();
  const Decision copy = decision;
  EXPECT_EQ(codes(copy), Codes{"NEW"});
  EXPECT_EQ(copy.retry_at(), Instant::parse("2026-11-24T10:00:00Z"));
  EXPECT_EQ(copy.valid_until(), copy.retry_at());
  EXPECT_EQ(copy.rule_set_id(), "demo");
}

TEST(RuleSet, EvaluatesFromManyThreads) {
  const auto rules = RuleSet::parse(rules_text);
  auto profile = rules.profile();
  profile.set("score", 587).set("name", "Bob");
  const std::string expected = rules.evaluate(profile, now).json();
  std::vector<int> wrong(4, 0);
  {
    std::vector<std::jthread> threads;
    for (auto& count : wrong) {
      threads.emplace_back([&] {
        for (int round = 0; round < 500; ++round) count += rules.evaluate(profile, now).json() != expected;
      });
    }
  }
  EXPECT_EQ(wrong, std::vector<int>(4, 0));
}

}  // namespace
}  // namespace eligo
