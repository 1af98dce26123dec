// The oracle against cases worked out by hand: it must not be wrong in the same way as the engine.

#include <gtest/gtest.h>

#include <string>

#include "oracle/decision.hpp"
#include "oracle/profile_reader.hpp"
#include "scaffold/checked_text.hpp"

namespace eligo::oracle {
namespace {

const values::Nanoseconds now = *values::parse_timestamp("2026-11-23T10:00:00Z");

struct Case {
  const char* expression;
  const char* expected;  // true, false, or unknown
};

const std::string facts = R"("facts": {"none.i": {"type": "int"}, "none.b": {"type": "bool"},
  "n": {"type": "int"}, "xs": {"type": "list<int>"}, "t": {"type": "timestamp"}})";

class OracleTest : public testing::TestWithParam<Case> {};

TEST_P(OracleTest, GivesTheValueWorkedOutByHand) {
  const check::CheckedRuleSet rules =
      test::check_text(test::rule_set_text(facts, {GetParam().expression})).accepted();
  const ReadProfile profile =
      read_profile(rules, R"({"n": 7, "xs": [1, null, 3], "t": "2026-11-22T10:00:00Z"})");
  const Items params;
  Evaluator evaluator(rules, profile.facts, params, now);
  const Datum value = evaluator.value(rules.rules[0].when);
  const std::string found = !value.known() ? "unknown" : value.as<bool>() ? "true" : "false";
  EXPECT_EQ(found, GetParam().expected) << GetParam().expression;
}

INSTANTIATE_TEST_SUITE_P(
    Cases, OracleTest,
    testing::Values(
        // three-valued logic
        Case{"none.b && false", "false"}, Case{"false && none.b", "false"}, Case{"none.b && true", "unknown"},
        Case{"none.b || true", "true"}, Case{"none.b || false", "unknown"}, Case{"!none.b", "unknown"},
        Case{"n > 0 ? true : none.b", "true"}, Case{"none.b ? true : true", "unknown"},
        Case{"has(none.i)", "false"}, Case{"has(n)", "true"}, Case{"none.i == 0", "unknown"},
        Case{"1 / (n - 7) == 1 || true", "true"}, Case{"1 / (n - 7) == 1", "unknown"},
        // lists with a hole: [1, null, 3]
        Case{"xs.size() == 3", "true"}, Case{"3 in xs", "true"}, Case{"2 in xs", "unknown"},
        Case{"xs.exists(x, x == 3)", "true"}, Case{"xs.exists(x, x == 4)", "unknown"},
        Case{"xs.all(x, x > 0)", "unknown"}, Case{"xs.all(x, x > 1)", "false"},
        Case{"xs.exists_one(x, x == 1)", "unknown"}, Case{"xs.filter(x, x > 0).size() == 2", "unknown"},
        Case{"xs[0] == 1", "true"}, Case{"xs[1] == 1", "unknown"}, Case{"xs[3] == 1", "unknown"},
        Case{"xs == [1, 2]", "false"}, Case{"xs == [1, 2, 3]", "unknown"}, Case{"xs == [2, 2, 3]", "false"},
        // numbers
        Case{"9007199254740993 == 9007199254740992.0", "false"},
        Case{"9007199254740993 > 9007199254740992.0", "true"},
        Case{"9223372036854775807 < 9223372036854775808.0", "true"},
        Case{"9223372036854775807 + (n - 7) > 0", "true"}, Case{"9223372036854775807 + n > 0", "unknown"},
        Case{"-n / 2 == -3", "true"}, Case{"-n % 4 == -3", "true"},
        Case{"math.greatest(n, 3, 9) == 9", "true"}, Case{"math.abs(-n) == 7", "true"},
        Case{"int(-3.9) == -3", "true"}, Case{"int('12') == 12", "true"}, Case{"int('1x') == 1", "unknown"},
        // texts
        Case{"'héllo'.size() == 5", "true"}, Case{"'héllo'.substring(1, 3) == 'él'", "true"},
        Case{"'héllo'.substring(4, 2) == ''", "unknown"},
        Case{"'a,b,c'.split(',', 2) == ['a', 'b,c']", "true"},
        Case{"'ab'.replace('', '-') == '-a-b-'", "true"},
        Case{"'aXaX'.replace('X', 'y', 1) == 'ayaX'", "true"},
        Case{"'banana'.lastIndexOf('an', 2) == 1", "true"}, Case{"'banana'.indexOf('an', 2) == 3", "true"},
        Case{"' x '.trim() == 'x'", "true"}, Case{"['a', 'b'].join('-') == 'a-b'", "true"},
        // time
        Case{"now - t == duration('24h')", "true"}, Case{"now.getDayOfWeek() == 1", "true"},
        Case{"now.getHours('Asia/Shanghai') == 18", "true"}, Case{"now.getHours('-09:30') == 0", "true"},
        Case{"now.getDayOfYear() == 326", "true"}, Case{"(now - t).getMinutes() == 1440", "true"},
        Case{"timestamp('2024-02-29T00:00:00Z').getDayOfMonth() == 28", "true"},
        Case{"timestamp('9999-12-31T23:59:59Z') + duration('1h') > t", "true"}));

}  // namespace
}  // namespace eligo::oracle
