#include "decide/decider.hpp"

#include <filesystem>
#include <fstream>
#include <memory_resource>

#include <gtest/gtest.h>

#include "sample.hpp"
#include "scaffold/case_files.hpp"

namespace eligo::decide {
namespace {

using nlohmann::json;

// Only what the case speaks of is compared; `null` says that a part must not be there. `steps` is what the
// search through time may take at most.
void expect_parts(const json& expected, const json& actual) {
  for (const auto& [name, value] : expected.items()) {
    if (value.is_null()) {
      EXPECT_FALSE(actual.contains(name)) << name << " is there: " << actual.dump(2);
    } else {
      EXPECT_EQ(value, actual.value(name, json())) << name << " of " << actual.dump(2);
    }
  }
}

class DecisionCases : public testing::TestWithParam<std::filesystem::path> {};

// Every case is decided alone and as the middle row of a batch, with equal results.
TEST_P(DecisionCases, Hold) {
  std::ifstream file(GetParam());
  const json document = json::parse(file);
  const Sample sample(document.at("rule_set"));
  std::vector<json> profiles;
  for (const auto& one : document.at("cases")) profiles.push_back(one.at("profile"));
  ASSERT_FALSE(profiles.empty());
  std::size_t row = 0;
  for (const auto& one : document.at("cases")) {
    SCOPED_TRACE(one.at("name").get<std::string>());
    const auto now = instant(one.value("now", "2026-11-23T10:00:00Z"));
    const auto alone = as_json(*sample.rules, sample.decide(one.at("profile"), now));
    expect_parts(one.at("expect"), alone);
    if (one.contains("steps")) {
      EXPECT_LE(sample.timing_steps(one.at("profile"), now), one.at("steps").get<std::uint64_t>());
    }
    EXPECT_EQ(alone, as_json(*sample.rules, sample.decide_batch(profiles, now)[row]));
    ++row;
  }
}

INSTANTIATE_TEST_SUITE_P(Files, DecisionCases,
                         testing::ValuesIn(test::files_in(test::in_tests("unit/decide/cases"), ".json")),
                         [](const auto& info) { return test::test_name(info.param); });

// More rows than a word has bits, and a last word that is not full.
TEST(Decider, EveryRowOfABatchIsDecidedAsIfAlone) {
  const Sample sample(json::parse(R"json({
    "facts": {"n": {"type": "int"}, "m": {"type": "int"}},
    "segments": [{"id": "big", "when": "n > 100", "waives": ["ODD"]}],
    "rules": [
      {"id": "odd", "category": "c", "effect": "hide", "when": "n % 2 == 1", "reason": "ODD"},
      {"id": "third", "category": "c", "effect": "deny", "when": "n % 3 == 0 && m > 1", "reason": "THIRD", "review": true}
    ],
    "alternatives": [{"id": "other", "when": "n % 5 == 0"}]
  })json"));
  std::vector<json> profiles;
  for (int n = 0; n < 150; ++n) {
    json profile{{"n", n}};
    if (n % 7 != 0) profile["m"] = n % 4;
    profiles.push_back(profile);
  }
  const auto now = instant("2026-11-23T10:00:00Z");
  for (const auto detail : {Detail::verdict, Detail::reasons, Detail::full}) {
    const auto batch = sample.decide_batch(profiles, now, detail);
    for (std::size_t row = 0; row < profiles.size(); ++row) {
      EXPECT_EQ(as_json(*sample.rules, sample.decide(profiles[row], now, detail)),
                as_json(*sample.rules, batch[row]));
    }
  }
  EXPECT_EQ(Verdict::visible, sample.decide(profiles[101], now).verdict);
  EXPECT_EQ(Verdict::hidden, sample.decide(profiles[1], now).verdict);
  EXPECT_EQ(Verdict::denied, sample.decide(profiles[3], now).verdict);
}

// Past a few reasons a row's are looked up, not searched through; waived ones apart.
TEST(Decider, MergesManyReasonsByCode) {
  json document = json::parse(R"json({"facts": {"n": {"type": "int"}}, "rules": [],
    "segments": [{"id": "all", "when": "n > 1", "waives": []}]})json");
  for (int rule = 0; rule < 120; ++rule) {
    const auto code = "CODE" + std::to_string(rule % 40);
    document["rules"].push_back({{"id", "r" + std::to_string(rule)},
                                 {"category", "c"},
                                 {"effect", "hide"},
                                 {"when", "n > " + std::to_string(rule % 3)},
                                 {"reason", code}});
    if (rule < 40 && rule % 2 == 1) document["segments"][0]["waives"].push_back(code);
  }
  const Sample sample(document);
  const auto decisions = sample.decide_batch({{{"n", 9}}, {{"n", 0}}, {{"n", 1}}, json::object()},
                                             instant("2026-11-23T10:00:00Z"));
  const auto text = [&](const Reasons& reasons) {
    std::string found;
    for (const auto& reason : reasons) {
      found += sample.rules->codes[reason.code] + ":";
      for (const auto rule : reason.rules) found += " " + std::to_string(rule);
      found += "\n";
    }
    return found;
  };
  std::string even, odd, some, every;
  for (int code = 0; code < 40; ++code) {
    const auto line = [&](int first, int step) {
      std::string rules;
      for (int rule = first; rule < 120; rule += step) rules += " " + std::to_string(rule);
      return "CODE" + std::to_string(code) + ":" + rules + "\n";
    };
    (code % 2 == 0 ? even : odd) += line(code, 40);
    every += line(code, 40);
  }
  // With n == 1 one of a code's three rules hits: the first whose number is divisible by three.
  for (int rule = 0; rule < 120; rule += 3)
    some += "CODE" + std::to_string(rule % 40) + ": " + std::to_string(rule) + "\n";
  EXPECT_EQ(even, text(decisions[0].reasons));
  EXPECT_EQ(odd, text(decisions[0].waived));
  EXPECT_EQ("", text(decisions[1].reasons));
  EXPECT_EQ(some, text(decisions[2].reasons));
  EXPECT_EQ(every, text(decisions[3].reasons));
}

// Decisions are reused from batch to batch: nothing of an earlier one may shine through.
TEST(Decider, ReplacesWhatTheDecisionsHeld) {
  const Sample sample(json::parse(R"json({
    "facts": {"n": {"type": "int"}},
    "rules": [{"id": "r", "category": "c", "effect": "deny", "when": "n > 5", "reason": "R", "review": true}],
    "alternatives": [{"id": "other", "when": "n > 5"}]
  })json"));
  const auto now = instant("2026-11-23T10:00:00Z");
  std::vector<DecisionData> decisions(1);
  const auto decide = [&](const json& profile, Detail detail) {
    profiles::Batch batch = sample.read(std::vector<json>(1, profile));
    std::pmr::monotonic_buffer_resource memory;
    sample.decider.decide({batch.seal(), 1}, now, detail, memory, decisions);
    return as_json(*sample.rules, decisions[0]);
  };
  decide({{"n", 9}}, Detail::full);
  decide({{"n", "text"}}, Detail::full);
  EXPECT_EQ((json{{"verdict", "visible"}}), decide({{"n", 1}}, Detail::reasons));
  decide({{"n", "text"}}, Detail::full);
  EXPECT_EQ((json{{"verdict", "hidden"}}), decide({{"n", "text"}}, Detail::verdict));
}

}  // namespace
}  // namespace eligo::decide
