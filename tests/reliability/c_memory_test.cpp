// The C interface out of memory: functions say so, gives nothing, and does its work when called again.

#include <gtest/gtest.h>

#include <cstddef>
#include <cstring>
#include <functional>
#include <string>
#include <vector>

#include <eligo/eligo.h>

#include "failing_allocation.hpp"

namespace eligo::reliability {
namespace {

constexpr const char* rules_text = R"({"format": 1, "id": "demo", "version": "1",
  "facts": {"score": {"type": "int"}, "name": {"type": "string"}, "tags": {"type": "list<string>"}},
  "rules": [{"id": "r", "category": "c", "effect": "hide", "reason": "LOW_SCORE",
    "when": "score < 600 && name.matches('^(Ann|Bob)*') && 'x' in tags", "message": {"en": "{score} is low"}}]})";
constexpr const char* wrong_text =
    R"({"format": 1, "id": "demo", "version": "1", "facts": {}, "rules": [7]})";
constexpr const char* profile_text =
    R"({"id": "u 1", "score": 17, "name": "Ann of some length", "tags": ["x"]})";
constexpr const char* profile_json = R"({"id":"u 1","score":17,"name":"Ann of some length","tags":["x"]})";
constexpr const char* without_name = R"({"id":"u 1","score":17,"tags":["x"]})";
constexpr const char* long_name = "a name that is longer than sixteen bytes";
constexpr const char* tags_text = R"(["x", "a text that is longer than sixteen bytes"])";
const eligo_instant now{1'795'000'000, 0};

/// What one function was asked for; freed at the end.
struct Objects {
  eligo_rule_set* rules = nullptr;
  eligo_fact* fact = nullptr;
  eligo_profile* profile = nullptr;
  eligo_decision* decision = nullptr;
  char* text = nullptr;

  Objects() = default;
  Objects(const Objects&) = delete;
  Objects& operator=(const Objects&) = delete;
  ~Objects() {
    eligo_text_free(text);
    eligo_decision_free(decision);
    eligo_profile_free(profile);
    eligo_fact_free(fact);
    eligo_rule_set_free(rules);
  }
  [[nodiscard]] int made() const {
    return (rules != nullptr) + (fact != nullptr) + (profile != nullptr) + (decision != nullptr) +
           (text != nullptr);
  }
};

struct Case {
  const char* name;
  /// What the function needs is there already.
  std::function<eligo_status(const Objects& given, Objects& made, eligo_error** error)> call;
  eligo_status expected = ELIGO_OK;
  int made = 0;
  const char* left = nullptr;  ///< the given profile where it failed, if it is not as it was
};

std::vector<Case> cases() {
  return {
      {"eligo_rule_set_parse",
       [](const Objects&, Objects& made, eligo_error** error) {
         return eligo_rule_set_parse(rules_text, std::strlen(rules_text), nullptr, &made.rules, error);
       },
       ELIGO_OK, 1},
      {"eligo_rule_set_parse of a wrong one",
       [](const Objects&, Objects& made, eligo_error** error) {
         return eligo_rule_set_parse(wrong_text, std::strlen(wrong_text), nullptr, &made.rules, error);
       },
       ELIGO_INVALID_RULE_SET, 0},
      {"eligo_rule_set_fact",
       [](const Objects& given, Objects& made, eligo_error** error) {
         return eligo_rule_set_fact(given.rules, "score", &made.fact, error);
       },
       ELIGO_OK, 1},
      {"eligo_rule_set_fact of none",
       [](const Objects& given, Objects& made, eligo_error** error) {
         return eligo_rule_set_fact(given.rules, "none of this name", &made.fact, error);
       },
       ELIGO_INVALID_ARGUMENT, 0},
      {"eligo_profile_new",
       [](const Objects& given, Objects& made, eligo_error** error) {
         return eligo_profile_new(given.rules, &made.profile, error);
       },
       ELIGO_OK, 1},
      {"eligo_profile_parse",
       [](const Objects& given, Objects& made, eligo_error** error) {
         return eligo_profile_parse(given.rules, profile_text, std::strlen(profile_text), &made.profile,
                                    error);
       },
       ELIGO_OK, 1},
      {"eligo_rule_set_load",
       [](const Objects&, Objects& made, eligo_error** error) {
         return eligo_rule_set_load(ELIGO_SOURCE_DIR "/tests/cli/shared/rules.json", nullptr, &made.rules,
                                    error);
       },
       ELIGO_OK, 1},
      {"eligo_profile_set_subject",
       [](const Objects& given, Objects&, eligo_error** error) {
         return eligo_profile_set_subject(given.profile, long_name, std::strlen(long_name), error);
       },
       ELIGO_OK, 0, R"({"score":17,"name":"Ann of some length","tags":["x"]})"},
      {"eligo_profile_set_string",
       [](const Objects& given, Objects&, eligo_error** error) {
         return eligo_profile_set_string(given.profile, given.fact, long_name, std::strlen(long_name), error);
       },
       ELIGO_OK, 0, without_name},
      {"eligo_profile_reset_named",
       [](const Objects& given, Objects&, eligo_error** error) {
         return eligo_profile_reset_named(given.profile, "none of this name", error);
       },
       ELIGO_INVALID_ARGUMENT, 0},
      {"eligo_profile_set_string_named",
       [](const Objects& given, Objects&, eligo_error** error) {
         return eligo_profile_set_string_named(given.profile, "name", long_name, std::strlen(long_name),
                                               error);
       },
       ELIGO_OK, 0, without_name},
      {"eligo_profile_set_json_named",
       [](const Objects& given, Objects&, eligo_error** error) {
         return eligo_profile_set_json_named(given.profile, "tags", tags_text, std::strlen(tags_text), error);
       },
       ELIGO_OK, 0, R"({"id":"u 1","score":17,"name":"Ann of some length"})"},
      {"eligo_profile_json",
       [](const Objects& given, Objects& made, eligo_error** error) {
         return eligo_profile_json(given.profile, &made.text, nullptr, error);
       },
       ELIGO_OK, 1},
      {"eligo_evaluate",
       [](const Objects& given, Objects& made, eligo_error** error) {
         return eligo_evaluate(given.rules, given.profile, now, ELIGO_DETAIL_FULL, &made.decision, error);
       },
       ELIGO_OK, 1},
      {"eligo_evaluate_json",
       [](const Objects& given, Objects& made, eligo_error** error) {
         return eligo_evaluate_json(given.rules, profile_text, std::strlen(profile_text), now,
                                    ELIGO_DETAIL_FULL, &made.decision, error);
       },
       ELIGO_OK, 1},
      {"eligo_decision_json",
       [](const Objects& given, Objects& made, eligo_error** error) {
         return eligo_decision_json(given.decision, "en", &made.text, nullptr, error);
       },
       ELIGO_OK, 1},
  };
}

/// Everything that a function may need.
void prepare(Objects& given) {
  ASSERT_EQ(eligo_rule_set_parse(rules_text, std::strlen(rules_text), nullptr, &given.rules, nullptr),
            ELIGO_OK);
  ASSERT_EQ(
      eligo_profile_parse(given.rules, profile_text, std::strlen(profile_text), &given.profile, nullptr),
      ELIGO_OK);
  ASSERT_EQ(eligo_evaluate(given.rules, given.profile, now, ELIGO_DETAIL_FULL, &given.decision, nullptr),
            ELIGO_OK);
  ASSERT_EQ(eligo_rule_set_fact(given.rules, "name", &given.fact, nullptr), ELIGO_OK);
}

std::string json_of(const eligo_profile* profile) {
  char* text = nullptr;
  if (eligo_profile_json(profile, &text, nullptr, nullptr) != ELIGO_OK) return {};
  const std::string json(text);
  eligo_text_free(text);
  return json;
}

class CMemory : public testing::TestWithParam<bool> {};

TEST_P(CMemory, RunsOutInEachFunction) {
  for (const Case& tried : cases()) {
    SCOPED_TRACE(tried.name);
    std::size_t failures = 0;
    for (std::size_t fails = 0;; ++fails) {
      Objects given, made;
      prepare(given);
      eligo_error* error = nullptr;
      memory_stays_out = GetParam();
      allocations_left = fails;
      const eligo_status status = tried.call(given, made, &error);
      const bool enough = allocations_left != no_failure && allocations_left != 0;
      allocations_left = no_failure;
      if (status == ELIGO_OUT_OF_MEMORY) {
        ++failures;
        ASSERT_EQ(made.made(), 0) << fails;
        const std::string left = json_of(given.profile);
        ASSERT_TRUE(left == profile_json || (tried.left != nullptr && left == tried.left))
            << fails << ": " << left;
        // Without memory for it there may be no error object; where there is one, it says what happened.
        if (error != nullptr) {
          ASSERT_EQ(eligo_error_status(error), status) << fails;
          ASSERT_STREQ(eligo_error_text(error), "there is not enough memory") << fails;
        }
      } else {
        ASSERT_EQ(status, tried.expected) << fails;
        ASSERT_EQ(made.made(), tried.made) << fails;
      }
      eligo_error_free(error);
      // The same objects once more, with memory.
      Objects again;
      ASSERT_EQ(tried.call(given, again, nullptr), tried.expected) << fails;
      ASSERT_EQ(again.made(), tried.made) << fails;
      if (enough) break;
    }
    EXPECT_GT(failures, 0U);
  }
}

INSTANTIATE_TEST_SUITE_P(Memory, CMemory, testing::Values(false, true),
                         [](const auto& each) { return each.param ? "StaysOut" : "ComesBack"; });

}  // namespace
}  // namespace eligo::reliability
