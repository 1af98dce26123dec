#include "decide/bounds.hpp"

#include <algorithm>
#include <random>

#include <gtest/gtest.h>

#include "sample.hpp"

namespace eligo::decide {
namespace {

using nlohmann::json;

const values::Nanoseconds now = instant("2026-11-23T10:00:00Z");

struct BoundsCase {
  const char* name;
  const char* rule_set;  // facts: a, b (int), f (bool), l (list of int)
  bool exact = false;    // no fact stands in several parts: the bounds are the truth
};

json whole(const char* text) {
  json document = json::parse(text);
  document["facts"] = json::parse(
      R"json({"a": {"type": "int"}, "b": {"type": "int"}, "f": {"type": "bool"}, "l": {"type": "list<int>"}})json");
  return document;
}

const std::vector<std::pair<const char*, std::vector<json>>> domains = {
    {"a", {-1, 0, 1, 2, 3}},
    {"b", {-1, 0, 1, 2, 3}},
    {"f", {false, true}},
    {"l", {json::array(), json::array({0}), json::array({1, 3}), json::array({nullptr, 2})}},
};

// Every way to give the facts that `profile` lacks.
void complete(const json& profile, std::size_t fact, std::vector<json>& found) {
  if (fact == domains.size()) return found.push_back(profile);
  const auto& [name, values] = domains[fact];
  if (profile.contains(name)) return complete(profile, fact + 1, found);
  for (const auto& value : values) {
    json next = profile;
    next[name] = value;
    complete(next, fact + 1, found);
  }
}

json random_profile(std::mt19937& random) {
  json profile;
  for (const auto& [name, values] : domains) {
    if (random() % 2 == 0) profile[name] = values[random() % values.size()];
  }
  return profile.is_null() ? json::object() : profile;
}

class Bounds : public testing::TestWithParam<BoundsCase> {};

TEST_P(Bounds, HoldForEveryValueOfTheMissingFacts) {
  const Sample sample(whole(GetParam().rule_set));
  std::mt19937 random(7);
  int open = 0;
  for (int round = 0; round < 150; ++round) {
    const json profile = random_profile(random);
    const auto decision = sample.decide(profile, now);
    SCOPED_TRACE(profile.dump() + ": " + as_json(*sample.rules, decision).dump());
    std::vector<json> completed;
    complete(profile, 0, completed);
    const auto verdicts = sample.decide_batch(completed, now, Detail::verdict);
    const auto by_verdict = [](const DecisionData& left, const DecisionData& right) {
      return left.verdict < right.verdict;
    };
    const auto [best, worst] = std::minmax_element(verdicts.begin(), verdicts.end(), by_verdict);
    ASSERT_LE(decision.best, best->verdict);
    ASSERT_GE(decision.worst, worst->verdict);
    if (GetParam().exact) {
      ASSERT_EQ(decision.best, best->verdict);
      ASSERT_EQ(decision.worst, worst->verdict);
    }
    ASSERT_EQ(decision.best == decision.worst, decision.needs.empty());
    if (decision.best != decision.worst) ++open;
    // With all that is needed given, the rest cannot move the verdict out of what was told.
    json answered = profile;
    for (const auto fact : decision.needs) {
      const auto& name = sample.rules->facts[fact].name;
      ASSERT_FALSE(profile.contains(name) && !profile[name].is_array());
      answered[name] = domains[fact].second[random() % domains[fact].second.size()];
    }
    const auto after = sample.decide(answered, now);
    ASSERT_LE(decision.best, after.best);
    ASSERT_GE(decision.worst, after.worst);
  }
  EXPECT_GT(open, 5);
}

INSTANTIATE_TEST_SUITE_P(
    RuleSets, Bounds,
    testing::Values(BoundsCase{"single", R"json({"rules": [
          {"id": "r", "category": "c", "effect": "hide", "when": "a > 1", "reason": "R", "on_missing": "deny"},
          {"id": "s", "category": "c", "effect": "deny", "when": "b > 1", "reason": "S", "on_missing": "skip"}]})json",
                               true},
                    BoundsCase{"errors", R"json({"rules": [
          {"id": "r", "category": "c", "effect": "hide", "when": "10 / a > 5", "reason": "R", "on_missing": "deny"},
          {"id": "s", "category": "c", "effect": "deny", "when": "f && 10 % b == 1", "reason": "S", "on_missing": "hide"}]})json"},
                    BoundsCase{"segments", R"json({"params": {"most": 2}, "segments": [
          {"id": "one", "when": "a > 1", "params": {"most": 0}},
          {"id": "two", "when": "10 / b > 3", "params": {"most": 1}, "waives": ["S"]},
          {"id": "three", "when": "f"}],
          "rules": [
          {"id": "r", "category": "c", "effect": "hide", "when": "b > params.most", "reason": "R"},
          {"id": "s", "category": "c", "effect": "deny", "when": "f && a != 0", "reason": "S"}]})json"},
                    BoundsCase{"presence", R"json({"rules": [
          {"id": "r", "category": "c", "effect": "hide", "when": "!has(a) || (has(b) && b > 1)", "reason": "R"},
          {"id": "s", "category": "c", "effect": "deny", "when": "has(f) ? f : a > 1", "reason": "S", "on_missing": "skip"}]})json"},
                    BoundsCase{"lists",
                               R"json({"definitions": {"high": "l.filter(x, x > a).size()"}, "rules": [
          {"id": "r", "category": "c", "effect": "hide", "when": "high > 0", "reason": "R", "on_missing": "deny"},
          {"id": "s", "category": "c", "effect": "deny", "when": "l.exists(x, x == b) && f", "reason": "S", "on_missing": "skip"}]})json"},
                    BoundsCase{"absorption", R"json({"rules": [
          {"id": "r", "category": "c", "effect": "hide", "when": "f && (a > 1 || b > 1)", "reason": "R"},
          {"id": "s", "category": "c", "effect": "deny", "when": "a > 2 && 1 / 0 > 1", "reason": "S", "on_missing": "deny"}]})json"}),
    [](const auto& one) { return std::string(one.param.name); });

// One run for each of them would take long.
TEST(BoundsOfManySegments, AreTheWidest) {
  json document = json::parse(R"json({"format": 1, "id": "s", "version": "1", "segments": [],
    "facts": {"a": {"type": "int"}, "b": {"type": "int"}, "unused": {"type": "int"}},
    "rules": [{"id": "r", "category": "c", "effect": "hide", "reason": "R", "when": "b > 0"}]})json");
  for (int segment = 0; segment < 10'000; ++segment) {
    const std::string number = std::to_string(segment);
    document["segments"].push_back({{"id", "s" + number}, {"when", "a == " + number}});
  }
  const Sample sample(document);
  const auto open = sample.decide({{"b", 1}}, now);
  EXPECT_EQ(open.best, Verdict::visible);
  EXPECT_EQ(open.worst, Verdict::denied);
  EXPECT_EQ(open.needs, std::vector<std::uint32_t>{sample.fact("a")});
  const auto closed = sample.decide({{"a", 1}}, now);
  EXPECT_EQ(closed.worst, Verdict::hidden);
  EXPECT_EQ(closed.needs, std::vector<std::uint32_t>{sample.fact("b")});
}

}  // namespace
}  // namespace eligo::decide
