#include "output/decision_writer.hpp"

#include <gtest/gtest.h>

#include <string>

#include "decide/message.hpp"
#include "json/writer.hpp"
#include "output/record_keys.hpp"
#include "unit/output/sample_decisions.hpp"

namespace eligo::output {
namespace {

std::string written(const check::CheckedRuleSet& rules, const decide::DecisionData& decision,
                    std::string_view subject = {}, std::string_view rule_set = {}) {
  std::string out;
  DecisionWriter(rules, "en").write(out, decision, subject_member("id", subject), rule_set);
  return out;
}

TEST(DecisionWriter, LeavesOutWhatIsEmpty) {
  const SampleDecisions sample;
  EXPECT_EQ(written(sample.rules, SampleDecisions::visible()), R"({"verdict":"visible"})");
  EXPECT_EQ(written(sample.rules, SampleDecisions::visible(), "17"), R"({"id":17,"verdict":"visible"})");
  EXPECT_EQ(written(sample.rules, SampleDecisions::visible(), R"("u1")", R"({"id":"x"})"),
            R"({"id":"u1","verdict":"visible","rule_set":{"id":"x"}})");
}

TEST(DecisionWriter, WritesReasonsInOrder) {
  const SampleDecisions sample;
  EXPECT_EQ(
      written(sample.rules, SampleDecisions::denied(), R"("u1")"),
      R"({"id":"u1","verdict":"denied","segment":"loyal","reasons":[)"
      R"({"code":"UNVERIFIED","effect":"deny","category":"identity","rules":["identity.name"],)"
      R"("message":"Verify your name.","facts":{"verified":false}},)"
      R"({"code":"SCORE_LOW","effect":"hide","category":"credit","rules":["credit.score","credit.floor"],)"
      R"("message":"Too low, says \"the bureau\".","facts":{"credit.score":580}}],)"
      R"("alternatives":[{"id":"installments","title":"Instalments"}]})");
}

TEST(DecisionWriter, WritesWhatIsNotKnown) {
  const SampleDecisions sample;
  const decide::DecisionData decision = SampleDecisions::undecided();
  const std::string message = json::quoted(decide::message(sample.rules, decision.reasons[0], "en"));
  const std::string cause(values::cause_text(values::Cause::wrong_type));
  EXPECT_EQ(
      written(sample.rules, decision),
      R"({"verdict":"hidden","reasons":[{"code":"SCORE_LOW","effect":"hide","category":"credit",)"
      R"("rules":["credit.floor"],"message":)" +
          message +
          R"(,"missing":["credit.score"],"errors":[{"part":"a / b > 1","at":"/rules/1/when",)"
          R"("error":"division by zero"}]}],"waived":[{"code":"UNVERIFIED","effect":"deny",)"
          R"("category":"identity","rules":["identity.name"],"message":"Verify your name."}],"review":true,)"
          R"("refused":[{"fact":"credit.score","cause":")" +
          cause +
          R"(","expected":"an int like `12`"}],"bounds":{"best":"visible","worst":"denied"},"needs":["verified","credit.score"],)"
          R"("retry_at":"2026-11-26T08:00:00Z","valid_until":"2026-11-25T08:00:00Z"})");
}

TEST(DecisionWriter, SaysThatTimesAreBounded) {
  const SampleDecisions sample;
  auto decision = SampleDecisions::undecided();
  decision.times_bounded = true;
  EXPECT_TRUE(written(sample.rules, decision)
                  .ends_with(R"("valid_until":"2026-11-25T08:00:00Z","times_bounded":true})"));
}

TEST(DecisionWriter, ListsTheCodesMeantForTheApplicant) {
  SampleDecisions sample;
  sample.rules.max_reasons = 1;
  std::string text = written(sample.rules, SampleDecisions::denied());
  EXPECT_NE(text.find(R"("code":"SCORE_LOW")"), std::string::npos);
  EXPECT_NE(text.find(R"(],"shown":["UNVERIFIED"])"), std::string::npos) << text;
  for (auto& rule : sample.rules.rules) rule.always_shown = true;
  text = written(sample.rules, SampleDecisions::denied());
  EXPECT_NE(text.find(R"(],"shown":["UNVERIFIED","SCORE_LOW"])"), std::string::npos) << text;
}

TEST(DecisionWriter, FillsWhatDiffersIntoTextsThatItKeeps) {
  SampleDecisions sample;
  sample.show_score("Score \"", "\", too low.");
  DecisionWriter writer(sample.rules, "en");
  const struct {
    values::Value score;
    const char* message;
  } cases[] = {
      {{std::int64_t{580}}, R"("message":"Score \"580\", too low.")"},
      {{std::string("a\"b\n")}, R"("message":"Score \"a\"b\n\", too low.")"},
      {{1.5}, R"("message":"Score \"1.5\", too low.")"},
      {{values::Timestamp{0}}, R"("message":"Score \"1970-01-01T00:00:00Z\", too low.")"},
      {{}, R"("message":"Score \"unknown\", too low.")"},
  };
  for (const auto& [score, message] : cases) {
    const auto decision = SampleDecisions::denied_for(score);
    for (int again = 0; again < 3; ++again) {
      std::string text;
      writer.write(text, decision, subject_member("id", "7"));
      EXPECT_NE(text.find(message), std::string::npos) << text;
      EXPECT_EQ(text, written(sample.rules, decision, "7"));
    }
  }
}

TEST(DecisionWriter, LeavesOutMessagesThatComeOutEmpty) {
  SampleDecisions sample;
  sample.show_score("", "");
  DecisionWriter writer(sample.rules, "en");
  for (const std::string score : {"x", "", "y"}) {
    std::string text;
    writer.write(text, SampleDecisions::denied_for({score}), {});
    EXPECT_EQ(text.find(R"("rules":["credit.score","credit.floor"],"message":")" + score + "\"") !=
                  std::string::npos,
              !score.empty())
        << text;
  }
}

TEST(DecisionWriter, IdentifiesTheRuleSet) {
  EXPECT_EQ(rule_set_json(SampleDecisions().rules, "abc", ""),
            R"({"id":"sample","version":"1.2","sha256":"abc"})");
  EXPECT_EQ(rule_set_json(SampleDecisions().rules, "abc", "steps=2"),
            R"({"id":"sample","version":"1.2","sha256":"abc","limits":"steps=2"})");
}

}  // namespace
}  // namespace eligo::output
