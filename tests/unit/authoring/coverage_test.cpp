// What is measured of random conditions against the definitions, worked out pair by pair.

#include <gtest/gtest.h>

#include <array>
#include <cstddef>
#include <memory>
#include <random>
#include <set>
#include <string>
#include <vector>

#include "authoring/coverage/coverage_search.hpp"
#include "authoring/coverage/measurement.hpp"
#include "authoring/coverage/obligations.hpp"
#include "scaffold/loaded_rules.hpp"

namespace eligo::authoring {
namespace {

constexpr const char* facts =
    R"("facts": {"a": {"type": "bool"}, "b": {"type": "bool"}, "c": {"type": "bool"}, "d": {"type": "bool"}})";
constexpr std::size_t fact_count = 4;

/// A condition of its own kind, so that nothing of the library says what it comes to.
struct Formula {
  char kind = 'f';  // a fact, or ! & | ?
  std::size_t fact = 0;
  std::vector<Formula> parts;

  [[nodiscard]] std::string text() const {
    const auto part = [&](std::size_t i) { return "(" + parts[i].text() + ")"; };
    if (kind == 'f') return std::string(1, static_cast<char>('a' + fact));
    if (kind == '!') return "!" + part(0);
    if (kind == '?') return part(0) + " ? " + part(1) + " : " + part(2);
    return part(0) + (kind == '&' ? " && " : " || ") + part(1);
  }
  /// 0, 1, or 2 for unknown.
  [[nodiscard]] int value(const std::array<int, fact_count>& values) const {
    if (kind == 'f') return values[fact];
    const int first = parts[0].value(values);
    if (kind == '!') return first == 2 ? 2 : 1 - first;
    if (kind == '?') return first == 2 ? 2 : parts[first == 1 ? 1 : 2].value(values);
    const int second = parts[1].value(values);
    const int decisive = kind == '&' ? 0 : 1;
    if (first == decisive || second == decisive) return decisive;
    return first == 2 || second == 2 ? 2 : 1 - decisive;
  }
  void collect(std::set<std::size_t>& used) const {
    if (kind == 'f') used.insert(fact);
    for (const Formula& part : parts) part.collect(used);
  }
};

Formula random_formula(std::mt19937& random, int depth) {
  Formula formula;
  const auto pick = random() % (depth == 0 ? 1U : 10U);
  if (pick < 2) {
    formula.fact = random() % fact_count;
    return formula;
  }
  formula.kind = pick < 4 ? '!' : pick < 6 ? '&' : pick < 8 ? '|' : '?';
  const std::size_t parts = formula.kind == '!' ? 1 : formula.kind == '?' ? 3 : 2;
  for (std::size_t i = 0; i < parts; ++i) formula.parts.push_back(random_formula(random, depth - 1));
  return formula;
}

using Case = std::array<int, fact_count>;

struct Expected {
  bool masking = false, unique_cause = false;
};

Expected pairs_of(const Formula& formula, const std::vector<Case>& cases, std::size_t fact,
                  const std::set<std::size_t>& used) {
  Expected expected;
  for (const Case& with : cases) {
    for (const Case& without : cases) {
      if (with[fact] != 1 || without[fact] != 0) continue;
      const int one = formula.value(with), other = formula.value(without);
      if (one == 2 || other == 2 || one == other) continue;
      Case with_turned = with, without_turned = without;
      with_turned[fact] = 0;
      without_turned[fact] = 1;
      if (formula.value(with_turned) != 1 - one || formula.value(without_turned) != 1 - other) continue;
      expected.masking = true;
      bool same = true;
      for (const std::size_t part : used) same = same && (part == fact || with[part] == without[part]);
      expected.unique_cause = expected.unique_cause || same;
    }
  }
  return expected;
}

ProfileValues profile_of(const Case& values) {
  ProfileValues profile;
  for (const int value : values) {
    values::Value& fact = profile.emplace_back();  // unknown
    if (value != 2) fact.content = value == 1;
  }
  return profile;
}

TEST(Coverage, IsWhatTheDefinitionsSay) {
  std::mt19937 random(20'261'126);
  std::size_t compared = 0, unique = 0, masking_only = 0;
  for (int round = 0; round < 400; ++round) {
    const Formula formula = random_formula(random, 4);
    const test::LoadedRules loaded(facts, {formula.text()});
    const Obligations obligations = obligations_of(*loaded.rules, *loaded.program);
    Measurement measurement(*loaded.rules, *loaded.program, obligations);
    std::vector<Case> cases(1 + random() % 40);
    std::vector<Situation> situations;
    for (Case& one : cases) {
      for (int& value : one) value = static_cast<int>(random() % 3);
      situations.push_back({profile_of(one), 0});
    }
    static_cast<void>(measurement.measure(situations));
    std::set<std::size_t> used;
    formula.collect(used);
    for (std::size_t i = 0; i < obligations.all.size(); ++i) {
      const Obligation& obligation = obligations.all[i];
      SCOPED_TRACE(formula.text() + ", " + obligation.id);
      const MeasuredCondition& measured = obligations.conditions[obligation.condition];
      const int wanted = obligation.truth == Truth::yes ? 1 : obligation.truth == Truth::no ? 0 : 2;
      bool expected = false;
      if (obligation.kind == Obligation::Kind::outcome) {
        for (const Case& one : cases) expected = expected || formula.value(one) == wanted;
      } else {
        const std::string_view text = loaded.rules->nodes.text(measured.tree.parts()[obligation.part].node);
        const auto fact = static_cast<std::size_t>(text[0] - 'a');
        if (obligation.kind == Obligation::Kind::part) {
          for (const Case& one : cases) expected = expected || one[fact] == wanted;
        } else {
          const Expected pairs = pairs_of(formula, cases, fact, used);
          expected = pairs.masking;
          EXPECT_EQ(measurement.witnesses(i).unique_cause, pairs.unique_cause);
          ++(pairs.unique_cause ? unique : masking_only);
        }
      }
      EXPECT_EQ(measurement.reached(i), expected);
      ++compared;
    }
  }
  EXPECT_GT(compared, 3'000U);
  EXPECT_GT(unique, 20U);
  EXPECT_GT(masking_only, 50U);
}

/// Everything that some profile of these facts can reach, by trying all of them.
TEST(Coverage, TheSearchFindsWhatThereIs) {
  std::mt19937 random(13);
  for (int round = 0; round < 60; ++round) {
    const Formula formula = random_formula(random, 4);
    const test::LoadedRules loaded(facts, {formula.text()});
    const Obligations obligations = obligations_of(*loaded.rules, *loaded.program);
    Measurement all(*loaded.rules, *loaded.program, obligations);
    std::vector<Situation> situations;
    for (int number = 0; number < 81; ++number)
      situations.push_back({profile_of({number % 3, number / 3 % 3, number / 9 % 3, number / 27}), 0});
    static_cast<void>(all.measure(situations));
    Measurement found(*loaded.rules, *loaded.program, obligations);
    CoverageSearch search(*loaded.rules, *loaded.program, obligations, found, {}, 0);
    search.search();
    for (std::size_t i = 0; i < obligations.all.size(); ++i) {
      SCOPED_TRACE(formula.text() + ", " + obligations.all[i].id);
      EXPECT_EQ(found.reached(i), all.reached(i));
    }
  }
}

std::set<std::string> ids_of(const std::string& members, const std::vector<std::string>& conditions) {
  const test::LoadedRules loaded(members, conditions);
  std::set<std::string> ids;
  for (const Obligation& obligation : obligations_of(*loaded.rules, *loaded.program).all)
    ids.insert(obligation.id.substr(obligation.id.find(": ") + 2));
  return ids;
}

TEST(Coverage, AsksOnlyForWhatProfilesCanBringAbout) {
  const std::set<std::string> score =
      ids_of(R"("facts": {"score": {"type": "int", "range": [350, 950]}})", {"score < 350"});
  EXPECT_TRUE(score.contains("\"score < 350\" on the threshold"));
  EXPECT_TRUE(score.contains("\"score < 350\" one step above"));
  EXPECT_FALSE(score.contains("\"score < 350\" one step below"));
  const std::set<std::string> asked = ids_of(R"("facts": {"score": {"type": "int"}})", {"has(score)"});
  EXPECT_TRUE(asked.contains("hit"));
  for (const std::string& id : asked) EXPECT_FALSE(id.starts_with("undecided")) << id;
}

}  // namespace
}  // namespace eligo::authoring
