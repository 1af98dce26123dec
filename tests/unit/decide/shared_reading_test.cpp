#include <gtest/gtest.h>

#include <algorithm>
#include <span>
#include <string>
#include <vector>

#include "profiles/batch.hpp"
#include "sample.hpp"
#include "scaffold/columns.hpp"

namespace eligo::decide {
namespace {

using nlohmann::json;

const json lending{
    {"facts",
     {{"score", {{"type", "int"}, {"range", {0, 100}}}},
      {"status", {{"type", "enum"}, {"values", {"active", "frozen"}}}},
      {"region", {{"type", "string"}}},
      {"tags", {{"type", "list<string>"}}}}},
    {"lists", {{"far", {{"of", "string"}, {"values", {"north", "south"}}}}}},
    {"rules",
     {hiding_rule("LOW", "score < 40"), hiding_rule("FROZEN", "status == 'frozen'"),
      hiding_rule("FAR", "region in lists.far"), hiding_rule("MARKED", "'fraud' in tags || region in tags"),
      hiding_rule("NAMELESS", "!has(region)")}}};

// Other facts stand before those of the first, and its dictionary has other numbers.
const json renting{
    {"facts",
     {{"income", {{"type", "double"}}},
      {"region", {{"type", "string"}}},
      {"score", {{"type", "int"}, {"range", {0, 100}}}},
      {"loans", {{"type", "list"}, {"of", {{"kind", {{"type", "string"}}}}}}}}},
    {"rules",
     {hiding_rule("POOR", "income < 10.0"), hiding_rule("SOUTH", "region == 'south' || region == 'west'"),
      hiding_rule("OWES", "loans.exists(l, l.kind == 'car')"), hiding_rule("LOW", "score < 60")}}};

const std::vector<std::string> people{
    R"({"score": 50, "status": "active", "region": "south", "tags": ["x"], "income": 5, "loans": []})",
    R"({"score": 10, "status": "frozen", "region": "far away", "tags": ["fraud", "far away"], "income": 50.5,
        "loans": [{"kind": "car"}, {"kind": null}, {}]})",
    R"({"score": 101, "status": "lost", "region": null, "tags": [1, null], "income": "much",
        "loans": [{"kind": 3}, 7]})",
    R"({"region": "west", "loans": {"kind": "car"}})",
    R"({})",
};

/// The facts of both, each once; strings are given no number, as the two have dictionaries of their own.
profiles::Schema together(const profiles::Schema& first, const profiles::Schema& second) {
  profiles::Schema all{first.facts, first.subject, nullptr};
  for (const profiles::FactSchema& fact : second.facts) {
    const auto known = std::ranges::find(first.facts, fact.name, &profiles::FactSchema::name);
    if (known == first.facts.end()) all.facts.push_back(fact);
  }
  return all;
}

/// The columns that a rule set reads, in its order.
std::vector<values::View> chosen(const profiles::Schema& read, std::span<const values::View> columns,
                                 const profiles::Schema& wanted) {
  std::vector<values::View> views;
  for (const profiles::FactSchema& fact : wanted.facts) {
    const auto at = std::ranges::find(read.facts, fact.name, &profiles::FactSchema::name);
    views.push_back(columns[static_cast<std::size_t>(at - read.facts.begin())]);
  }
  return views;
}

json decisions(const Sample& sample, std::span<const values::View> views) {
  return as_json(*sample.rules, sample.decide_facts({views, people.size()}, instant("2026-11-23T10:00:00Z")));
}

TEST(Schema, OneReadingServesTwoRuleSets) {
  const Sample samples[] = {Sample(lending), Sample(renting)};
  const profiles::Schema all = together(samples[0].program->schema(), samples[1].program->schema());
  profiles::Batch once = test::read_profiles(all, people);
  for (const Sample& sample : samples) {
    const profiles::Schema& own = sample.program->schema();
    profiles::Batch batch = test::read_profiles(own, people);
    EXPECT_EQ(decisions(sample, chosen(all, once.seal(), own)), decisions(sample, batch.seal()));
  }
}

}  // namespace
}  // namespace eligo::decide
