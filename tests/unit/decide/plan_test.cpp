#include "decide/plan.hpp"

#include <gtest/gtest.h>

#include "sample.hpp"

namespace eligo::decide {
namespace {

// Effect before priority before place; a rule whose on_missing differs stands twice.
TEST(RuleOrder, PutsTriggersInTheOrderOfReasons) {
  const Sample sample(nlohmann::json::parse(R"json({
    "facts": {"n": {"type": "int"}},
    "segments": [{"id": "a", "when": "n > 9", "waives": ["B"]}, {"id": "b", "when": "n > 8", "waives": ["B", "C"]}],
    "rules": [
      {"id": "0", "category": "c", "effect": "hide", "when": "n > 0", "reason": "A", "priority": 9},
      {"id": "1", "category": "c", "effect": "deny", "when": "n > 1", "reason": "B"},
      {"id": "2", "category": "c", "effect": "deny", "when": "n > 2", "reason": "C", "priority": 1, "on_missing": "deny"},
      {"id": "3", "category": "c", "effect": "hide", "when": "n > 3", "reason": "A", "priority": 9, "on_missing": "deny"},
      {"id": "4", "category": "c", "effect": "hide", "when": "n > 4", "reason": "D", "on_missing": "skip"}
    ]})json"));
  const program::ConditionPlan conditions(*sample.program, std::vector<bool>(5));
  const RuleOrder order(*sample.rules, conditions);
  std::string text;
  for (const auto& trigger : order.triggers) {
    text += sample.rules->rules[trigger.rule].id +
            (trigger.effect == check::Effect::deny ? " deny" : " hide") + (trigger.on_hit ? " hit" : "") +
            (trigger.on_unknown ? " unknown" : "") + "\n";
  }
  EXPECT_EQ(
      "3 deny unknown\n2 deny hit unknown\n1 deny hit\n0 hide hit unknown\n3 hide hit\n1 hide unknown\n4 "
      "hide hit\n",
      text);
  const auto code = [&](const char* name) {
    const auto& codes = sample.rules->codes;
    return static_cast<std::uint32_t>(std::find(codes.begin(), codes.end(), name) - codes.begin());
  };
  EXPECT_FALSE(order.waives(0, code("A")));
  EXPECT_TRUE(order.waives(0, code("B")));
  EXPECT_FALSE(order.waives(0, code("C")));
  EXPECT_TRUE(order.waives(1, code("C")));
  EXPECT_FALSE(order.waives(2, code("B")));  // no segment
}

TEST(RuleOrder, WindowsAreHalfOpen) {
  check::Rule rule;
  EXPECT_TRUE(is_active(rule, 5));
  rule.active_from = 5;
  rule.active_until = 7;
  EXPECT_FALSE(is_active(rule, 4));
  EXPECT_TRUE(is_active(rule, 5));
  EXPECT_TRUE(is_active(rule, 6));
  EXPECT_FALSE(is_active(rule, 7));
}

}  // namespace
}  // namespace eligo::decide
