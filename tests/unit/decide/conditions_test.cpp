// How conditions are told by tests is printed and compared with listings kept beside this file: for every
// conditions/NAME.json it is conditions/NAME.txt, where two clauses on a fact make an index.
// ELIGO_UPDATE_GOLDEN=1 rewrites them.

#include <gtest/gtest.h>

#include <filesystem>
#include <limits>
#include <string>
#include <vector>

#include "decide/decider.hpp"
#include "program/condition_plan.hpp"
#include "sample.hpp"
#include "scaffold/case_files.hpp"
#include "values/order_key.hpp"

namespace eligo::decide {
namespace {

using nlohmann::json;

const std::filesystem::path folder = test::in_tests("unit/decide/conditions");

class ConditionListing : public testing::TestWithParam<std::string> {};

TEST_P(ConditionListing, IsAsExpected) {
  const test::LoadedRules sample(test::file_text(folder / (GetParam() + ".json")));
  std::vector<bool> fails_closed;
  for (const check::Rule& rule : sample.rules->rules)
    fails_closed.push_back(rule.on_missing != check::Effect::skip);
  const program::ConditionPlan plan(*sample.program, fails_closed, 2);
  test::expect_golden(plan.listing(*sample.program), folder / (GetParam() + ".txt"));
}
INSTANTIATE_TEST_SUITE_P(Kept, ConditionListing, testing::ValuesIn(test::names_in(folder, ".json")));

TEST(OrderKey, IsInTheOrderOfTheNumbers) {
  constexpr double infinity = std::numeric_limits<double>::infinity(),
                   least = std::numeric_limits<double>::denorm_min();
  const std::vector<double> ascending{-infinity, -1e300, -2.5, -1.0,  -least,  0.0,
                                      least,     1.0,    2.5,  1e300, infinity};
  for (std::size_t i = 0; i + 1 < ascending.size(); ++i)
    EXPECT_LT(values::order_key(ascending[i]), values::order_key(ascending[i + 1])) << ascending[i];
  for (const double number : ascending) EXPECT_EQ(values::of_order_key(values::order_key(number)), number);
  EXPECT_EQ(values::order_key(-0.0), values::order_key(0.0));
  EXPECT_EQ(values::order_key(least), values::order_key(0.0) + 1);
  EXPECT_EQ(values::order_key(-least), values::order_key(0.0) - 2);
}

// Bands that touch, overlap, nest and leave gaps, with and without a guard; enough of them for a tree.
TEST(RuleIndex, FindsWhatLookingAtEachRuleFinds) {
  json rules = json::array();
  for (int i = 0; i < 60; ++i) {
    const int low = i * 7 % 90;
    const std::string band = "x >= " + std::to_string(low) + " && x < " + std::to_string(low + 1 + i % 11);
    rules.push_back(hiding_rule("B" + std::to_string(i), band));
    rules.push_back(hiding_rule("G" + std::to_string(i), "s == 'a' && " + band));
    rules.push_back(hiding_rule("D" + std::to_string(i), "d >= " + std::to_string(low) + ".0 && d <= " +
                                                             std::to_string(low + i % 5) + ".25"));
    rules.push_back(hiding_rule("T" + std::to_string(i), "x < " + std::to_string(i * 3 - 40)));
    rules.push_back(
        hiding_rule("E" + std::to_string(i), "x in [" + std::to_string(i) + ", 1000] && d < 50.0"));
  }
  for (const std::string on_missing : {"skip", "deny"}) {
    const Sample sample(
        {{"facts", {{"x", {{"type", "int"}}}, {"d", {{"type", "double"}}}, {"s", {{"type", "string"}}}}},
         {"on_missing", on_missing},
         {"rules", rules}});
    const Decider each(sample.rules, sample.program, std::numeric_limits<std::size_t>::max());
    std::vector<json> profiles{json::object(), {{"x", 5}}, {{"s", "a"}}, {{"d", 3.25}}};
    for (int x = -45; x < 150; x += 1)
      profiles.push_back({{"x", x}, {"d", x + 0.25}, {"s", x % 2 == 0 ? "a" : "b"}});
    profiles.push_back({{"x", std::numeric_limits<std::int64_t>::max()}, {"d", -0.0}, {"s", "a"}});
    profiles.push_back({{"x", std::numeric_limits<std::int64_t>::min()}, {"d", 1e308}, {"s", ""}});
    profiles::Batch batch = sample.read(profiles);
    std::pmr::monotonic_buffer_resource memory;
    std::vector<DecisionData> expected(profiles.size());
    each.decide({batch.seal(), batch.rows()}, 0, Detail::full, memory, expected);
    const auto together = sample.decide_batch(profiles, 0);
    for (std::size_t i = 0; i < profiles.size(); ++i) {
      const json wanted = as_json(*sample.rules, expected[i]);
      EXPECT_EQ(as_json(*sample.rules, together[i]), wanted) << profiles[i];
      EXPECT_EQ(as_json(*sample.rules, sample.decide(profiles[i], 0)), wanted) << profiles[i];
      profiles::Batch alone = sample.read({profiles[i]});
      std::vector<DecisionData> decision(1);
      each.decide({alone.seal(), 1}, 0, Detail::reasons, memory, decision);
      EXPECT_EQ(as_json(*sample.rules, decision.front()),
                as_json(*sample.rules, sample.decide(profiles[i], 0, Detail::reasons)))
          << profiles[i];
    }
  }
}

}  // namespace
}  // namespace eligo::decide
