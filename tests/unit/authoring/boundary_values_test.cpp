#include "authoring/search/boundary_values.hpp"

#include <algorithm>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "authoring/search/profile_values.hpp"
#include "scaffold/loaded_rules.hpp"

namespace eligo::authoring {
namespace {

const values::Nanoseconds now = *values::parse_timestamp("2026-11-23T10:00:00Z");

/// The values of the first fact, as fixtures have them.
std::string values_of(const test::LoadedRules& loaded) {
  const Boundaries boundaries = boundaries_of(*loaded.rules, now);
  std::string out;
  for (const values::Value& value : boundaries.facts.at(0)) {
    if (!out.empty()) out += " ";
    out += fixture_value(value, loaded.rules->facts[0].type);
  }
  return out;
}

struct Case {
  std::string fact;  ///< JSON
  std::vector<std::string> conditions;
  std::string values;
  std::string more;  ///< members of the rule set
};

void check(const std::vector<Case>& cases) {
  for (const Case& each : cases) {
    std::string label = each.fact + each.more;
    for (const std::string& condition : each.conditions) label += "; " + condition;
    const test::LoadedRules loaded(
        R"("facts": {"x": )" + each.fact + R"(, "y": {"type": "int"}})" + each.more, each.conditions);
    EXPECT_EQ(values_of(loaded), each.values) << label;
  }
}

TEST(BoundaryValues, OfIntegersAreThresholdsAndTheirNeighbours) {
  check({
      {R"({"type": "int"})", {"x < 600"}, "600 599 601 null", {}},
      {R"({"type": "int"})", {"600 > x"}, "600 599 601 null", {}},
      {R"({"type": "int", "step": 5})", {"x >= 10"}, "10 5 15 null", {}},
      {R"({"type": "int"})", {"x + 5 > 20"}, "15 14 16 null", {}},
      {R"({"type": "int"})", {"20 - x > 5"}, "15 14 16 null", {}},
      {R"({"type": "int"})", {"x * 2 == 24"}, "12 11 13 null", {}},
      {R"({"type": "int"})", {"x in [3, 9]"}, "3 2 4 9 8 10 null", {}},
      {R"({"type": "int"})", {"has(x)"}, "0 1 null", {}},
      {R"({"type": "int"})", {"y > 3"}, "0 1 null", {}},
      {R"({"type": "int"})", {"x > y"}, "0 1 null", {}},
      // What one has to be depends on the other; each is tried where it stands alone.
      {R"({"type": "int"})", {"x - y > 3", "x == 7"}, "7 6 8 null", {}},
      // Each once, those asked about first.
      {R"({"type": "int"})", {"x < 10", "x > 11", "x <= 10"}, "10 9 11 12 null", {}},
      {R"({"type": "int"})", {"x < 9223372036854775807"}, "9223372036854775807 9223372036854775806 null", {}},
      {R"({"type": "int"})",
       {"x > -9223372036854775808"},
       "-9223372036854775808 -9223372036854775807 null",
       {}},
  });
}

TEST(BoundaryValues, StayWithinTheRangeAndHaveItsEnds) {
  check({
      {R"({"type": "int", "range": [350, 950]})", {"x < 600"}, "600 599 601 350 950 null", {}},
      {R"({"type": "int", "range": [350, 950]})", {"x > 950"}, "950 949 350 null", {}},
      {R"({"type": "int", "range": [350, null]})", {"x < 350"}, "350 351 null", {}},
      {R"({"type": "int", "range": [350, 950]})", {"x > 2000"}, "350 950 null", {}},
      {R"({"type": "int", "range": [5, null]})", {"has(x)"}, "5 null", {}},
      {R"({"type": "double", "range": [0, 1]})", {"x > 0.9"}, "0.9 0.8 1.0 0.0 null", {}},
  });
}

TEST(BoundaryValues, OfDoublesAreAStepApart) {
  check({
      {R"({"type": "double"})", {"x > 0.9"}, "0.9 0.8 1.0 null", {}},
      {R"({"type": "double", "step": 0.25})", {"x > 0.90"}, "0.9 0.65 1.15 null", {}},
      {R"({"type": "double"})", {"has(x)"}, "0.0 1.0 null", {}},
  });
}

TEST(BoundaryValues, OfDoublesHaveTheDecimalsThatAreWritten) {
  const std::string type = R"({"type": "double"})";
  check({
      {type, {"x > 0.50"}, "0.5 0.49 0.51 null", {}},
      {type, {"x > -0.50"}, "-0.5 -0.51 -0.49 null", {}},
      {type, {"x > - 0.50"}, "-0.5 -0.51 -0.49 null", {}},
      {type, {"x > 15000.0"}, "15000.0 14999.9 15000.1 null", {}},
      {type, {"x in [0.50, 1.0]"}, "0.5 0.49 0.51 1.0 0.9 1.1 null", {}},
      // An exponent moves the point.
      {type, {"x > 1e3"}, "1000.0 999.0 1001.0 null", {}},
      {type, {"x > 1.50e1"}, "15.0 14.9 15.1 null", {}},
      {type, {"x > 1.5e-3"}, "0.0015 0.0014 0.0016 null", {}},
      {type, {"x > 0.0000002"}, "2e-07 1e-07 3e-07 null", {}},
      // A double has no more digits than these.
      {type, {"x > 1e15"}, "1000000000000000.0 999999999999900.0 1000000000000100.0 null", {}},
      // Where one value is written in two ways, each is asked about.
      {type, {"x > 0.5", "x < 0.50"}, "0.5 0.4 0.6 0.49 0.51 null", {}},
      // In a sum the most that are written; what is multiplied has those of its shortest form.
      {type, {"x - 0.25 > 0.5"}, "0.75 0.74 0.76 null", {}},
      {type, {"x > 0.5 + 0.500"}, "1.0 0.999 1.001 null", {}},
      {type, {"x > 0.05 * 15000.0"}, "750.0 749.0 751.0 null", {}},
      {type, {"x * 2.0 > 0.50"}, "0.25 0.24 0.26 null", {}},
      {type,
       {"x > params.limit"},
       "0.5 0.49 0.51 0.6 0.7 20.0 19.999 20.001 null",
       R"(, "params": {"limit": 0.50}, "segments": [{"id": "a", "when": "y > 1", "params": {"limit": 0.6}},
          {"id": "b", "when": "y > 2", "params": {"limit": 20.000}}])"},
      {type, {"x > d"}, "0.5 0.49 0.51 null", R"(, "definitions": {"d": "0.50"})"},
      {type,
       {"x > params.limit"},
       "15000.0 14999.0 15001.0 null",
       R"(, "params": {"limit": {"type": "double", "value": 15000}})"},
  });
}

TEST(BoundaryValues, OfTimesAreASecondOrAStepApart) {
  const std::string timestamp = R"({"type": "timestamp"})";
  check({
      {timestamp,
       {"x < timestamp('2026-01-01T00:00:00Z')"},
       R"("2026-01-01T00:00:00Z" "2025-12-31T23:59:59Z" "2026-01-01T00:00:01Z" null)",
       {}},
      {R"({"type": "timestamp", "step": "1d"})",
       {"x < timestamp('2026-01-01T00:00:00Z')"},
       R"("2026-01-01T00:00:00Z" "2025-12-31T00:00:00Z" "2026-01-02T00:00:00Z" null)",
       {}},
      {timestamp,
       {"now - x > duration('24h')"},
       R"("2026-11-22T10:00:00Z" "2026-11-22T09:59:59Z" "2026-11-22T10:00:01Z" null)",
       {}},
      {timestamp,
       {"x + duration('1h') < now - duration('1h')"},
       R"("2026-11-23T08:00:00Z" "2026-11-23T07:59:59Z" "2026-11-23T08:00:01Z" null)",
       {}},
      {timestamp, {"has(x)"}, R"("2026-11-23T10:00:00Z" null)", {}},
      {R"({"type": "duration"})", {"x > duration('90s')"}, R"("1m30s" "1m29s" "1m31s" null)", {}},
      {R"({"type": "duration", "step": "1m"})", {"x > duration('90s')"}, R"("1m30s" "30s" "2m30s" null)", {}},
  });
}

TEST(BoundaryValues, OfTextsAreThoseNamedAndOneThatIsNot) {
  check({
      {R"({"type": "string"})", {"x == 'a' || x == 'b'"}, R"("a" "other" "b" null)", {}},
      {R"({"type": "string"})", {"x in ['a', 'b']"}, R"("a" "other" "b" null)", {}},
      {R"({"type": "string"})", {"x.startsWith('ab')"}, R"("ab" "other" null)", {}},
      {R"({"type": "string"})", {"x.size() > 2"}, R"("x" "xx" "xxx" null)", {}},
      {R"({"type": "string"})", {"has(x)"}, R"("other" null)", {}},
      {R"({"type": "string"})",
       {"x in lists.bad"},
       R"("p" "other" "q" "r" null)",
       R"(, "lists": {"bad": {"of": "string", "values": ["p", "q", "r"]}})"},
      {R"({"type": "enum", "values": ["gas", "oil"]})", {"x == 'oil'"}, R"("gas" "oil" null)", {}},
      {R"({"type": "bool"})", {"x"}, "true false null", {}},
  });
}

TEST(BoundaryValues, FollowParamsInEachSegment) {
  const std::string segments = R"(, "params": {"least": 600, "word": "a"}, "segments": [
    {"id": "one", "when": "y > 3", "params": {"least": 650, "word": "b"}}])";
  check({
      {R"({"type": "int"})", {"x < params.least"}, "600 599 601 650 649 651 null", segments},
      {R"({"type": "string"})", {"x == params.word"}, R"("a" "b" "other" null)", segments},
  });
}

TEST(BoundaryValues, OfListsAreNoneOneAndSeveralElements) {
  check({
      {R"({"type": "list<int>"})",
       {"x.exists(e, e > 5)"},
       "[] [5] [4] [6] [null] [5, 5] [4, 4] [6, 6] [null, null] null",
       {}},
      {R"({"type": "list<bool>"})",
       {"x.size() > 2"},
       "[] [true] [false] [null] [true, true] [false, false] [null, null] [true, true, true] "
       "[false, false, false] [null, null, null] [true, true, true, true] [false, false, false, false] "
       "[null, null, null, null] null",
       {}},
      {R"({"type": "list", "of": {"a": {"type": "int", "step": 10}}})",
       {"x.exists(e, e.a > 50)"},
       R"([] [{"a": 50}] [{"a": 40}] [{"a": 60}] [{}] [{"a": 50}, {"a": 50}] [{"a": 40}, {"a": 40}] )"
       R"([{"a": 60}, {"a": 60}] [{}, {}] null)",
       {}},
  });
}

TEST(BoundaryValues, AreBounded) {
  std::string members, fields, conditions;
  for (int i = 0; i < 100; ++i) members += (i == 0 ? "\"" : ", \"") + std::to_string(i) + "\"";
  const test::LoadedRules listed(
      R"("facts": {"x": {"type": "string"}}, "lists": {"l": {"of": "string", "values": [)" + members + "]}}",
      {"x in lists.l"});
  EXPECT_EQ(boundaries_of(*listed.rules, now).facts[0].size(), 64U + 2U);

  const test::LoadedRules long_list(R"("facts": {"x": {"type": "list<int>"}})", {"x.size() > 5000"});
  const Boundaries of_long = boundaries_of(*long_list.rules, now);
  for (const values::Value& value : of_long.facts[0]) {
    const auto* const items = std::get_if<values::List>(&value.content);
    EXPECT_LE(items == nullptr ? 0 : items->size(), 2U);
  }

  for (int i = 0; i < 8; ++i) {
    const std::string name = "f" + std::to_string(i);
    fields += (i == 0 ? "\"" : ", \"") + name + R"(": {"type": "int"})";
    conditions += (i == 0 ? "" : " && ") + ("e." + name) + " > 5";
  }
  const test::LoadedRules wide(R"("facts": {"x": {"type": "list", "of": {)" + fields + "}}}",
                               {"x.exists(e, " + conditions + ")"});
  const std::vector<values::Value> lists = boundaries_of(*wide.rules, now).facts[0];
  EXPECT_GT(lists.size(), 256U);
  EXPECT_LE(lists.size(), 320U);
  const auto& first = std::get<values::Record>(std::get<values::List>(lists[1].content)[0].content);
  for (std::size_t i = 2; i + 1 < lists.size(); ++i) {
    const auto& record = std::get<values::Record>(std::get<values::List>(lists[i].content)[0].content);
    std::size_t different = 0;
    for (std::size_t field = 0; field < record.fields.size(); ++field)
      different += record.fields[field] == first.fields[field] ? 0U : 1U;
    EXPECT_LE(different, 2U);
  }
}

TEST(BoundaryValues, InstantsAreThoseOfWindowsAndComparisonsWithNow) {
  const test::LoadedRules loaded(R"json({"format": 1, "id": "w", "version": "1",
    "facts": {"x": {"type": "timestamp"}},
    "rules": [{"id": "a", "category": "c", "effect": "hide", "reason": "A",
               "when": "now > timestamp('2027-01-01T00:00:00Z')", "active": {"from": "2026-06-01T00:00:00Z"}}]})json");
  const Boundaries boundaries = boundaries_of(*loaded.rules, now);
  std::vector<std::string> instants;
  for (const values::Nanoseconds instant : boundaries.instants)
    instants.push_back(values::format_timestamp(instant));
  EXPECT_EQ(instants, (std::vector<std::string>{"2026-05-31T23:59:59Z", "2026-06-01T00:00:00Z",
                                                "2026-06-01T00:00:01Z", "2026-12-31T23:59:59Z",
                                                "2027-01-01T00:00:00Z", "2027-01-01T00:00:01Z"}));
}

}  // namespace
}  // namespace eligo::authoring
