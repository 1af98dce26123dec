#include <eligo/description.hpp>

#include <gtest/gtest.h>

#include <set>
#include <string>
#include <vector>

#include <eligo/rule_set.hpp>

namespace eligo {
namespace {

using Names = std::vector<std::string>;

constexpr const char* rules_text = R"json({
  "format": 1, "id": "demo", "version": "1", "title": {"en": "Demo", "de": "Vorführung"}, "subject": "user.id",
  "facts": {
    "score": {"type": "int", "range": [0, 1000], "unit": "points", "title": {"en": "Score", "zh-CN": "评分"},
              "description": {"en": "As the bureau says."}, "actionable": "increase", "cost": 2.5, "meta": {"source": "bureau"}},
    "account.status": {"type": "enum", "values": ["active", "frozen"]},
    "opened": {"type": "timestamp", "range": ["2000-01-01T00:00:00Z", null], "optional": true},
    "ratios": {"type": "list<double>"}, "ratio": {"type": "double", "range": [null, 9.5]},
    "loans": {"type": "list", "of": {"amount": {"type": "double", "range": [0, null], "unit": "CNY"},
              "kind": {"type": "enum", "values": ["car", "home"], "title": {"en": "Kind"}}}},
    "age": {"type": "duration"}, "name": {"type": "string"}, "ok": {"type": "bool"}, "unread": {"type": "int"}
  },
  "params": {"least": 600, "wait": {"type": "duration", "value": "24h", "title": {"en": "Wait"}}, "most": 1.5, "name": "x"},
  "lists": {"regions": {"of": "string", "values": ["CN-31", "CN-33"]}},
  "definitions": {"low": "score < params.least", "newer": "now - opened < params.wait && low"},
  "segments": [{"id": "vip", "title": {"en": "Regulars"}, "when": "name in lists.regions", "params": {"least": 500, "wait": "1h"},
                "waives": ["NEW"]}],
  "on_missing": "skip",
  "rules": [
    {"id": "a", "category": "c", "effect": "hide", "when": {"any": ["low", "ratios.exists(r, r > params.most)"]},
     "reason": "LOW", "title": {"en": "Low"}, "priority": 5, "review": true, "meta": {"owner": "risk"},
     "message": {"en": "{{{score}}} of {params.least}, {name}", "zh": "{age}"}, "remedy": {"en": "Wait."}},
    {"id": "b", "category": "d", "effect": "deny", "when": "newer", "reason": "NEW", "on_missing": "deny",
     "active": {"from": "2026-01-01T00:00:00+08:00", "until": "2027-01-01T00:00:00Z"}},
    {"id": "c", "category": "c", "effect": "hide", "when": "has(account.status) && params.name == 'x'", "reason": "LOW"}
  ],
  "alternatives": [{"id": "other", "when": "ok", "title": {"en": "Other, {age}"}, "message": {"en": "For {score}."}}]
})json";

template <typename Described>
std::vector<std::string> names(const std::vector<Described>& all) {
  std::vector<std::string> names;
  for (const Described& each : all) names.push_back(each.name);
  return names;
}

TEST(Description, SaysWhatAFactMayBe) {
  const auto rules = RuleSet::parse(rules_text);
  const std::vector<FactDescription> facts = rules.facts();
  EXPECT_EQ(names(facts), (Names{"score", "account.status", "opened", "ratios", "ratio", "loans", "age",
                                 "name", "ok", "unread"}));
  FactDescription score;
  score.name = "score";
  score.type = ValueType::integer;
  score.lowest = Value{std::int64_t{0}};
  score.highest = Value{std::int64_t{1000}};
  score.unit = "points";
  score.title = {{{"en", "Score"}, {"zh-CN", "评分"}}};
  score.description = {{{"en", "As the bureau says."}}};
  score.actionable = Actionable::increase;
  score.cost = 2.5;
  score.used = true;
  score.meta = R"({"source":"bureau"})";
  EXPECT_EQ(facts[0], score);
  EXPECT_EQ(facts[0].title.in("zh"), "评分");
  EXPECT_EQ(facts[0].title.in("fr"), "Score");
  EXPECT_EQ(facts[1].title.in("fr"), "");

  EXPECT_EQ(facts[1].type, ValueType::enumeration);
  EXPECT_EQ(facts[1].values, (Names{"active", "frozen"}));
  EXPECT_EQ(facts[2].type, ValueType::timestamp);
  EXPECT_EQ(facts[2].lowest, Value{*Instant::parse("2000-01-01T00:00:00Z")});
  EXPECT_EQ(facts[2].highest, std::nullopt);
  EXPECT_TRUE(facts[2].optional);
  EXPECT_EQ(facts[3].type, ValueType::list);
  EXPECT_EQ(facts[3].element, ValueType::floating);
  EXPECT_EQ(facts[3].highest, std::nullopt);
  EXPECT_EQ(facts[4].lowest, std::nullopt);
  EXPECT_EQ(facts[4].highest, Value{9.5});
  EXPECT_EQ(facts[5].element, ValueType::record);
  ASSERT_EQ(names(facts[5].fields), (Names{"amount", "kind"}));
  EXPECT_EQ(facts[5].fields[0].type, ValueType::floating);
  EXPECT_EQ(facts[5].fields[0].lowest, Value{0.0});
  EXPECT_EQ(facts[5].fields[0].unit, "CNY");
  EXPECT_EQ(facts[5].fields[1].values, (Names{"car", "home"}));
  EXPECT_EQ(facts[5].fields[1].title.in(), "Kind");
  EXPECT_EQ(facts[6].type, ValueType::duration);
  EXPECT_EQ(facts[7].type, ValueType::string);
  EXPECT_EQ(facts[8].type, ValueType::boolean);
  EXPECT_EQ(to_string(facts[5].type), "list");
}

// A service fetches these and no others.
TEST(Description, SaysWhichFactsAreRead) {
  Names used;
  for (const FactDescription& fact : RuleSet::parse(rules_text).facts())
    if (fact.used) used.push_back(fact.name);
  EXPECT_EQ(used, (Names{"score", "account.status", "opened", "ratios", "age", "name", "ok"}));
}

TEST(Description, SaysWhatARuleIs) {
  const std::vector<RuleDescription> rules = RuleSet::parse(rules_text).rules();
  ASSERT_EQ(rules.size(), 3U);
  EXPECT_EQ(rules[0].id, "a");
  EXPECT_EQ(rules[0].title.in(), "Low");
  EXPECT_EQ(rules[0].category, "c");
  EXPECT_EQ(rules[0].effect, Effect::hide);
  EXPECT_EQ(rules[0].on_missing, OnMissing::skip);
  EXPECT_EQ(rules[0].code, "LOW");
  EXPECT_EQ(rules[0].priority, 5);
  EXPECT_TRUE(rules[0].review);
  EXPECT_EQ(rules[0].message,
            (LocalizedText{{{"en", "{{{score}}} of {params.least}, {name}"}, {"zh", "{age}"}}}));
  EXPECT_EQ(rules[0].remedy.in(), "Wait.");
  EXPECT_NE(rules[0].meta.find("risk"), std::string::npos);
  EXPECT_EQ(rules[0].facts, (Names{"score", "ratios", "age", "name"}));
  EXPECT_EQ(rules[0].params, (Names{"least", "most"}));

  EXPECT_EQ(rules[1].effect, Effect::deny);
  EXPECT_EQ(rules[1].on_missing, OnMissing::deny);
  EXPECT_EQ(rules[1].active_from, Instant::parse("2025-12-31T16:00:00Z"));
  EXPECT_EQ(rules[1].active_until, Instant::parse("2027-01-01T00:00:00Z"));
  EXPECT_EQ(rules[1].facts, (Names{"score", "opened"}));
  EXPECT_EQ(rules[1].params, (Names{"least", "wait"}));
  EXPECT_EQ(rules[2].facts, Names{"account.status"});
  EXPECT_TRUE(rules[2].message.empty() && !rules[2].active_from && rules[2].meta.empty());
}

TEST(Description, SaysWhatElseThereIs) {
  const auto rules = RuleSet::parse(rules_text);
  EXPECT_EQ(rules.title().in("de-AT"), "Vorführung");
  EXPECT_EQ(rules.locales(), (Names{"en", "de", "zh"}));
  EXPECT_EQ(rules.subject_name(), "user.id");

  const std::vector<ParamDescription> params = rules.params();
  ASSERT_EQ(names(params), (Names{"least", "wait", "most", "name"}));
  EXPECT_EQ(params[0].value, Value{std::int64_t{600}});
  EXPECT_EQ(params[1], (ParamDescription{.name = "wait",
                                         .type = ValueType::duration,
                                         .value = {Duration{86'400, 0}},
                                         .unit = "",
                                         .title = {{{"en", "Wait"}}}}));
  EXPECT_EQ(params[2].value, Value{1.5});
  EXPECT_EQ(params[3].value, Value{std::string("x")});

  EXPECT_EQ(rules.lists(), (std::vector<ListDescription>{{"regions", ValueType::string, 2, ""}}));
  EXPECT_EQ(rules.codes(), (std::vector<CodeDescription>{{"LOW", "c", {"a", "c"}}, {"NEW", "d", {"b"}}}));

  const std::vector<SegmentDescription> segments = rules.segments();
  ASSERT_EQ(segments.size(), 1U);
  EXPECT_EQ(segments[0].id, "vip");
  EXPECT_EQ(segments[0].title.in(), "Regulars");
  EXPECT_EQ(segments[0].params, (std::vector<std::pair<std::string, Value>>{{"least", {std::int64_t{500}}},
                                                                            {"wait", {Duration{3'600, 0}}}}));
  EXPECT_EQ(segments[0].waives, Names{"NEW"});
  EXPECT_EQ(segments[0].facts, Names{"name"});

  const std::vector<AlternativeDescription> alternatives = rules.alternatives();
  ASSERT_EQ(alternatives.size(), 1U);
  EXPECT_EQ(alternatives[0].title.in(), "Other, {age}");
  EXPECT_EQ(alternatives[0].message.in(), "For {score}.");
  EXPECT_EQ(alternatives[0].facts, (Names{"score", "age", "ok"}));
}

// A fact is used where a rule, a segment or an alternative says that it reads it.
TEST(Description, AgreesWithItselfAboutTheShippedRules) {
  const auto rules = RuleSet::load(std::string(ELIGO_SOURCE_DIR) + "/rules/consumer_credit/rule_set.json");
  std::set<std::string> read, used;
  const auto add = [&](const auto& all) {
    for (const auto& each : all) read.insert(each.facts.begin(), each.facts.end());
  };
  add(rules.rules());
  add(rules.segments());
  add(rules.alternatives());
  for (const FactDescription& fact : rules.facts())
    if (fact.used) used.insert(fact.name);
  EXPECT_EQ(read, used);
  EXPECT_GT(used.size(), 20U);
}

}  // namespace
}  // namespace eligo
