#include "output/explanation_writer.hpp"

#include <gtest/gtest.h>

#include <regex>
#include <string>

#include "output/explained_words.hpp"
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

TEST(ExplanationWriter, SaysWhichElementsAreShown) {
  using explain::Deciding;
  const struct {
    explain::ExplainedElements elements;
    const char* text;
  } cases[] = {
      {{2, Deciding::are_true, 2, 2}, ""},
      {{57, Deciding::are_false, 1, 1}, "1 of 57 elements is false"},
      {{57, Deciding::are_kept, 2, 2}, "2 of 57 elements are kept"},
      {{1057, Deciding::are_unknown, 1012, 10}, "1,012 of 1,057 elements are unknown; the first 10"},
      {{57, Deciding::are_false, 0, 3}, "none of 57 elements is false; the first 3"},
      {{57, Deciding::none, 0, 3}, "the first 3 of 57 elements"},
  };
  for (const auto& [elements, text] : cases) EXPECT_EQ(elements_text(elements), text);
}

TEST(ExplanationWriter, WritesConditionsAlone) {
  const SampleDecisions sample;
  explain::Explanation some = explanation();
  some.rules.erase(some.rules.begin());
  EXPECT_EQ(conditions_text(sample.rules, some, {}),
            "\n  hide    SCORE_LOW  credit.score\n          score < 600  true\n"
            "\n  pass    SCORE_LOW  credit.floor\n          score < 600  false\n");
}

TEST(ExplanationWriter, PagesEscapeWhatOthersWrote) {
  SampleDecisions sample;
  sample.rules.rules[0].id = "<script>alert(1)</script>";
  explain::Explanation some = explanation();
  some.rules[0].condition.text = "name == \"</code><img>\"";
  ExplanationContext context;
  context.subject = "\"</title><b>\"";
  const std::string page = explanation_page(sample.rules, some, context);
  for (const char* part : {"<script>alert", "<img>", "</title><b>"})
    EXPECT_EQ(page.find(part), std::string::npos);
  for (const char* part :
       {"&lt;script&gt;alert(1)", "&lt;/code&gt;&lt;img&gt;", "Explanation of &lt;/title&gt;&lt;b&gt;",
        "href=\"#rule-0\"", "<details id=\"rule-0\" class=\"row\" open>",
        "<details id=\"rule-2\" class=\"row\">"}) {
    EXPECT_NE(page.find(part), std::string::npos) << part;
  }
}

}  // namespace
}  // namespace eligo::output
