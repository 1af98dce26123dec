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

  explicit Explained(const std::string& profile, const char* text = rule_set, const Scope& scope = {})
      : loaded(text) {
    profiles::Batch batch = test::read_profiles(loaded.program->schema(), {profile});
    const decide::Decider decider(loaded.rules, loaded.program);
    explanation =
        explain(decider, {batch.seal(), 1}, *values::parse_timestamp("2026-01-01T00:00:00Z"), scope);
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

TEST(Explanation, ListsADefinitionThatMoreThanOnePlaceUses) {
  const Explained explained(R"({"age":17,"loans":[]})");
  EXPECT_EQ(
      outline(explained.rule("not-hit").condition),
      "age in [1, 2] || total > 5 || total > 6 = false {age in [1, 2] = false {age = 17}; total > 5 = false "
      "{total = 0}; total > 6 = false {total = 0}}");
  ASSERT_EQ(explained.explanation.definitions.size(), 1U);
  EXPECT_EQ(outline(explained.explanation.definitions[0].part),
            "loans.filter(l, l.amount > 0).size() = 0 {loans.filter(l, l.amount > 0) = [] {loans = []}}");
  EXPECT_EQ(explained.rule("not-hit").condition.parts[2].parts[0].definition, 0U);
}

constexpr const char* nested = R"json({
  "format": 1, "id": "nested", "version": "1", "facts": {"a": {"type": "int"}, "b": {"type": "int"}}, "params": {"p": 1},
  "definitions": {"low": "a + params.p", "once": "a + 2", "both": "low + once", "free": "b + 1"},
  "segments": [{"id": "s", "when": "low > 0 && free > 0", "params": {"p": 10}}],
  "rules": [
    {"id": "first", "category": "c", "effect": "hide", "when": "both > 0", "reason": "A"},
    {"id": "second", "category": "c", "effect": "hide", "when": "both > 100 || low > 100 || free > 100", "reason": "B"}
  ]
})json";

TEST(Explanation, ListsWhatASegmentSeesApart) {
  const Explained explained(R"({"a":1,"b":2})", nested);
  std::string listed;
  for (const ExplainedDefinition& definition : explained.explanation.definitions) {
    listed += (definition.base ? "base " : "") + outline(definition.part) + "\n";
  }
  // `low` once is what rules see; the segment's condition opens its own. `once` is used by `both` alone.
  EXPECT_EQ(listed,
            "a + params.p = 11 {a = 1; params.p = 10}\n"
            "low + once = 14 {low = 11; once = 3 {a + 2 = 3 {a = 1}}}\n"
            "b + 1 = 3 {b = 2}\n");
  EXPECT_EQ(outline(explained.explanation.segments[0].condition),
            "low > 0 && free > 0 = true {low > 0 = true {low = 2 {a + params.p = 2 {a = 1; params.p = 1}}}; "
            "free > 0 = true {free = 3}}");
}

TEST(Explanation, KeepsToItsScope) {
  const auto scoped = [](Scope scope) { return Explained(R"({"a":1,"b":2})", nested, scope).explanation; };
  const Explanation second = scoped({{1}, false, 1});
  ASSERT_EQ(second.rules.size(), 1U);
  EXPECT_EQ(second.rules[0].rule, 1U);
  EXPECT_EQ(second.rules_left_out, 1U);
  EXPECT_TRUE(second.segments.empty() && second.definitions.empty());
  EXPECT_EQ(outline(second.rules[0].condition),
            "both > 100 || low > 100 || free > 100 = false {both > 100 = false; low > 100 = false; free > "
            "100 = false}");
  EXPECT_FALSE(second.rules[0].condition.cut);
  EXPECT_TRUE(second.rules[0].condition.parts[0].cut);
  EXPECT_TRUE(scoped({{}, false, 0}).rules[0].condition.cut);

  // `both` is used twice and opened as deep as the place that shows most of it: no further than asked for.
  const Explanation deep = scoped({{}, false, 4});
  EXPECT_EQ(outline(deep.definitions[1].part), "low + once = 14 {low = 11; once = 3 {a + 2 = 3}}");

  const Explanation hits = scoped({{}, true, Scope::any_depth});
  ASSERT_EQ(hits.rules.size(), 1U);
  EXPECT_EQ(hits.rules[0].state, RuleState::hit);
  EXPECT_EQ(hits.rules_left_out, 1U);
  EXPECT_EQ(hits.segments.size(), 1U);
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

TEST(Explanation, ShowsThePartsOfANoneAsItsOwn) {
  const Explained explained(R"({"a":1})", R"json({
    "format": 1, "id": "n", "version": "1", "facts": {"a": {"type": "int"}},
    "rules": [{"id": "r", "category": "c", "effect": "hide", "reason": "R", "when": {"none": ["a > 1", "a < 0"]}}]})json");
  EXPECT_EQ(outline(explained.rule("r").condition),
            "none = true {a > 1 = false {a = 1}; a < 0 = false {a = 1}}");
}

TEST(Explanation, ShowsTheElementsThatDecide) {
  const struct {
    const char* condition;
    const char* list;
    const char* shown;  ///< how many of how many are what, and which are shown
  } cases[] = {
      {"l.all(x, x > 2)", "[3,1,4,2]", "2 of 4 false: 2 4"},
      {"l.all(x, x > 2)", "[3,4,5,6]", "0 of 4 false: 1 2 3"},
      {"l.all(x, x > 2)", "[3,null,5,6]", "1 of 4 unknown: 2"},
      {"l.all(x, x > 2)", "[3,null,1]", "1 of 3 false: 3"},
      {"l.exists(x, x > 2)", "[0,1,4,2,5]", "2 of 5 true: 3 5"},
      {"l.exists(x, x > 2)", "[0,1,2,2]", "0 of 4 true: 1 2 3"},
      {"l.exists(x, x > 2)", "[0,null]", "1 of 2 unknown: 2"},
      {"l.exists_one(x, x > 2)", "[0,4,2,5]", "2 of 4 true: 2 4"},
      {"l.filter(x, x > 2).size() > 9", "[3,1,4]", "2 of 3 kept: 1 3"},
      {"l.filter(x, x > 2).size() > 9", "[1,2]", "0 of 2 kept: 1 2"},
      {"l.map(x, x + 1).size() > 9", "[1,2,3,4]", "0 of 4 : 1 2 3"},
      {"l.map(x, x > 2, x + 1).size() > 9", "[1,2,3,4]", "2 of 4 kept: 3 4"},
      {"l.map(x, x > 2, 1 / (x - 4)) == [1]", "[0,3,4]", "1 of 3 unknown: 3"},
      {"l.all(x, x > 2)", "[1,1,1,1,1,1,1,1,1,1,1,1]", "12 of 12 false: 1 2 3 4 5 6 7 8 9 10"},
      {"l.all(x, x > 2)", "[]", "0 of 0 false:"},
  };
  for (const auto& [condition, list, shown] : cases) {
    const std::string text =
        R"({"format":1,"id":"e","version":"1","facts":{"l":{"type":"list<int>"}},"rules":[)"
        R"({"id":"r","category":"c","effect":"hide","reason":"R","when":")" +
        std::string(condition) + R"("}]})";
    const Explained explained(R"({"l":)" + std::string(list) + "}", text.c_str());
    const ExplainedPart* part = &explained.explanation.rules[0].condition;
    while (!part->elements && !part->parts.empty()) part = &part->parts[0];
    ASSERT_TRUE(part->elements) << condition << " of " << list;
    std::string found = std::to_string(part->elements->deciding) + " of " +
                        std::to_string(part->elements->number) + " " +
                        std::string(to_string(part->elements->which)) + ":";
    std::size_t elements = 0;
    for (const ExplainedPart& below : part->parts) {
      if (below.node != nullptr) continue;
      found += below.text.substr(below.text.find(' '));
      ++elements;
    }
    EXPECT_EQ(found, shown) << condition << " of " << list;
    EXPECT_EQ(part->elements->shown, elements);
  }
}

TEST(Explanation, OpensElements) {
  const Explained explained(R"({"age":17,"loans":[{"amount":7},{"amount":3}]})");
  const ExplainedPart& condition = explained.rule("list").condition;
  ASSERT_EQ(condition.parts.size(), 2U);
  EXPECT_EQ(condition.parts[1].text, "element 2");
  EXPECT_EQ(outline(condition.parts[1].parts.front()), "l.amount > 5 = false {l.amount = 3}");
}

}  // namespace
}  // namespace eligo::explain
