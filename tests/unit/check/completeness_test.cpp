#include "check/completeness.hpp"

#include <gtest/gtest.h>

#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "scaffold/checked_text.hpp"

namespace eligo::check {
namespace {

constexpr const char* sample = R"({"format": 1, "id": "x", "version": "1",
  "facts": {"n": {"type": "int"}, "kind": {"type": "enum", "values": ["a", "b"]},
            "loans": {"type": "list", "of": {"amount": {"type": "int"}}}},
  "params": {"most": 3},
  "lists": {"known": {"of": "int", "values": [1, 2, 1]}},
  "definitions": {"next": "n + 1"},
  "segments": [{"id": "s", "when": "n == 1", "params": {"most": 4}, "waives": ["LOW", "LOW"]}],
  "rules": [{"id": "r", "category": "c", "effect": "deny", "reason": "LOW",
             "when": {"none": ["n < params.most", {"all": ["kind == 'a'", "n in lists.known"]}]},
             "active": {"from": "2026-01-01T00:00:00Z"},
             "message": {"en": "{n}", "de": "{next}"}, "remedy": {"en": "wait"}},
            {"id": "q", "category": "c", "effect": "hide", "reason": "MANY", "when": "loans.size() > 3"}],
  "alternatives": [{"id": "a", "when": "next > 3", "title": {"en": "A"}, "message": {"en": "B"}}]})";

struct Loss {
  const char* name;
  std::function<void(CheckedRuleSet&)> lose;
  const char* part;
};

class Completeness : public testing::TestWithParam<Loss> {
 protected:
  void SetUp() override {
    checked_ = test::check_text(sample);
    ASSERT_TRUE(checked_.rules) << render(checked_.diagnostics);
  }
  test::CheckedText checked_;
};

TEST_P(Completeness, SeesWhatIsLost) {
  ASSERT_FALSE(first_omission(*checked_.document, *checked_.rules));
  GetParam().lose(*checked_.rules);
  const auto omission = first_omission(*checked_.document, *checked_.rules);
  ASSERT_TRUE(omission);
  EXPECT_EQ(omission->part, GetParam().part);
}

TEST_P(Completeness, RefusesTheRuleSet) {
  std::vector<Diagnostic> diagnostics;
  MistakeList mistakes(diagnostics);
  GetParam().lose(*checked_.rules);
  Linking linking{*checked_.document, mistakes, *checked_.rules, {}, {}, {}};
  check_completeness(linking);
  ASSERT_EQ(diagnostics.size(), 1U);
  EXPECT_EQ(diagnostics.front().code, "E0701");
  EXPECT_TRUE(mistakes.has_errors());
}

const Loss losses[] = {
    {"AllRules", [](CheckedRuleSet& rules) { rules.rules.clear(); }, "rule `r`"},
    {"LastRule", [](CheckedRuleSet& rules) { rules.rules.pop_back(); }, "rule `q`"},
    {"FirstRule", [](CheckedRuleSet& rules) { rules.rules.erase(rules.rules.begin()); }, "rule `r`"},
    {"RuleTwice", [](CheckedRuleSet& rules) { rules.rules.push_back(rules.rules.back()); },
     "number of rules"},
    {"Condition", [](CheckedRuleSet& rules) { rules.rules[0].when = no_node; }, "rule `r`"},
    {"ConditionOfAnotherRule", [](CheckedRuleSet& rules) { rules.rules[1].when = rules.rules[0].when; },
     "rule `q`"},
    {"PartOfCondition",
     [](CheckedRuleSet& rules) { --rules.nodes[rules.nodes.operands(rules.rules[0].when)[0]].operand_count; },
     "rule `r`"},
    {"Effect", [](CheckedRuleSet& rules) { rules.rules[0].effect = Effect::hide; }, "rule `r`"},
    {"Reason", [](CheckedRuleSet& rules) { rules.rules[0].code = 1; }, "rule `r`"},
    {"Window", [](CheckedRuleSet& rules) { rules.rules[0].active_from.reset(); }, "rule `r`"},
    {"Message", [](CheckedRuleSet& rules) { rules.rules[0].message.entries.pop_back(); }, "rule `r`"},
    {"Remedy", [](CheckedRuleSet& rules) { rules.rules[0].remedy.entries.clear(); }, "rule `r`"},
    {"Fact", [](CheckedRuleSet& rules) { rules.facts.pop_back(); }, "fact `loans`"},
    {"EnumValue",
     [](CheckedRuleSet& rules) {
       rules.facts[1].type.enumeration = std::make_shared<const std::vector<std::string>>();
     },
     "fact `kind`"},
    {"Field", [](CheckedRuleSet& rules) { rules.facts[2].fields.clear(); }, "fact `loans`"},
    {"Param", [](CheckedRuleSet& rules) { rules.params.clear(); }, "param `most`"},
    {"List", [](CheckedRuleSet& rules) { rules.lists.clear(); }, "list `known`"},
    {"ValueOfList", [](CheckedRuleSet& rules) { rules.lists[0].values.pop_back(); }, "list `known`"},
    {"Definition", [](CheckedRuleSet& rules) { rules.definitions[0].root = no_node; }, "definition `next`"},
    {"Order", [](CheckedRuleSet& rules) { rules.definition_order.clear(); }, "order of the definitions"},
    {"Segment", [](CheckedRuleSet& rules) { rules.segments.clear(); }, "segment `s`"},
    {"ConditionOfSegment", [](CheckedRuleSet& rules) { rules.segments[0].when = no_node; }, "segment `s`"},
    {"Override", [](CheckedRuleSet& rules) { rules.segments[0].params.clear(); }, "segment `s`"},
    {"Waiver", [](CheckedRuleSet& rules) { rules.segments[0].waives.clear(); }, "segment `s`"},
    {"Alternative", [](CheckedRuleSet& rules) { rules.alternatives.clear(); }, "alternative `a`"},
    {"TitleOfAlternative", [](CheckedRuleSet& rules) { rules.alternatives[0].title.entries.clear(); },
     "alternative `a`"},
};

INSTANTIATE_TEST_SUITE_P(Every, Completeness, testing::ValuesIn(losses),
                         [](const testing::TestParamInfo<Loss>& info) { return info.param.name; });

}  // namespace
}  // namespace eligo::check
