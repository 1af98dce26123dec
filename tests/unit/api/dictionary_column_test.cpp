#include <algorithm>
#include <array>
#include <cstdint>
#include <deque>
#include <limits>
#include <random>
#include <span>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

#include <gtest/gtest.h>
#include <eligo/eligo.hpp>

namespace eligo {
namespace {

constexpr const char* rules_text = R"json({
  "format": 1, "id": "demo", "version": "1",
  "facts": {"region": {"type": "string"}, "kind": {"type": "enum", "values": ["card", "loan", "lease"]},
            "score": {"type": "int"}},
  "rules": [
    {"id": "region", "category": "c", "effect": "deny", "when": "region in ['north', 'south']", "reason": "REGION"},
    {"id": "kind", "category": "c", "effect": "hide", "when": "kind == 'lease'", "reason": "KIND"},
    {"id": "other", "category": "c", "effect": "hide", "when": "region.startsWith('e')", "reason": "EAST"}
  ]
})json";
const Instant now = *Instant::parse("2026-11-23T10:00:00Z");

/// Rows as texts: an empty one is not there.
using Texts = std::vector<std::string>;

struct Codes {
  std::vector<std::int32_t> codes;
  std::vector<std::uint8_t> there;
};

Codes codes_of(const Texts& rows, const std::vector<std::string_view>& dictionary) {
  Codes all;
  all.there.resize((rows.size() + 7) / 8);
  for (std::size_t row = 0; row < rows.size(); ++row) {
    const auto place = static_cast<std::int32_t>(std::find(dictionary.begin(), dictionary.end(), rows[row]) -
                                                 dictionary.begin());
    all.codes.push_back(rows[row].empty() ? std::numeric_limits<std::int32_t>::min() : place);
    if (!rows[row].empty()) all.there[row / 8] |= static_cast<std::uint8_t>(1U << (row % 8));
  }
  return all;
}

class DictionaryColumns : public testing::TestWithParam<Detail> {
 protected:
  void give(const char* fact, const Texts& rows, const std::vector<std::string_view>& dictionary) {
    const Codes& all = kept_.emplace_back(codes_of(rows, dictionary));
    batch_.set_column(rules_.fact(fact), all.codes, dictionary, all.there.data());
  }

  /// The batch's decisions are those of profiles with these texts.
  void expect_like_single(const Texts& regions, const Texts& kinds) {
    const DecisionColumns columns = batch_.evaluate(now);
    ASSERT_EQ(columns.verdicts.size(), regions.size());
    for (std::size_t row = 0; row < regions.size(); ++row) {
      Profile profile = rules_.profile();
      if (!regions[row].empty()) profile.set("region", regions[row]);
      if (!kinds[row].empty()) profile.set("kind", kinds[row]);
      const Decision single = rules_.evaluate(profile, now, GetParam());
      EXPECT_EQ(batch_.decision(row).json(), single.json()) << row;
      EXPECT_EQ(columns.verdicts[row], single.verdict()) << row;
    }
  }

  std::deque<Codes> kept_;  // codes are referred to
  RuleSet rules_ = RuleSet::parse(rules_text);
  BatchEvaluator batch_{rules_, GetParam()};
};

TEST_P(DictionaryColumns, DecideLikeTexts) {
  const Texts regions{"north", "east", "", "west", "south", "east", "north", "", "west"};
  const Texts kinds{"loan", "", "lease", "boat", "lease", "card", "boat", "", "loan"};
  give("region", regions, {"west", "east", "unused", "south", "north"});
  give("kind", kinds, {"loan", "boat", "lease", "card"});  // a boat is refused where there is one
  expect_like_single(regions, kinds);
}

TEST_P(DictionaryColumns, MayChangeFromBatchToBatch) {
  std::string text = "north";
  const Texts kinds{"loan"};
  for (const char* region : {"north", "south", "eastw", "north"}) {
    text = region;  // other bytes at the same place
    batch_.clear();
    give("region", {text}, {text});
    give("kind", kinds, {"loan"});
    text = "?????";  // they were copied
    expect_like_single({region}, kinds);
  }
  // The same bytes, cut otherwise.
  batch_.clear();
  give("region", {"northsouth"}, {"northsouth", ""});
  give("kind", kinds, {"loan"});
  expect_like_single({"northsouth"}, kinds);
  batch_.clear();
  give("region", {"north"}, {"north", "south"});
  give("kind", kinds, {"loan"});
  expect_like_single({"north"}, kinds);
}

TEST_P(DictionaryColumns, TakeThePlaceOfEarlierOnes) {
  give("region", {"north", "north"}, {"north"});
  give("region", {"west", "east"}, {"east", "west"});
  const std::array<std::string_view, 2> kinds{"lease", "card"};
  give("kind", {"loan", "loan"}, {"loan"});
  batch_.set_column(rules_.fact("kind"), kinds);
  expect_like_single({"west", "east"}, {"lease", "card"});
}

TEST_P(DictionaryColumns, RefuseCodesThatTheDictionaryDoesNotHave) {
  const std::vector<std::string_view> dictionary{"north"};
  const Fact region = rules_.fact("region");
  for (const std::int32_t wrong : {1, -1, std::numeric_limits<std::int32_t>::max()}) {
    const std::array<std::int32_t, 2> codes{0, wrong};
    EXPECT_THROW(batch_.set_column(region, codes, dictionary), std::invalid_argument) << wrong;
    EXPECT_EQ(batch_.size(), 0U);
    const std::uint8_t first_only = 1;
    batch_.set_column(region, codes, dictionary, &first_only);
    EXPECT_EQ(batch_.size(), 2U);
    batch_.clear();
  }
  const std::array<std::uint32_t, 2> unsigned_codes{0, 0xFFFF'FFFFU};
  EXPECT_THROW(batch_.set_column(region, unsigned_codes, dictionary), std::invalid_argument);
  batch_.set_column(region, std::span(unsigned_codes).first(1), dictionary);
  EXPECT_EQ(batch_.evaluate(now).verdicts, std::vector{Verdict::denied});
  batch_.clear();
  const std::array<std::int32_t, 1> none{0};
  EXPECT_THROW(batch_.set_column(region, none, std::vector<std::string_view>{}), std::invalid_argument);
  EXPECT_THROW(batch_.set_column(rules_.fact("score"), none, dictionary), std::invalid_argument);
}

INSTANTIATE_TEST_SUITE_P(Each, DictionaryColumns,
                         testing::Values(Detail::verdict, Detail::codes, Detail::reasons, Detail::full));

/// Rules that give one code, waivers, windows and reviews: what columns are made from has them all.
constexpr const char* intricate_rules = R"json({
  "format": 1, "id": "intricate", "version": "1",
  "facts": {"a": {"type": "int"}, "b": {"type": "int"}, "c": {"type": "bool"}, "group": {"type": "string"}},
  "segments": [{"id": "vip", "when": "group == 'vip'", "waives": ["SAME", "LATE"]},
               {"id": "new", "when": "group == 'new'", "waives": ["OTHER"]}],
  "rules": [
    {"id": "r1", "category": "x", "effect": "hide", "when": "a < 3", "reason": "SAME", "on_missing": "skip"},
    {"id": "r2", "category": "x", "effect": "deny", "when": "b < 3", "reason": "SAME", "on_missing": "hide"},
    {"id": "r3", "category": "x", "effect": "hide", "when": "a + b == 7", "reason": "SAME", "priority": 9},
    {"id": "r4", "category": "x", "effect": "deny", "when": "c && a > 1", "reason": "OTHER", "review": true},
    {"id": "r5", "category": "x", "effect": "hide", "when": "b == 5", "reason": "LATE",
     "active": {"from": "2026-01-01T00:00:00Z"}, "on_missing": "deny"},
    {"id": "r6", "category": "x", "effect": "deny", "when": "b == 5", "reason": "PAST",
     "active": {"until": "2026-01-01T00:00:00Z"}}
  ]
})json";

TEST(BatchEvaluator, ColumnsAreThoseOfTheDecisions) {
  const RuleSet rules = RuleSet::parse(intricate_rules);
  std::mt19937 random(7);
  const auto pick = [&](std::uint32_t count) { return random() % count; };
  BatchEvaluator verdicts(rules, Detail::verdict), codes(rules, Detail::codes), reasons(rules);
  for (const std::size_t rows : {1UL, 2UL, 64UL, 65UL, 1'000UL, 3UL, 0UL}) {
    for (BatchEvaluator* each : {&verdicts, &codes, &reasons}) each->clear();
    for (std::size_t row = 0; row < rows; ++row) {
      std::string profile = "{\"id\": " + std::to_string(row);
      if (pick(5) != 0) profile += ", \"a\": " + std::to_string(pick(8));
      if (pick(5) != 0) profile += ", \"b\": " + std::to_string(pick(8));
      if (pick(5) != 0) profile += pick(2) == 0 ? ", \"c\": true" : ", \"c\": false";
      profile += std::array{", \"group\": \"vip\"", ", \"group\": \"new\"", ", \"group\": \"\"", ""}[pick(4)];
      profile += "}";
      for (BatchEvaluator* each : {&verdicts, &codes, &reasons}) each->add_json(profile);
    }
    const DecisionColumns whole = reasons.evaluate(now), coded = codes.evaluate(now),
                          bare = verdicts.evaluate(now);
    EXPECT_EQ(coded.verdicts, whole.verdicts);
    EXPECT_EQ(bare.verdicts, whole.verdicts);
    EXPECT_EQ(coded.segments, whole.segments);
    EXPECT_EQ(bare.segments, whole.segments);
    EXPECT_EQ(coded.reason_offsets, whole.reason_offsets);
    EXPECT_EQ(coded.reason_codes, whole.reason_codes);
    EXPECT_EQ(bare.reason_offsets, std::vector<std::uint32_t>(rows + 1));
    for (std::size_t row = 0; row < rows; row += 17) {
      const Decision decision = codes.decision(row);
      EXPECT_EQ(decision.subject(), std::to_string(row));
      ASSERT_EQ(decision.reasons().size(), whole.reason_offsets[row + 1] - whole.reason_offsets[row]);
      EXPECT_EQ(decision.review(), reasons.decision(row).review());
    }
    EXPECT_THROW(static_cast<void>(codes.decision(rows)), std::invalid_argument);
  }
}

}  // namespace
}  // namespace eligo
