#include "output/explanation_writer.hpp"

#include <gtest/gtest.h>

#include <regex>
#include <string>

#include "unit/output/sample_decisions.hpp"

namespace eligo::output {
namespace {

/// The sample's rules: one that denies, one that hides, one that did not hit.
explain::Explanation explanation() {
  using explain::RuleState;
  explain::Explanation explanation;
  explanation.decision = SampleDecisions::denied();
  explanation.decision.segment.reset();
  for (const bool value : {true, true, false}) {
    explain::ExplainedRule& rule = explanation.rules.emplace_back();
    rule.rule = static_cast<std::uint32_t>(explanation.rules.size() - 1);
    rule.state = value ? RuleState::hit : RuleState::not_hit;
    rule.condition.text = "score < 600";
    rule.condition.value = {value};
  }
  return explanation;
}

TEST(ExplanationWriter, ColoursOnlyWhenAsked) {
  const SampleDecisions sample;
  ExplanationContext context;
  const std::string plain = explanation_text(sample.rules, explanation(), context);
  context.color = true;
  const std::string colored = explanation_text(sample.rules, explanation(), context);
  EXPECT_EQ(plain.find('\x1b'), std::string::npos);
  for (const char* painted : {"\x1b[31mdenied\x1b[0m", "\x1b[31mdeny\x1b[0m", "\x1b[33mhide\x1b[0m"}) {
    EXPECT_NE(colored.find(painted), std::string::npos) << colored;
  }
  EXPECT_EQ(std::regex_replace(colored, std::regex("\x1b\\[[0-9]+m"), ""), plain);
}

}  // namespace
}  // namespace eligo::output
