#include <eligo/coverage.hpp>

#include <filesystem>
#include <string>
#include <vector>

#include <gtest/gtest.h>
#include <eligo/result.hpp>

#include "scaffold/temporary_folder.hpp"

namespace eligo {
namespace {

constexpr const char* rules = R"({
  "format": 1, "id": "demo", "version": "1", "facts": {"score": {"type": "int"}},
  "rules": [{"id": "score", "category": "credit", "effect": "hide", "when": "score < 600", "reason": "SCORE_LOW"}]
})";

class CoverageOfFixtures : public testing::Test {
 protected:
  FixtureReport fixtures(const std::string& rows, const std::string& more = "") {
    folder_.write("rule_set.json", rules);
    folder_.write("a.fixtures.json",
                  R"({"format": 1, "tables": [{"name": "score", "columns": ["score", "expect.verdict"],
      "rows": [)" + rows +
                      "]}]" + more + "}");
    return test_fixtures({folder_.path()});
  }

  test::TemporaryFolder folder_;
};

constexpr const char* all_rows = R"([599, "hidden"], [600, "visible"], [601, "visible"], [null, "hidden"])";

TEST_F(CoverageOfFixtures, IsMeasuredByRuleSet) {
  const FixtureReport report = fixtures(R"([599, "hidden"])");
  const CoverageReport coverage = measure_coverage(report);
  ASSERT_EQ(coverage.rule_sets().size(), 1U);
  const Coverage& measured = coverage.rule_sets()[0];
  EXPECT_EQ(measured.rules.filename(), "rule_set.json");
  EXPECT_EQ(measured.reached + measured.missing.size(), measured.total);
  EXPECT_LT(measured.percent(), 100);
  EXPECT_TRUE(measured.not_found.empty());
  std::vector<std::string> reached;
  for (const auto& suggestion : measured.suggestions)
    reached.insert(reached.end(), suggestion.reaches.begin(), suggestion.reaches.end());
  EXPECT_EQ(reached.size(), measured.missing.size());
  EXPECT_NE(coverage.text().find("Coverage of"), std::string::npos);
  EXPECT_EQ(coverage.json().front(), '[');
  EXPECT_NE(coverage.html().find("</html>"), std::string::npos);
}

TEST_F(CoverageOfFixtures, LooksForNothingWhereNobodyAsks) {
  const Coverage measured = measure_coverage(fixtures(R"([599, "hidden"])"), false).rule_sets().at(0);
  EXPECT_FALSE(measured.missing.empty());
  EXPECT_TRUE(measured.suggestions.empty());
}

TEST_F(CoverageOfFixtures, IsWholeWhereEverythingIsReached) {
  const Coverage measured = measure_coverage(fixtures(all_rows)).rule_sets().at(0);
  EXPECT_EQ(measured.missing, std::vector<std::string>{});
  EXPECT_EQ(measured.percent(), 100);
}

TEST_F(CoverageOfFixtures, TellsOfExemptionsThatDoNotHold) {
  const std::string obligation =
      measure_coverage(fixtures(R"([599, "hidden"])")).rule_sets().at(0).missing.at(0);
  const std::string exempt = R"(, "exempt": [{"obligation": ")" + obligation + R"(", "reason": "I say so"}])";
  EXPECT_EQ(measure_coverage(fixtures(all_rows, exempt)).rule_sets().at(0).refuted.at(0).obligation,
            obligation);
  const CoverageReport unknown = measure_coverage(
      fixtures(all_rows, R"(, "exempt": [{"obligation": "rule score: nothing", "reason": "I say so"}])"));
  ASSERT_EQ(unknown.diagnostics().size(), 1U);
  EXPECT_EQ(unknown.diagnostics()[0].line, 2U);
}

TEST_F(CoverageOfFixtures, IsWholeWithGeneratedFixtures) {
  const RuleSet loaded = RuleSet::try_parse(rules).value();
  const Instant now = *Instant::parse("2026-11-23T10:00:00Z");
  const GeneratedFixtures generated = generate_fixtures(loaded, now);
  EXPECT_EQ(generated.reached, generated.total);
  EXPECT_TRUE(generated.not_found.empty());
  folder_.write("rule_set.json", rules);
  folder_.write("made.fixtures.json", generated.text);
  const FixtureReport report = test_fixtures({folder_.path()});
  EXPECT_TRUE(report.passed());
  EXPECT_EQ(report.passes(), generated.fixtures);
  EXPECT_EQ(report.unreviewed(), generated.fixtures);
  EXPECT_EQ(measure_coverage(report).rule_sets().at(0).percent(), 100);
  EXPECT_EQ(generate_fixtures(loaded, now).text, generated.text);
  EXPECT_NE(generate_fixtures(loaded, now, "other.json").text.find("\"rules\": \"other.json\""),
            std::string::npos);
}

}  // namespace
}  // namespace eligo
