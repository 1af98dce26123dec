#include "explain/explanation.hpp"

#include <gtest/gtest.h>

#include <stdexcept>
#include <string>
#include <string_view>

#include "decide/decider.hpp"
#include "scaffold/columns.hpp"
#include "scaffold/loaded_rules.hpp"

namespace eligo::explain {
namespace {

constexpr const char* rule_set = R"json({
  "format": 1, "id": "explained", "version": "1",
  "facts": {
    "age": {"type": "int"}, "name": {"type": "string"},
    "loans": {"type": "list", "of": {"amount": {"type": "int"}}}
  },
  "params": {"least": 18},
  "definitions": {"total": "loans.filter(l, l.amount > 0).size()"},
  "segments": [{"id": "named", "when": "has(name)", "waives": ["SET_ASIDE"]}],
  "rules": [
    {"id": "hit", "category": "c", "effect": "deny", "when": "age < params.least", "reason": "A"},
    {"id": "not-hit", "category": "c", "effect": "deny", "when": "age in [1, 2] || total > 5 || total > 6", "reason": "B"},
    {"id": "undecided", "category": "c", "effect": "hide", "when": "name == 'x'", "on_missing": "skip", "reason": "C"},
    {"id": "inactive", "category": "c", "effect": "hide", "when": "age > 0", "reason": "D", "active": {"until": "2020-01-01T00:00:00Z"}},
    {"id": "waived", "category": "c", "effect": "hide", "when": {"all": ["age > 0", {"when": "age > 1", "note": {"en": "a note"}}]},
     "reason": "SET_ASIDE"},
    {"id": "failing", "category": "c", "effect": "hide", "when": "10 / (age - 17) > 0", "reason": "E"},
    {"id": "list", "category": "c", "effect": "hide", "when": "loans.all(l, l.amount > 5)", "reason": "F"}
  ]
})json";

struct Explained {
  test::LoadedRules loaded;
  Explanation explanation;

  explicit Explained(const std::string& profile, const char* text = rule_set) : loaded(text) {
    profiles::Batch batch = test::read_profiles(loaded.program->schema(), {profile});
    const decide::Decider decider(loaded.rules, loaded.program);
    explanation = explain(decider, {batch.seal(), 1}, *values::parse_timestamp("2026-01-01T00:00:00Z"));
  }

  const ExplainedRule& rule(std::string_view id) const {
    for (const ExplainedRule& rule : explanation.rules) {
      if (loaded.rules->rules[rule.rule].id == id) return rule;
    }
    throw std::runtime_error("no such rule");
  }
};

/// `text = value` of a part and, in brackets, of those below.
std::string outline(const ExplainedPart& part) {
  std::string text = part.text + " = ";
  const auto* unknown = std::get_if<values::Unknown>(&part.value.content);
  if (unknown == nullptr) {
    text += literal_text(part.value);
  } else {
    text += "unknown:";
    if (unknown->cause != values::Cause::none) text += cause_text(unknown->cause);
  }
  if (part.parts.empty()) return text;
  text += " {";
  for (const ExplainedPart& below : part.parts)
    text += (&below == &part.parts.front() ? "" : "; ") + outline(below);
  return text + "}";
}

TEST(Explanation, GivesEveryRuleItsState) {
  const Explained explained(R"({"age":17,"name":"y","loans":[{"amount":7},{"amount":3}]})");
  const struct {
    const char* rule;
    RuleState state;
  } cases[] = {
      {"hit", RuleState::hit},           {"not-hit", RuleState::not_hit}, {"undecided", RuleState::not_hit},
      {"inactive", RuleState::inactive}, {"waived", RuleState::waived},   {"failing", RuleState::undecided},
      {"list", RuleState::not_hit},
  };
  for (const auto& [rule, state] : cases) {
    EXPECT_EQ(to_string(explained.rule(rule).state), to_string(state)) << rule;
  }
  EXPECT_EQ(Explained("{}").rule("undecided").state, RuleState::undecided);
}

TEST(Explanation, ShowsEveryPartsValue) {
  const std::string absent(cause_text(values::Cause::absent));
  const Explained explained(R"({"age":17,"loans":[{"amount":7},{"amount":3}]})");
  EXPECT_EQ(outline(explained.rule("hit").condition),
            "age < params.least = true {age = 17; params.least = 18}");
  EXPECT_EQ(outline(explained.rule("undecided").condition),
            "name == 'x' = unknown: {name = unknown:" + absent + "}");
  EXPECT_EQ(outline(explained.rule("failing").condition),
            "10 / (age - 17) > 0 = unknown: {10 / (age - 17) = unknown:division by zero {age - 17 = 0 {age = "
            "17}}}");
  EXPECT_EQ(outline(explained.explanation.segments.front().condition), "has(name) = false");
}

TEST(Explanation, OpensADefinitionOnce) {
  const Explained explained(R"({"age":17,"loans":[]})");
  const std::string text = outline(explained.rule("not-hit").condition);
  const std::string definition = "total = 0 {loans.filter(l, l.amount > 0).size() = 0";
  const std::size_t first = text.find(definition);
  EXPECT_NE(first, std::string::npos) << text;
  EXPECT_EQ(text.find(definition, first + 1), std::string::npos) << text;
  EXPECT_NE(text.find("total > 6 = false {total = 0}"), std::string::npos) << text;
}

TEST(Explanation, ShowsASumThatIsOnlyComparedAsItIs) {
  const Explained explained(R"({"since":"0001-01-01T00:00:00Z","ends":"9999-12-31T00:00:00Z"})", R"json({
    "format": 1, "id": "times", "version": "1",
    "facts": {"since": {"type": "timestamp"}, "ends": {"type": "timestamp"}}, "definitions": {"held": "now - since"},
    "rules": [
      {"id": "compared", "category": "c", "effect": "hide", "reason": "A", "when": "held > duration('24h')"},
      {"id": "called", "category": "c", "effect": "hide", "reason": "B", "when": "held.getHours() > 24"},
      {"id": "late", "category": "c", "effect": "hide", "reason": "C", "when": "ends + duration('48h') < now"}
    ]})json");
  const std::string parts =
      R"( {now = timestamp("2026-01-01T00:00:00Z"); since = timestamp("0001-01-01T00:00:00Z")}})";
  EXPECT_EQ(
      outline(explained.rule("compared").condition),
      R"(held > duration('24h') = true {held = duration("63902822400s") {now - since = duration("63902822400s"))" +
          parts + "}");
  EXPECT_EQ(outline(explained.rule("called").condition),
            "held.getHours() > 24 = unknown: {held.getHours() = unknown: {held = unknown:overflow {now - "
            "since = unknown:overflow" +
                parts + "}}");
  EXPECT_EQ(outline(explained.rule("late").condition).substr(0, 86),
            R"(ends + duration('48h') < now = false {ends + duration('48h') = timestamp("+10000-01-02)");
}

TEST(Explanation, ShowsElements) {
  const Explained explained(R"({"age":17,"loans":[{"amount":7},{"amount":3}]})");
  const ExplainedPart& condition = explained.rule("list").condition;
  ASSERT_EQ(condition.parts.size(), 3U);
  EXPECT_EQ(condition.parts[1].text, "element 1");
  EXPECT_EQ(outline(condition.parts[1].parts.front()), "l.amount > 5 = true {l.amount = 7}");
  EXPECT_EQ(outline(condition.parts[2].parts.front()), "l.amount > 5 = false {l.amount = 3}");

  std::string many = R"({"loans":[{"amount":1})";
  for (int loan = 0; loan < 99; ++loan) many += R"(,{"amount":1})";
  const Explained long_list(many + "]}");
  EXPECT_EQ(long_list.rule("list").condition.parts.size(), 11U);
  EXPECT_EQ(long_list.rule("list").condition.left_out, 90U);
}

}  // namespace
}  // namespace eligo::explain
