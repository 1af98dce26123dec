#include <eligo/mutation.hpp>

#include <algorithm>
#include <stdexcept>
#include <string>

#include <gtest/gtest.h>

#include "scaffold/temporary_folder.hpp"

namespace eligo {
namespace {

constexpr const char* rules = R"({
  "format": 1, "id": "demo", "version": "1", "facts": {"score": {"type": "int"}, "paused": {"type": "bool"}},
  "rules": [
    {"id": "score", "category": "credit", "effect": "hide", "when": "score < 600", "reason": "SCORE_LOW"},
    {"id": "pause", "category": "policy", "effect": "deny", "when": "paused", "reason": "PAUSED"}]
})";

class MutantsOfFixtures : public testing::Test {
 protected:
  FixtureReport fixtures(const std::string& rows, const std::string& more = "") {
    folder_.write("rule_set.json", rules);
    folder_.write("a.fixtures.json", R"({"format": 1, "tables": [{"name": "score",
      "columns": ["score", "paused", "expect.verdict"], "rows": [)" +
                                         rows + "]}]" + more + "}");
    return test_fixtures({folder_.path()});
  }

  test::TemporaryFolder folder_;
};

const Mutant& threshold(const Mutation& mutation) {
  return *std::ranges::find(mutation.mutants, "threshold", &Mutant::operator_name);
}

TEST_F(MutantsOfFixtures, AreKilledOrHaveAWitness) {
  const MutationReport report = try_mutants(fixtures(R"([500, false, "hidden"], [700, false, "visible"])"));
  ASSERT_EQ(report.rule_sets().size(), 1U);
  const Mutation& mutation = report.rule_sets()[0];
  const Mutant& one = threshold(mutation);
  EXPECT_EQ(one.state, Mutant::State::survived);
  EXPECT_EQ(one.pointer, "/rules/0/when");
  EXPECT_EQ(one.place, "rule score");
  EXPECT_NE(one.witness.find("\"profile\""), std::string::npos);
  EXPECT_TRUE(one.killed_by.empty());
  EXPECT_GT(mutation.count(Mutant::State::killed), 0U);
  EXPECT_LT(mutation.score(), 100);
  EXPECT_NE(report.text().find("no fixture would notice"), std::string::npos);
  EXPECT_NE(report.json().find("\"rule_sets\""), std::string::npos);
  EXPECT_NE(report.html().find("</html>"), std::string::npos);
}

TEST_F(MutantsOfFixtures, AreTheSameForAnyNumberOfThreads) {
  const FixtureReport report = fixtures(R"([500, false, "hidden"], [700, true, "denied"])");
  MutationOptions options;
  options.threads = 3;
  EXPECT_EQ(try_mutants(report, options).json(), try_mutants(report).json());
}

TEST_F(MutantsOfFixtures, OfOneRuleAloneAndWithoutASearch) {
  MutationOptions options;
  options.rule = "score";
  options.witnesses = false;
  const Mutation mutation =
      try_mutants(fixtures(R"([500, false, "hidden"], [700, false, "visible"])"), options).rule_sets().at(0);
  EXPECT_EQ(threshold(mutation).state, Mutant::State::not_searched);
  EXPECT_TRUE(
      std::ranges::all_of(mutation.mutants, [](const Mutant& one) { return one.place == "rule score"; }));
}

TEST_F(MutantsOfFixtures, MayBeExempt) {
  const std::string rows = R"([500, false, "hidden"], [700, false, "visible"])";
  const std::string id = threshold(try_mutants(fixtures(rows)).rule_sets().at(0)).id;
  const Mutation mutation =
      try_mutants(fixtures(rows, R"(, "exempt": [{"mutant": ")" + id + R"(", "reason": "I say so"}])"))
          .rule_sets()
          .at(0);
  EXPECT_EQ(threshold(mutation).state, Mutant::State::wrongly_exempt);  // a profile would tell
  EXPECT_EQ(threshold(mutation).reason, "I say so");
}

TEST_F(MutantsOfFixtures, NeedFixturesThatPass) {
  EXPECT_THROW(static_cast<void>(try_mutants(fixtures(R"([500, false, "visible"])"))), std::invalid_argument);
  MutationOptions options;
  options.threads = 0;
  EXPECT_THROW(static_cast<void>(try_mutants(fixtures(R"([500, false, "hidden"])"), options)),
               std::invalid_argument);
}

}  // namespace
}  // namespace eligo
