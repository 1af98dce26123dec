#include "output/decision_key.hpp"

#include <gtest/gtest.h>

#include <functional>

#include "unit/output/sample_decisions.hpp"

namespace eligo::output {
namespace {

using decide::DecisionData;

std::vector<std::uint32_t> key_of(const DecisionData& decision) {
  DecisionKey key;
  key.describe(decision);
  return {key.words().begin(), key.words().end()};
}

struct Change {
  const char* what;
  std::function<void(DecisionData&)> make;
};

TEST(DecisionKey, TellsApartWhatIsWrittenOtherwise) {
  const Change changes[] = {
      {"verdict", [](DecisionData& one) { one.verdict = Verdict::denied; }},
      {"best", [](DecisionData& one) { one.best = Verdict::hidden; }},
      {"worst", [](DecisionData& one) { one.worst = Verdict::hidden; }},
      {"segment", [](DecisionData& one) { one.segment = 0; }},
      {"review", [](DecisionData& one) { one.review = false; }},
      {"times bounded", [](DecisionData& one) { one.times_bounded = true; }},
      {"no retry", [](DecisionData& one) { one.retry_at.reset(); }},
      {"always valid", [](DecisionData& one) { one.valid_until.reset(); }},
      {"needs", [](DecisionData& one) { one.needs.pop_back(); }},
      {"alternatives", [](DecisionData& one) { one.alternatives = {0}; }},
      {"refused", [](DecisionData& one) { one.refused.clear(); }},
      {"refused fact", [](DecisionData& one) { one.refused[0].index = 0; }},
      {"refused field", [](DecisionData& one) { one.refused[0].field = 0; }},
      {"cause of a refusal", [](DecisionData& one) { one.refused[0].cause = values::Cause::malformed; }},
      {"one reason less", [](DecisionData& one) { one.reasons.clear(); }},
      {"waived", [](DecisionData& one) { one.waived.clear(); }},
      {"a reason waived", [](DecisionData& one) { std::swap(one.reasons, one.waived); }},
      {"code", [](DecisionData& one) { one.reasons[0].code = 0; }},
      {"effect", [](DecisionData& one) { one.reasons[0].effect = check::Effect::deny; }},
      {"undecided", [](DecisionData& one) { one.reasons[0].undecided = false; }},
      {"codes only", [](DecisionData& one) { one.reasons[0].codes_only = true; }},
      {"text rule", [](DecisionData& one) { one.reasons[0].text_rule = 1; }},
      {"rules",
       [](DecisionData& one) {
         one.reasons[0].rules = {2, 1};
       }},
      {"facts",
       [](DecisionData& one) {
         one.reasons[0].facts = {{0, {true}}};
       }},
      {"missing", [](DecisionData& one) { one.reasons[0].missing[0].index = 0; }},
      {"none missing", [](DecisionData& one) { one.reasons[0].missing.clear(); }},
      {"errors", [](DecisionData& one) { one.reasons[0].errors.clear(); }},
      {"missing where errors are",
       [](DecisionData& one) { std::swap(one.reasons[0].missing, one.reasons[0].errors); }},
  };
  const DecisionData decision = SampleDecisions::undecided();
  for (const Change& change : changes) {
    DecisionData changed = decision;
    change.make(changed);
    EXPECT_NE(key_of(changed), key_of(decision)) << change.what;
  }
  EXPECT_EQ(key_of(SampleDecisions::undecided()), key_of(decision));
}

TEST(DecisionKey, LeavesFiguresOut) {
  DecisionData decision = SampleDecisions::denied();
  const auto key = key_of(decision);
  decision.reasons[0].facts[0].value = {true};
  decision.reasons[1].facts[0].value = {std::int64_t{12}};
  EXPECT_EQ(key_of(decision), key);
  decision = SampleDecisions::undecided();
  decision.retry_at = 0;
  decision.valid_until = 1;
  EXPECT_EQ(key_of(decision), key_of(SampleDecisions::undecided()));
}

}  // namespace
}  // namespace eligo::output
