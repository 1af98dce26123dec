#include <eligo/fixtures.hpp>

#include <filesystem>
#include <string>

#include <gtest/gtest.h>
#include <eligo/result.hpp>

#include "scaffold/temporary_folder.hpp"

namespace eligo {
namespace {

constexpr const char* rules = R"({
  "format": 1, "id": "demo", "version": "1", "facts": {"score": {"type": "int"}},
  "rules": [{"id": "score", "category": "credit", "effect": "hide", "when": "score < 600", "reason": "SCORE_LOW",
             "message": {"en": "Your score is {score}."}}]
})";

class Fixtures : public testing::Test {
 protected:
  std::filesystem::path write(const std::string& name, const std::string& text) {
    folder_.write(name, text);
    return folder_.path() / name;
  }

  test::TemporaryFolder folder_;
};

TEST_F(Fixtures, AreFoundAndTried) {
  write("rule_set.json", rules);
  write("a.fixtures.json", R"({"format": 1, "tables": [
    {"name": "score", "columns": ["score", "expect.verdict"], "rows": [[599, "hidden"], [600, "visible"]]}]})");
  const FixtureReport report = test_fixtures({folder_.path()});
  EXPECT_TRUE(report.passed());
  EXPECT_EQ(report.files(), 1U);
  EXPECT_EQ(report.passes(), 2U);
  EXPECT_TRUE(report.failures().empty());
  EXPECT_TRUE(report.diagnostics().empty());
}

TEST_F(Fixtures, SayWhatDiffers) {
  write("rule_set.json", rules);
  const auto path = write("a.fixtures.json", R"({"format": 1, "fixtures": [
    {"name": "low", "profile": {"score": 1}, "expect": {"verdict": "denied", "message": {"en": "No."}}},
    {"name": "high", "profile": {"score": 600}, "expect": {"verdict": "visible"}, "unreviewed": true}]})");
  const FixtureReport report = test_fixtures({path});
  EXPECT_FALSE(report.passed());
  EXPECT_EQ(report.passes(), 1U);
  EXPECT_EQ(report.unreviewed(), 1U);
  ASSERT_EQ(report.failures().size(), 1U);
  const FixtureFailure& failure = report.failures()[0];
  EXPECT_EQ(failure.fixture, "low");
  EXPECT_EQ(failure.file, path);
  EXPECT_EQ(failure.line, 2U);
  EXPECT_EQ(failure.column, 14U);
  ASSERT_EQ(failure.differences.size(), 2U);
  EXPECT_EQ(failure.differences[0].of, "verdict");
  EXPECT_EQ(failure.differences[0].expected, "\"denied\"");
  EXPECT_EQ(failure.differences[0].got, "\"hidden\"");
  EXPECT_EQ(failure.differences[1].of, "message (en)");
  EXPECT_NE(report.text().find("score < 600"), std::string::npos);
  EXPECT_NE(report.json().find("\"failed\":1"), std::string::npos);
  EXPECT_NE(report.junit().find("failures=\"1\""), std::string::npos);
  FixtureOptions options;
  options.filter = "high";
  EXPECT_TRUE(test_fixtures({path}, options).passed());
  options.filter = "nothing";
  EXPECT_FALSE(test_fixtures({path}, options).passed());
  options = {};
  options.fail_fast = true;
  EXPECT_EQ(test_fixtures({path}, options).passes(), 0U);
}

TEST_F(Fixtures, TryAnotherRuleSet) {
  const auto path = write("a.fixtures.json", R"({"format": 1, "fixtures": [
    {"name": "low", "profile": {"score": 600}, "expect": {"verdict": "visible"}}]})");
  EXPECT_EQ(test_fixtures({path}).diagnostics().size(), 1U);  // no rule_set.json
  FixtureOptions options;
  options.rules = write("other.json", rules);
  EXPECT_TRUE(test_fixtures({path}, options).passed());
}

TEST_F(Fixtures, ThatCannotBeRunAreReported) {
  const auto path = write("a.fixtures.json", "{");
  const FixtureReport report = test_fixtures({path});
  EXPECT_FALSE(report.passed());
  ASSERT_EQ(report.diagnostics().size(), 1U);
  EXPECT_EQ(report.diagnostics()[0].file, path.string());
  EXPECT_THROW(static_cast<void>(test_fixtures({folder_.path() / "nowhere"})), InputError);
}

}  // namespace
}  // namespace eligo
