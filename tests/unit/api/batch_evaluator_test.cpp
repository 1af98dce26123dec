#include <gtest/gtest.h>

#include <array>
#include <cstdint>
#include <functional>
#include <limits>
#include <memory>
#include <span>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

#include <eligo/eligo.hpp>

#include "scaffold/refusal.hpp"

namespace eligo {
namespace {

using test::refusal_of;

constexpr const char* rules_text = R"json({
  "format": 1, "id": "demo", "version": "1",
  "facts": {"score": {"type": "int"}, "ok": {"type": "bool"}, "name": {"type": "string"},
            "opened": {"type": "timestamp"}, "ratio": {"type": "double"}, "age": {"type": "duration"}},
  "segments": [{"id": "a", "when": "name == 'a'"}],
  "rules": [
    {"id": "score", "category": "c", "effect": "hide", "when": "score < 600", "reason": "SCORE"},
    {"id": "ok", "category": "c", "effect": "deny", "when": "!ok", "reason": "NOT_OK", "on_missing": "skip"},
    {"id": "opened", "category": "c", "effect": "hide", "when": "opened > now || ratio > 2.0 || age > duration('1h')",
     "reason": "LATER", "on_missing": "skip"}
  ]
})json";

const Instant now = *Instant::parse("2026-11-23T10:00:00Z");

TEST(BatchEvaluator, ColumnsDecideLikeSingleProfiles) {
  const auto rules = RuleSet::parse(rules_text);
  BatchEvaluator batch(rules);
  const std::array<std::int64_t, 3> scores{500, 700, 0};
  const std::uint8_t there = 0b011;
  const std::array<bool, 3> ok{true, false, true};
  const std::array<std::string_view, 3> names{"a", "b", "a"};
  const std::array<Instant, 3> opened{now, now, Instant{now.seconds + 1, 0}};
  batch.set_column(rules.fact("score"), scores, &there)
      .set_column(rules.fact("ok"), ok)
      .set_column(rules.fact("name"), names)
      .set_column(rules.fact("opened"), opened);
  const auto columns = batch.evaluate(now);
  EXPECT_EQ(columns.verdicts, (std::vector{Verdict::hidden, Verdict::denied, Verdict::hidden}));
  EXPECT_EQ(columns.segments, (std::vector<std::int32_t>{0, -1, 0}));
  EXPECT_EQ(columns.reason_offsets, (std::vector<std::uint32_t>{0, 1, 2, 4}));
  std::vector<std::string> codes;
  for (const auto code : columns.reason_codes) codes.push_back(columns.codes[code]);
  EXPECT_EQ(codes, (std::vector<std::string>{"SCORE", "NOT_OK", "SCORE", "LATER"}));
  const Decision last = batch.decision(2);
  EXPECT_TRUE(last.reasons()[0].undecided());
}

// Whole columns are taken at once where every value fits, and value by value where one does not.
TEST(BatchEvaluator, ColumnsOfAnyLengthDecideLikeSingleProfiles) {
  std::string text = rules_text;
  text.replace(text.find(R"({"type": "int"})"), 15, R"({"type": "int", "range": [0, 1000]})");
  const auto rules = RuleSet::parse(text);
  for (const std::size_t rows : {1UL, 7UL, 63UL, 64UL, 65UL, 200UL}) {
    for (const bool out_of_range : {false, true}) {
      std::vector<std::int64_t> scores;
      std::vector<double> ratios;
      const auto oks = std::make_unique<bool[]>(rows);
      std::vector<std::uint8_t> score_there((rows + 7) / 8), ok_there((rows + 7) / 8);
      std::vector<Profile> profiles;
      for (std::size_t row = 0; row < rows; ++row) {
        Profile& profile = profiles.emplace_back(rules.profile());
        scores.push_back(out_of_range && row == rows / 2 ? 5000 : static_cast<std::int64_t>(590 + row % 20));
        ratios.push_back(row % 5 == 0 ? 2.5 : 1.0);
        oks[row] = row % 3 != 0;
        const auto bit = static_cast<std::uint8_t>(1U << (row % 8));
        if (row % 4 != 1) score_there[row / 8] |= bit;
        if (row % 7 != 2) ok_there[row / 8] |= bit;
        if (row % 4 != 1) profile.set("score", scores[row]);
        if (row % 7 != 2) profile.set("ok", bool(oks[row]));
        profile.set("ratio", ratios[row]);
      }
      BatchEvaluator batch(rules, Detail::full);
      for (int again = 0; again < 2; ++again) {
        batch.clear();
        batch.set_column(rules.fact("score"), scores, score_there.data())
            .set_column(rules.fact("ok"), std::span<const bool>(oks.get(), rows), ok_there.data())
            .set_column(rules.fact("ratio"), ratios);
        static_cast<void>(batch.evaluate(now));
        for (std::size_t row = 0; row < rows; ++row) {
          ASSERT_EQ(batch.decision(row).json(), rules.evaluate(profiles[row], now).json())
              << rows << ": " << row;
        }
      }
    }
  }
  BatchEvaluator batch(rules);
  const std::array<std::int64_t, 2> numbers{1, 2};
  EXPECT_THROW(batch.set_column(rules.fact("ok"), numbers), std::invalid_argument);
  EXPECT_THROW(batch.set_column(rules.fact("ratio"), std::array<bool, 1>{true}), std::invalid_argument);
}

TEST(BatchEvaluator, JsonRowsGiveTheDecisionsOfSingleProfilesAndCanBeUsedAgain) {
  const auto rules = RuleSet::parse(rules_text);
  BatchEvaluator batch(rules, Detail::full);
  for (int round = 0; round < 3; ++round) {
    batch.clear();
    std::vector<std::string> expected;
    for (int row = 0; row < 130; ++row) {
      const std::string json = R"({"score": )" + std::to_string(500 + row + 10 * round) + R"(, "name": "a"})";
      batch.add_json(json);
      expected.push_back(rules.evaluate(rules.parse_profile(json), now).json());
    }
    EXPECT_EQ(batch.size(), 130U);
    static_cast<void>(batch.evaluate(now));
    for (std::size_t row = 0; row < expected.size(); ++row)
      EXPECT_EQ(batch.decision(row).json(), expected[row]);
  }
}

// No number, no doubt: neither comes from JSON, and neither can come from a program.
TEST(BatchEvaluator, RefusesDoublesThatAreNoNumbers) {
  const auto rules = RuleSet::parse(rules_text);
  BatchEvaluator batch(rules, Detail::full);
  const std::array<double, 4> ratios{1.0, std::numeric_limits<double>::quiet_NaN(),
                                     std::numeric_limits<double>::infinity(),
                                     -std::numeric_limits<double>::infinity()};
  batch.set_column(rules.fact("ratio"), ratios);
  static_cast<void>(batch.evaluate(now));
  const Decision one = batch.decision(0);
  EXPECT_TRUE(one.refused().empty());
  for (std::size_t row = 1; row < ratios.size(); ++row) {
    auto profile = rules.profile();
    profile.set("ratio", ratios[row]);
    for (const Decision& decision : {batch.decision(row), rules.evaluate(profile, now)})
      EXPECT_EQ(decision.refused(), std::vector<std::string_view>{"ratio"}) << row;
  }
}

TEST(BatchEvaluator, RefusesWhatDoesNotFit) {
  const auto rules = RuleSet::parse(rules_text);
  BatchEvaluator batch(rules);
  const std::array<std::int64_t, 2> two{1, 2};
  const std::array<std::int64_t, 3> three{1, 2, 3};
  EXPECT_THROW(batch.set_column(rules.fact("name"), two), std::invalid_argument);
  batch.set_column(rules.fact("score"), two);
  EXPECT_THROW(batch.set_column(rules.fact("ratio"), three), std::invalid_argument);
  EXPECT_THROW(batch.add_json("{}"), std::invalid_argument);
  batch.clear();
  batch.add_json(R"({"score": 700})");
  EXPECT_THROW(batch.add_json(R"({"score": )"), InputError);
  EXPECT_EQ(batch.evaluate(now).verdicts, std::vector{Verdict::visible});
  EXPECT_THROW(static_cast<void>(batch.decision(1)), std::invalid_argument);
}

constexpr const char* after_evaluation = "the batch has been evaluated: `clear` it before it is filled again";

// Fill, evaluate, clear: of JSON or of columns, and nothing out of order.
TEST(BatchEvaluator, IsFilledInOneWayUntilItIsEvaluated) {
  const auto rules = RuleSet::parse(rules_text);
  const Fact score = rules.fact("score"), ratio = rules.fact("ratio");
  const std::array<std::int64_t, 2> scores{500, 700};
  const std::array<double, 2> ratios{1.5, 3.0};
  BatchEvaluator batch(rules);
  for (int round = 0; round < 2; ++round) {
    batch.set_column(score, scores);
    EXPECT_EQ(refusal_of([&] { batch.add_json("{}"); }), "a profile in JSON cannot be added to columns");
    batch.set_column(ratio, ratios);
    EXPECT_EQ(batch.size(), 2U);
    const std::vector expected{Verdict::hidden, Verdict::hidden};
    EXPECT_EQ(batch.evaluate(now).verdicts, expected);
    EXPECT_EQ(refusal_of([&] { batch.set_column(score, scores); }), after_evaluation);
    EXPECT_EQ(refusal_of([&] { batch.add_json("{}"); }), after_evaluation);
    EXPECT_EQ(batch.evaluate(now).verdicts, expected);  // again, as often as wanted
    EXPECT_EQ(batch.size(), 2U);
    EXPECT_EQ(batch.decision(1).verdict(), Verdict::hidden);
    batch.clear();
    EXPECT_EQ(batch.size(), 0U);
    EXPECT_EQ(refusal_of([&] { static_cast<void>(batch.decision(0)); }), "no such row was evaluated");

    batch.add_json(R"({"score": 700})");
    EXPECT_EQ(refusal_of([&] { batch.set_column(score, scores); }),
              "a column cannot be added to profiles in JSON");
    EXPECT_EQ(batch.evaluate(now).verdicts, std::vector{Verdict::visible});
    EXPECT_EQ(refusal_of([&] { batch.add_json("{}"); }), after_evaluation);
    EXPECT_EQ(refusal_of([&] { batch.set_column(score, scores); }), after_evaluation);
    batch.clear();
  }
  EXPECT_TRUE(batch.evaluate(now).verdicts.empty());
  EXPECT_EQ(refusal_of([&] { batch.add_json("{}"); }), after_evaluation);
}

TEST(BatchEvaluator, IsAsBeforeWhereACallThrows) {
  const auto rules = RuleSet::parse(rules_text);
  const Fact score = rules.fact("score");
  const std::array<std::int64_t, 2> scores{500, 700};
  BatchEvaluator batch(rules);
  batch.set_column(score, scores);
  EXPECT_EQ(refusal_of([&] {
              batch.set_column(score, std::array<double, 2>{1, 2});
            }),
            "fact `score` is int, not what its column holds");
  EXPECT_EQ(refusal_of([&] { batch.set_column(score, std::array<std::int64_t, 1>{1}); }),
            "the column of `score` has 1 rows, others have 2");
  EXPECT_EQ(refusal_of([&] { batch.set_column(Fact(), scores); }),
            "an empty handle was given for a fact of rule set `demo`");
  EXPECT_EQ(batch.evaluate(now).verdicts, (std::vector{Verdict::hidden, Verdict::visible}));

  batch.clear();
  const std::array<std::int64_t, 2> others{700, 500};
  batch.set_column(score, scores).set_column(score, others);
  EXPECT_EQ(batch.evaluate(now).verdicts, (std::vector{Verdict::visible, Verdict::hidden}));

  batch.clear();
  batch.add_json(R"({"score": 500})");
  for (const char* wrong : {"", "[]", R"({"score": 1, "score": 2})", R"({"score": 700, "name": "a)"}) {
    EXPECT_THROW(batch.add_json(wrong), InputError) << wrong;
  }
  EXPECT_THROW(static_cast<void>(batch.evaluate({0, -1})), std::invalid_argument);
  batch.add_json(R"({"score": 700})");
  EXPECT_EQ(batch.evaluate(now).verdicts, (std::vector{Verdict::hidden, Verdict::visible}));
}

TEST(BatchEvaluator, TakesColumnsOfUnsignedNumbers) {
  const auto rules = RuleSet::parse(rules_text);
  const std::array<std::uint64_t, 4> numbers{500, 700, std::uint64_t{1} << 63U, 9};
  const std::uint8_t there = 0b0111;
  BatchEvaluator batch(rules);
  batch.set_column(rules.fact("score"), numbers, &there).set_column(rules.fact("ratio"), numbers, &there);
  static_cast<void>(batch.evaluate(now));
  for (std::size_t row = 0; row < numbers.size(); ++row) {
    Profile profile = rules.profile();
    if (row != 3) profile.set("score", numbers[row]).set("ratio", numbers[row]);
    EXPECT_EQ(batch.decision(row).json(), rules.evaluate(profile, now, Detail::reasons).json()) << row;
  }
  const Decision decision = batch.decision(2);
  EXPECT_EQ(decision.refused(), std::vector<std::string_view>{"score"});
}

}  // namespace
}  // namespace eligo
