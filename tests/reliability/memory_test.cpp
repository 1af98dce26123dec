// Out of memory: no partial result, a clean failure, and what was there before still works.

#include <gtest/gtest.h>

#include <cstddef>
#include <functional>
#include <new>
#include <string>

#include <eligo/batch_evaluator.hpp>
#include <eligo/rule_set.hpp>

#include "failing_allocation.hpp"

namespace eligo::reliability {
namespace {

constexpr const char* rule_set = R"json({"format": 1, "id": "sample", "version": "1",
  "facts": {"n": {"type": "int", "range": [0, 1000]}, "s": {"type": "string"}, "t": {"type": "timestamp"},
            "r": {"type": "list", "of": {"v": {"type": "int"}, "at": {"type": "timestamp"}}}},
  "params": {"most": 3, "wait": {"type": "duration", "value": "24h"}},
  "lists": {"names": {"of": "string", "values": ["ann", "bob", "a name that is longer than others"]}},
  "definitions": {"recent": "r.filter(x, now - x.at < params.wait).size()"},
  "segments": [{"id": "big", "when": "n > 100", "params": {"most": 5}, "waives": ["NAMED"]}],
  "rules": [
    {"id": "a", "category": "c", "effect": "deny", "reason": "NAMED", "when": "s in lists.names",
     "message": {"en": "Your name is {s}.", "zh": "{s}"}, "remedy": {"en": "Have another one."}},
    {"id": "b", "category": "c", "effect": "hide", "reason": "RECENT", "when": {"any": ["recent > params.most", "n / (n - 7) > 9"]},
     "on_missing": "hide", "message": {"en": "{recent} of {params.most}"}},
    {"id": "d", "category": "d", "effect": "hide", "reason": "SPELLING", "when": "s.matches('^[a-c]+ .*r+s$')"}],
  "alternatives": [{"id": "other", "when": "n > 1", "title": {"en": "Other"}}]})json";

constexpr const char* profile_text = R"json({"n": 7, "s": "a name that is longer than others",
  "r": [{"v": 1, "at": "2026-11-23T09:00:00Z"}, {"v": 2}, {"v": 3, "at": "2026-11-20T09:00:00Z"}]})json";

const Instant now = *Instant::parse("2026-11-23T10:00:00Z");

/// Runs `step` again and again; the first time its first allocation fails, then its second, until none does.
/// What comes out in spite of a failure (of memory that would only have made it faster) is as always. Gives
/// how many failed.
std::size_t fail_each(const std::function<std::string()>& step) {
  const std::string expected = step();
  for (std::size_t fails = 0;; ++fails) {
    allocations_left = fails;
    try {
      const std::string text = step();
      const bool done = allocations_left != no_failure;
      allocations_left = no_failure;
      EXPECT_EQ(text, expected) << "allocation " << fails;
      if (done) return fails;
    } catch (const std::bad_alloc&) {
    }
    allocations_left = no_failure;
  }
}

TEST(Memory, RunsOutWhileLoading) {
  EXPECT_GT(fail_each([] { return RuleSet::parse(rule_set).listing(); }), 100U);
}

TEST(Memory, RunsOutWhileAnInvalidRuleSetIsLoaded) {
  const std::string broken =
      std::string(rule_set).replace(std::string(rule_set).find("recent >"), 8, "rescent >");
  const auto load = [&] {
    std::string found;
    for (const Diagnostic& each : RuleSet::try_parse(broken).diagnostics()) found += each.code + " ";
    return found;
  };
  EXPECT_GT(fail_each(load), 100U);
}

TEST(Memory, RunsOutWhileDeciding) {
  const RuleSet rules = RuleSet::parse(rule_set);
  const auto decide = [&] { return rules.evaluate(rules.parse_profile(profile_text), now).json("en", "x"); };
  EXPECT_GT(fail_each(decide), 20U);
}

TEST(Memory, RunsOutWhileABatchIsDecided) {
  const RuleSet rules = RuleSet::parse(rule_set);
  const auto decide = [&] {
    BatchEvaluator batch(rules, Detail::full);
    for (int row = 0; row < 3; ++row) batch.add_json(profile_text);
    static_cast<void>(batch.evaluate(now));
    return batch.decision(2).json();
  };
  EXPECT_GT(fail_each(decide), 20U);
}

// A batch whose memory ran out goes on with the profiles that it has.
TEST(Memory, LeavesABatchUsable) {
  const RuleSet rules = RuleSet::parse(rule_set);
  const std::string expected = rules.evaluate(rules.parse_profile(profile_text), now).json();
  for (std::size_t fails = 0; fails < 200; ++fails) {
    BatchEvaluator batch(rules, Detail::full);
    batch.add_json(profile_text);
    allocations_left = fails;
    try {
      static_cast<void>(batch.evaluate(now));
    } catch (const std::bad_alloc&) {
    }
    allocations_left = no_failure;
    static_cast<void>(batch.evaluate(now));
    ASSERT_EQ(batch.decision(0).json(), expected) << fails;
  }
}

}  // namespace
}  // namespace eligo::reliability
