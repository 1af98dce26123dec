#include "authoring/mutation/mutation_run.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <memory>
#include <string>
#include <vector>

#include "authoring/fixtures/fixture_reader.hpp"
#include "authoring/mutation/mutation_report.hpp"
#include "scaffold/loaded_rules.hpp"
#include "scaffold/temporary_folder.hpp"

namespace eligo::authoring {
namespace {

constexpr const char* rules_text = R"({"format": 1, "id": "credit", "version": "1",
  "facts": {"score": {"type": "int", "range": [350, 950]}, "frozen": {"type": "bool"}},
  "params": {"least": 600},
  "rules": [
    {"id": "score", "category": "c", "effect": "hide", "reason": "LOW", "when": "score < params.least"},
    {"id": "always", "category": "c", "effect": "hide", "reason": "LOW", "when": "score < 351 && score > 949"}]})";

constexpr const char* fixtures_text = R"({"format": 1, "fixtures": [
  {"name": "good", "profile": {"score": 700, "frozen": false}, "expect": {"verdict": "visible"}},
  {"name": "low", "profile": {"score": 599, "frozen": false}, "expect": {"verdict": "hidden"}}]})";

class MutationRun : public testing::Test {
 protected:
  MutationRun() { load(rules_text, fixtures_text); }

  void load(const std::string& rules, const std::string& fixtures) {
    const test::LoadedRules loaded{rules};
    decider_ = std::make_shared<const decide::Decider>(loaded.rules, loaded.program);
    folder_.write("x.fixtures.json", fixtures);
    std::vector<Diagnostic> diagnostics;
    file_ = read_fixture_file(folder_.path() / "x.fixtures.json", 1U << 20U, diagnostics);
    fixtures_ = read_fixtures(*file_, decider_->rules(), diagnostics);
    for (const Diagnostic& diagnostic : diagnostics) ADD_FAILURE() << diagnostic.render(false);
  }

  MutationResults run(const MutationOptions& options = {}) const {
    const std::vector<FixtureSource> sources{{&*file_, fixtures_}};
    return run_mutants(*decider_, sources, options);
  }
  static const MutantResult& find(const MutationResults& results, const std::string& id) {
    const auto found = std::ranges::find_if(
        results.mutants, [&](const MutantResult& result) { return result.mutant.id == id; });
    EXPECT_NE(found, results.mutants.end()) << id;
    return *found;
  }

  test::TemporaryFolder folder_;
  std::shared_ptr<const decide::Decider> decider_;
  std::optional<FixtureFile> file_;
  std::vector<Fixture> fixtures_;
};

TEST_F(MutationRun, NamesTheFixtureThatNoticesOrOneThatWould) {
  const MutationResults results = run();
  const MutantResult& down = find(results, "param least: 600 to 599");
  ASSERT_TRUE(down.killer);
  EXPECT_EQ(down.killer->fixture, 1U);
  const MutantResult& up = find(results, "param least: 600 to 601");
  EXPECT_FALSE(up.killer);
  ASSERT_TRUE(up.witness);
  EXPECT_NE(up.witness->find("600"), std::string::npos) << *up.witness;
}

TEST_F(MutationRun, HoldsAnExemptionAgainstFixturesAndSearch) {
  MutationOptions options;
  options.exempt = {{"param least: 600 to 599", "a fixture notices"},
                    {"param least: 600 to 601", "a profile would"},
                    {"rule always: score < 351: 351 to 350", "nobody is below 350"},
                    {"rule gone: left out", "the rule went"}};
  const MutationResults results = run(options);
  EXPECT_EQ(find(results, "param least: 600 to 599").exempt, "a fixture notices");
  EXPECT_EQ(results.unknown_exemptions, std::vector<std::string>{"rule gone: left out"});
  const MutationTotals all = totals(results);
  EXPECT_EQ(all.exempt, 3U);
  EXPECT_EQ(all.wrongly_exempt, 3U);
  EXPECT_EQ(all.counted(), all.mutants - 3);
}

TEST_F(MutationRun, SaysTheSameForAnyNumberOfThreads) {
  const auto said = [this](std::size_t threads) {
    MutationOptions options;
    options.threads = threads;
    MutatedRuleSet mutated{"rule_set.json", decider_, {{&*file_, fixtures_}}, run(options)};
    return mutation_text({&mutated, 1}, false) + mutation_json({&mutated, 1});
  };
  const std::string one = said(1);
  EXPECT_EQ(one, said(2));
  EXPECT_EQ(one, said(7));
}

TEST_F(MutationRun, TriesOnlyWhatChangesTheRule) {
  MutationOptions options;
  options.rule = "score";
  const MutationResults results = run(options);
  ASSERT_FALSE(results.mutants.empty());
  for (const MutantResult& result : results.mutants)
    EXPECT_TRUE(result.mutant.owner == "rule score" || result.mutant.owner == "param least")
        << result.mutant.id;
}

// An error is told in the order of the conditions, whichever of them a mutant changes.
TEST_F(MutationRun, KeepsTheOrderOfErrors) {
  load(R"({"format": 1, "id": "texts", "version": "1",
    "facts": {"flag": {"type": "string"}, "name": {"type": "string"}},
    "rules": [{"id": "given", "category": "c", "effect": "hide", "reason": "GIVEN", "on_missing": "deny",
               "when": "bool(flag) || name.substring(9) == 'a'"}]})",
       R"({"format": 1, "fixtures": [{"name": "errors", "profile": {"flag": "x", "name": "y"}, "expect": {
         "verdict": "denied", "message": {"en": "Not decided: conversion not possible in `bool(flag)`, index out of range in `name.substring(9)`."}}}]})");
  const MutationResults results = run();
  EXPECT_FALSE(find(results, "rule given: bool(flag): negated").killer);
}

TEST_F(MutationRun, TriesAParamThatOnlyAMessageShows) {
  load(R"rules({"format": 1, "id": "credit", "version": "1",
    "facts": {"score": {"type": "int", "range": [350, 950]}},
    "params": {"least": 600, "strict": false},
    "rules": [{"id": "score", "category": "c", "effect": "hide", "reason": "LOW",
               "when": "score < 500 || (params.strict && score < params.least)",
               "message": {"en": "At least {params.least}."}}]})rules",
       R"({"format": 1, "fixtures": [{"name": "low", "profile": {"score": 400},
         "expect": {"verdict": "hidden", "message": {"en": "At least 600."}}}]})");
  const MutationResults results = run();
  EXPECT_TRUE(find(results, "param least: 600 to 599").killer);
  EXPECT_TRUE(find(results, "param least: 600 to 601").killer);
}

TEST(MutationTotals, CountsExemptMutantsOut) {
  MutationTotals all;
  EXPECT_EQ(all.score(), "100%");
  EXPECT_TRUE(all.reaches(100));
  all.mutants = 300;
  all.killed = 284;
  all.exempt = 1;
  EXPECT_EQ(all.score(), "94.9%");
  EXPECT_FALSE(all.reaches(95));
  EXPECT_TRUE(all.reaches(94.9));
}

}  // namespace
}  // namespace eligo::authoring
