#include "authoring/search/profile_values.hpp"

#include <limits>
#include <memory>
#include <optional>
#include <string>
#include <tuple>
#include <utility>
#include <vector>

#include <gtest/gtest.h>

#include "authoring/fixtures/fixture_reader.hpp"
#include "scaffold/loaded_rules.hpp"
#include "scaffold/temporary_folder.hpp"

namespace eligo::authoring {
namespace {

constexpr const char* rules_text = R"json({"format": 1, "id": "x", "version": "1",
  "facts": {
    "credit.score": {"type": "int", "range": [350, 950]}, "credit.ratio": {"type": "double"},
    "name": {"type": "string"}, "wait": {"type": "duration"}, "since": {"type": "timestamp"},
    "tags": {"type": "list<string>"},
    "loans": {"type": "list", "of": {"amount": {"type": "double"}, "open": {"type": "bool"}}}},
  "rules": [
    {"id": "a", "category": "c", "effect": "hide", "reason": "A", "when": "credit.score < 600 || credit.ratio > 0.5"},
    {"id": "b", "category": "c", "effect": "hide", "reason": "B", "when": "name == 'x' && wait > duration('1s')"},
    {"id": "c", "category": "c", "effect": "hide", "reason": "C", "when": "since > now && 'q' in tags"},
    {"id": "d", "category": "c", "effect": "hide", "reason": "D", "when": "loans.exists(l, l.open && l.amount > 5.0)"}]})json";

class ProfileValuesTest : public testing::Test {
 protected:
  ProfileValuesTest() : loaded_(rules_text) {}

  std::vector<Situation> read(const std::string& fixtures) {
    folder_.write("x.fixtures.json", fixtures);
    std::vector<Diagnostic> diagnostics;
    file_ = read_fixture_file(folder_.path() / "x.fixtures.json", 1U << 20U, diagnostics);
    const std::vector<Fixture> read = read_fixtures(*file_, *loaded_.rules, diagnostics);
    EXPECT_TRUE(diagnostics.empty());
    return situations_of(loaded_.program->schema(), *file_, read);
  }
  std::vector<Situation> read_profiles(const std::vector<std::string>& profiles) {
    std::string text = R"({"format": 1, "now": "2026-11-23T10:00:00Z", "fixtures": [)";
    for (std::size_t i = 0; i < profiles.size(); ++i) {
      text += (i == 0 ? "" : ", ") + (R"({"name": ")" + std::to_string(i)) + R"(", "profile": )" +
              profiles[i] + R"(, "expect": {"verdict": "visible"}})";
    }
    return read(text + "]}");
  }

  test::TemporaryFolder folder_;
  test::LoadedRules loaded_;
  std::optional<FixtureFile> file_;
};

TEST_F(ProfileValuesTest, AreWrittenAsTheyAreRead) {
  const std::vector<std::string> profiles{
      "{}",
      R"({"credit": {"score": 600}})",
      R"({"credit": {"score": 600, "ratio": 0.5}, "name": "a \"b\" 名"})",
      R"({"credit": {"ratio": 100.0}, "wait": "1m30s", "since": "2026-01-01T00:00:00Z"})",
      R"({"tags": []})",
      R"({"tags": ["p", null], "loans": [{"amount": 5.0, "open": true}, {"open": false}, {}]})",
  };
  const std::vector<Situation> situations = read_profiles(profiles);
  ASSERT_EQ(situations.size(), profiles.size());
  for (std::size_t i = 0; i < profiles.size(); ++i) {
    EXPECT_EQ(profile_text(*loaded_.rules, situations[i].profile), profiles[i]);
    EXPECT_EQ(values::format_timestamp(situations[i].now), "2026-11-23T10:00:00Z");
  }
}

TEST_F(ProfileValuesTest, WhatIsRefusedIsAbsent) {
  const std::vector<std::pair<std::string, std::string>> cases{
      {R"({"credit": {"score": 10, "ratio": 0.5}})", R"({"credit": {"ratio": 0.5}})"},
      {R"({"credit": {"score": "much"}})", "{}"},
      {R"({"credit": {"score": null}, "tags": null})", "{}"},
      {R"({"tags": ["p", 3]})", R"({"tags": ["p", null]})"},
      {R"({"loans": [{"amount": "a", "open": true}]})", R"({"loans": [{"open": true}]})"},
  };
  for (const auto& [given, kept] : cases) {
    const std::string text =
        R"({"format": 1, "now": "2026-11-23T10:00:00Z", "fixtures": [{"name": "a", "profile": )" + given +
        R"(, "expect": {"verdict": "visible"}}]})";
    EXPECT_EQ(profile_text(*loaded_.rules, read(text).at(0).profile), kept);
  }
}

TEST_F(ProfileValuesTest, DifferencesAreWhatIsToBeSet) {
  const std::vector<Situation> situations = read_profiles({
      R"({"credit": {"score": 600, "ratio": 0.5}, "name": "a"})",
      R"({"credit": {"score": 601}, "name": "a", "tags": ["p"]})",
      R"({"credit": {"score": 700}, "name": "a", "tags": ["p"]})",
  });
  const auto& [one, other, third] =
      std::tie(situations[0].profile, situations[1].profile, situations[2].profile);
  EXPECT_EQ(distance(one, one), 0U);
  EXPECT_EQ(difference_text(*loaded_.rules, one, one), "{}");
  EXPECT_EQ(distance(one, other), 3U);
  EXPECT_EQ(difference_text(*loaded_.rules, one, other),
            R"({"credit.score": 601, "credit.ratio": null, "tags": ["p"]})");
  EXPECT_EQ(difference_text(*loaded_.rules, other, one),
            R"({"credit.score": 600, "credit.ratio": 0.5, "tags": null})");

  WrittenFixture written{"new", &situations[1], false, R"({"verdict": "hidden"})", false};
  EXPECT_EQ(fixture_text(*loaded_.rules, {}, written),
            R"({"name": "new", "profile": {"credit": {"score": 601}, "name": "a", "tags": ["p"]}, )"
            R"("expect": {"verdict": "hidden"}})");
  // The nearest of the bases, the first of those that are as near.
  const std::vector<BaseProfile> bases{{"far", one}, {"near", third}, {"as near", third}};
  EXPECT_EQ(
      fixture_text(*loaded_.rules, bases, written),
      R"({"name": "new", "base": "near", "with": {"credit.score": 601}, "expect": {"verdict": "hidden"}})");
  written = {"same", &situations[2], true, R"({"verdict": "hidden"})", true};
  EXPECT_EQ(
      fixture_text(*loaded_.rules, bases, written),
      R"({"name": "same", "base": "near", "now": "2026-11-23T10:00:00Z", "expect": {"verdict": "hidden"}, )"
      R"("unreviewed": true})");
}

TEST_F(ProfileValuesTest, NamedProfilesAreBases) {
  static_cast<void>(read(R"({"format": 1, "now": "2026-11-23T10:00:00Z",
    "profiles": {"good": {"credit": {"score": 700}}, "empty": {}}, "fixtures": []})"));
  const std::vector<BaseProfile> bases = base_profiles_of(loaded_.program->schema(), *file_, *loaded_.rules);
  ASSERT_EQ(bases.size(), 2U);
  EXPECT_EQ(bases[0].name, "good");
  EXPECT_EQ(profile_text(*loaded_.rules, bases[0].profile), R"({"credit": {"score": 700}})");
  EXPECT_EQ(bases[1].name, "empty");
  EXPECT_EQ(profile_text(*loaded_.rules, bases[1].profile), "{}");
}

TEST_F(ProfileValuesTest, AppendedProfilesComeOutOfTheColumns) {
  const std::vector<Situation> situations = read_profiles({
      R"({"credit": {"score": 600, "ratio": 0.5}, "name": "x", "wait": "1m30s", "since": "2026-01-01T00:00:00Z"})",
      R"({"tags": ["q", null], "loans": [{"amount": 5.5, "open": true}, {}]})",
  });
  profiles::Batch batch(loaded_.program->schema());
  for (const Situation& situation : situations) append(situation.profile, loaded_.program->schema(), batch);
  const auto views = batch.seal();
  for (std::size_t row = 0; row < situations.size(); ++row) {
    ProfileValues again;
    for (const values::View& view : views) again.push_back(values::value_at(view, row));
    EXPECT_EQ(profile_text(*loaded_.rules, again), profile_text(*loaded_.rules, situations[row].profile));
  }
}

TEST(FixtureValue, NamesItsType) {
  using values::Value;
  const auto type = [](values::Kind kind) {
    values::Type simple;
    simple.kind = kind;
    return simple;
  };
  const std::vector<std::pair<Value, std::string>> cases{
      {Value{std::int64_t{-7}}, "-7"},
      {Value{7.0}, "7.0"},  // an int would be another type's
      {Value{-0.25}, "-0.25"},
      {Value{1e300}, "1e+300"},
      {Value{true}, "true"},
      {Value{std::string("a\n")}, R"("a\n")"},
      {Value{values::Interval{90 * values::nanoseconds_per_second}}, R"("1m30s")"},
      {Value{values::Timestamp{0}}, R"("1970-01-01T00:00:00Z")"},
      {Value{values::Unknown{values::Cause::absent}}, "null"},
  };
  for (const auto& [value, text] : cases) {
    const values::Kind kind =
        std::holds_alternative<double>(value.content) ? values::Kind::floating : values::Kind::integer;
    EXPECT_EQ(fixture_value(value, type(kind)), text);
  }
}

}  // namespace
}  // namespace eligo::authoring
