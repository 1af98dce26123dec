#include <gtest/gtest.h>

#include <array>
#include <cstdint>
#include <functional>
#include <stdexcept>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <eligo/eligo.hpp>

// What objects do that were moved from: every class, every member.
// NOLINTBEGIN(bugprone-use-after-move)

namespace eligo {
namespace {

constexpr const char* rules_text =
    R"({"format": 1, "id": "demo", "version": "7", "facts": {"n": {"type": "int"}},
  "segments": [{"id": "small", "when": "n < 3", "waives": ["WAIVED"]}],
  "rules": [{"id": "a", "category": "c", "effect": "hide", "reason": "LOW", "when": "n < 5"},
            {"id": "b", "category": "c", "effect": "hide", "reason": "WAIVED", "when": "n < 5"}]})";

const Instant now = *Instant::parse("2026-11-23T10:00:00Z");

struct Call {
  const char* name;
  std::function<void()> make;
};

void expect_refused(const std::vector<Call>& calls, const std::string& message) {
  for (const Call& call : calls) {
    try {
      call.make();
      ADD_FAILURE() << call.name << " throws nothing";
    } catch (const std::invalid_argument& error) {
      EXPECT_EQ(error.what(), message) << call.name;
    }
  }
}

TEST(MovedFrom, RuleSetIsStillWhole) {
  RuleSet rules = RuleSet::parse(rules_text);
  const std::string listing = rules.listing(), hash = rules.hash();
  const Fact fact = rules.fact("n");
  const RuleSet other = std::move(rules);
  RuleSet assigned = other;
  assigned = std::move(rules);
  EXPECT_EQ(rules.id(), "demo");
  EXPECT_EQ(rules.version(), "7");
  EXPECT_EQ(rules.hash(), hash);
  EXPECT_EQ(rules.listing(), listing);
  EXPECT_TRUE(rules.warnings().empty());
  EXPECT_EQ(rules.fact("n").index(), fact.index());
  EXPECT_NO_THROW(static_cast<void>(rules.evaluate(other.profile(), now)));  // it shares the content
  EXPECT_EQ(rules.evaluate(rules.profile().set(fact, 4), now).json(),
            other.evaluate_json(R"({"n": 4})", now).json());
  EXPECT_TRUE(rules.try_parse_profile("{}"));
  const Profile profile =
      rules.parse_profile(R"({"id": "u"})").set("n", 1).set_json(fact, "2").set_subject("v");
  EXPECT_EQ(profile.subject(), "v");
}

TEST(MovedFrom, ProfileHasNoRuleSet) {
  const RuleSet rules = RuleSet::parse(rules_text);
  const Fact fact = rules.fact("n");
  Profile profile = rules.profile();
  profile.set(fact, 4).set_subject("u");
  Profile moved = std::move(profile);
  EXPECT_EQ(moved.subject(), "u");
  EXPECT_EQ(profile.subject(), "");
  EXPECT_NO_THROW(profile.clear());
  expect_refused({{"set bool", [&] { profile.set(fact, true); }},
                  {"set int", [&] { profile.set(fact, 1); }},
                  {"set unsigned", [&] { profile.set(fact, 1U); }},
                  {"set double", [&] { profile.set(fact, 1.0); }},
                  {"set text", [&] { profile.set(fact, "text"); }},
                  {"set instant", [&] { profile.set(fact, now); }},
                  {"set duration",
                   [&] {
                     profile.set(fact, Duration{1, 0});
                   }},
                  {"set integers", [&] { profile.set(fact, std::span<const std::int64_t>()); }},
                  {"set unsigned integers", [&] { profile.set(fact, std::span<const std::uint64_t>()); }},
                  {"set doubles", [&] { profile.set(fact, std::span<const double>()); }},
                  {"set texts", [&] { profile.set(fact, std::span<const std::string_view>()); }},
                  {"set instants", [&] { profile.set(fact, std::span<const Instant>()); }},
                  {"set durations", [&] { profile.set(fact, std::span<const Duration>()); }},
                  {"set_json", [&] { profile.set_json(fact, "1"); }},
                  {"set by name", [&] { profile.set("n", 1); }},
                  {"reset", [&] { profile.reset(fact); }},
                  {"set_subject", [&] { profile.set_subject("u"); }},
                  {"evaluate", [&] { static_cast<void>(rules.evaluate(profile, now)); }}},
                 "the profile was moved from");
  Profile copy = profile;
  copy = profile;
  expect_refused({{"copy", [&] { copy.set(fact, 1); }}}, "the profile was moved from");
  profile = moved;
  EXPECT_EQ(rules.evaluate(profile, now).json(), rules.evaluate(moved, now).json());
  profile = std::move(moved);
  EXPECT_EQ(profile.subject(), "u");
}

TEST(MovedFrom, DecisionSaysDeniedAndNoMore) {
  const RuleSet rules = RuleSet::parse(rules_text);
  for (const int number : {1, 4, 9}) {
    Decision decision = rules.evaluate(rules.profile().set("n", number), now);
    const std::string json = decision.json();
    Decision moved = std::move(decision);
    EXPECT_EQ(moved.json(), json);
    EXPECT_EQ(decision.verdict(), Verdict::denied);
    EXPECT_EQ(decision.bounds(), (Bounds{Verdict::denied, Verdict::denied}));
    EXPECT_TRUE(decision.reasons().empty());
    EXPECT_EQ(decision.reasons().begin(), decision.reasons().end());
    EXPECT_TRUE(decision.waived().empty());
    EXPECT_EQ(decision.shown_reasons(), 0U);
    EXPECT_EQ(decision.segment(), std::nullopt);
    EXPECT_FALSE(decision.review());
    EXPECT_TRUE(decision.alternatives().empty());
    EXPECT_TRUE(decision.refused().empty());
    EXPECT_TRUE(decision.needs().empty());
    EXPECT_EQ(decision.retry_at(), std::nullopt);
    EXPECT_EQ(decision.valid_until(), std::nullopt);
    EXPECT_EQ(decision.rule_set_id(), "demo");
    EXPECT_EQ(decision.rule_set_version(), "7");
    EXPECT_EQ(decision.rule_set_hash(), rules.hash());
    EXPECT_EQ(decision.json(), R"({"verdict":"denied"})");
    const Decision copy = decision;
    EXPECT_EQ(copy.verdict(), Verdict::denied);
    decision = std::move(moved);
    EXPECT_EQ(decision.json(), json);
    EXPECT_EQ(moved.verdict(), Verdict::denied);
    Decision& itself = decision;
    decision = std::move(itself);
    EXPECT_EQ(decision.json(), json);
  }
}

// Views follow the decision that they are of.
TEST(MovedFrom, ReasonsGoWithTheirDecision) {
  std::vector<Decision> decisions;
  std::vector<Reason> reasons;
  std::vector<ReasonList> lists;
  std::vector<std::string_view> ids;
  {
    const RuleSet rules = RuleSet::parse(rules_text);
    for (int number = 0; number < 20; ++number) {  // which the vector moves as it grows
      decisions.push_back(rules.evaluate(rules.profile().set("n", number % 5), now));
      lists.push_back(decisions.back().reasons());
      reasons.push_back(lists.back()[0]);
      ids.push_back(decisions.back().rule_set_id());
    }
  }
  std::vector<Decision> assigned;
  for (Decision& decision : decisions) {
    Decision& last = assigned.emplace_back(decision);
    last = std::move(decision);
  }
  for (std::size_t at = 0; at < assigned.size(); ++at) {
    EXPECT_EQ(reasons[at].code(), "LOW");
    EXPECT_EQ(reasons[at].category(), "c");
    EXPECT_EQ(reasons[at].effect(), Effect::hide);
    EXPECT_EQ(reasons[at].rules(), std::vector<std::string_view>{"a"});
    EXPECT_EQ(reasons[at].facts().at(0).second, std::to_string(at % 5));
    EXPECT_FALSE(reasons[at].undecided());
    EXPECT_TRUE(reasons[at].missing().empty() && reasons[at].errors().empty());
    EXPECT_TRUE(reasons[at].message().empty() && reasons[at].remedy().empty());
    EXPECT_EQ((*lists[at].begin()).code(), "LOW");
    EXPECT_EQ(lists[at].size(), at % 5 < 3 ? 1U : 2U);
    EXPECT_EQ(ids[at], "demo");
  }
}

TEST(MovedFrom, BatchEvaluatorRefusesWork) {
  const RuleSet rules = RuleSet::parse(rules_text);
  const Fact fact = rules.fact("n");
  BatchEvaluator batch(rules);
  batch.add_json(R"({"n": 4})");
  BatchEvaluator moved = std::move(batch);
  EXPECT_EQ(moved.size(), 1U);
  EXPECT_EQ(batch.size(), 0U);
  EXPECT_NO_THROW(batch.clear());
  expect_refused({{"add_json", [&] { batch.add_json("{}"); }},
                  {"integers", [&] { batch.set_column(fact, std::span<const std::int64_t>()); }},
                  {"unsigned", [&] { batch.set_column(fact, std::span<const std::uint64_t>()); }},
                  {"doubles", [&] { batch.set_column(fact, std::span<const double>()); }},
                  {"texts", [&] { batch.set_column(fact, std::span<const std::string_view>()); }},
                  {"instants", [&] { batch.set_column(fact, std::span<const Instant>()); }},
                  {"durations", [&] { batch.set_column(fact, std::span<const Duration>()); }},
                  {"booleans", [&] { batch.set_column(fact, std::span<const bool>()); }},
                  {"evaluate", [&] { static_cast<void>(batch.evaluate(now)); }},
                  {"decision", [&] { static_cast<void>(batch.decision(0)); }}},
                 "the batch evaluator was moved from");
  batch = std::move(moved);
  EXPECT_EQ(batch.evaluate(now).verdicts, std::vector{Verdict::hidden});
}

TEST(MovedFrom, ResultKeepsItsKind) {
  Result<RuleSet> good = RuleSet::try_parse(rules_text);
  Result<RuleSet> bad = RuleSet::try_parse("{");
  const Result<RuleSet> good_moved = std::move(good), bad_moved = std::move(bad);
  EXPECT_TRUE(good.has_value() && good && good.diagnostics().empty());
  EXPECT_EQ(good->id() + good.value().id() + (*good).id(), "demodemodemo");
  EXPECT_FALSE(bad.has_value() || bad);
  EXPECT_TRUE(bad.diagnostics().empty());
  EXPECT_THROW(static_cast<void>(bad.value()), LoadError);
  EXPECT_EQ(bad_moved.diagnostics().size(), 1U);

  LoadError error(bad_moved.diagnostics());
  const std::string what = error.what();
  const LoadError moved = std::move(error);
  EXPECT_TRUE(error.diagnostics().empty());
  EXPECT_EQ(moved.what(), what);
  EXPECT_EQ(moved.diagnostics(), bad_moved.diagnostics());
}

TEST(MovedFrom, FactIsStillItself) {
  const RuleSet rules = RuleSet::parse(rules_text);
  Fact fact = rules.fact("n");
  const Fact other = std::move(fact);
  EXPECT_EQ(fact.name(), "n");
  EXPECT_EQ(fact.index(), other.index());
  EXPECT_EQ(rules.evaluate(rules.profile().set(fact, 9), now).verdict(), Verdict::visible);
}

}  // namespace
}  // namespace eligo

// NOLINTEND(bugprone-use-after-move)
