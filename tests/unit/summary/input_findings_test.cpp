#include "summary/input_findings.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <string>
#include <vector>

#include "profiles/batch.hpp"
#include "profiles/json_reader.hpp"
#include "scaffold/loaded_rules.hpp"

namespace eligo::summary {
namespace {

TEST(NearName, IsAnotherWayToWriteItOrAMistype) {
  const struct {
    std::string fact, written;
    bool near;
  } cases[]{
      {"age", " age", true},
      {"age", "Age", true},
      {"age",
       "\xEF\xBB\xBF"
       "age",
       true},
      {"age", "age\xC2\xA0", true},
      {"credit.score", "credit_score", true},
      {"credit.score", "creditScore", true},
      {"credit.score", "Credit Score", true},
      {"credit.score", "credit-score", true},
      {"credit.score", "credit.score", true},  // in JSON a key with a dot
      {"credit.score", "Credit", true},        // the object above it
      {"credit.score", "credit.scor", true},
      {"credit.score", "credti.score", true},
      {"credit.score", "kredit.scores", true},
      {"income", "incom", true},
      // other words
      {"age", "page", false},
      {"age", "agent", false},
      {"rate", "date", false},
      {"amount", "account", false},
      {"balance_min", "balance_max", false},
      {"balance_min", "balance_mid", false},
      {"phone2", "phone1", false},
      {"income.year.2", "income.year.3", false},
      {"status", "state", false},
      {"credit.score", "score", false},
      {"credit.score", "credit", false},  // a column may well be called so
      {"credit.score", "", false},
      {"credit.score", "credit.history", false},
      {"age", "\xE5\xB9\xB4", false},
  };
  for (const auto& each : cases) {
    const std::vector<std::string> names{"something", each.written};
    EXPECT_EQ(near_name(each.fact, names), each.near ? each.written : "")
        << each.fact << ", " << each.written;
  }
}

constexpr const char* rule_set =
    R"({"format": 1, "id": "t", "version": "1",
        "facts": {"age": {"type": "int", "range": [0, 150]}, "tags": {"type": "list<int>"}, "unread": {"type": "int"},
                  "loans": {"type": "list", "of": {"amount": {"type": "int"}, "note": {"type": "int"}}},
                  "asked": {"type": "int"}, "maybe": {"type": "int", "optional": true}},
        "rules": [{"id": "r", "category": "c", "effect": "hide", "reason": "R",
                   "when": "age < 18 || 1 in tags || loans.exists(l, l.amount > 1) || has(asked) || maybe > 1"}]})";

/// Reads the profiles as chunks of `size` and counts each with counts of its own, merged the last first.
FactTallies tallied(const test::LoadedRules& loaded, const std::vector<std::string>& profiles,
                    std::size_t size) {
  const profiles::Schema& schema = loaded.program->schema();
  FactTallies sum(*loaded.rules);
  for (std::size_t begin = (profiles.size() - 1) / size * size;; begin -= size) {
    profiles::Batch batch(schema);
    profiles::JsonReader reader(schema);
    for (std::size_t i = begin; i < std::min(begin + size, profiles.size()); ++i) {
      reader.read(profiles[i], i + 1, batch);
    }
    FactTallies own(*loaded.rules);
    own.add(batch, batch.seal(), 0);
    sum.merge(own);
    if (begin == 0) return sum;
  }
}

TEST(FactTallies, CountFactsElementsAndFieldsHoweverTheyAreCut) {
  const test::LoadedRules loaded(rule_set);
  std::vector<std::string> profiles;
  for (int i = 0; i < 70; ++i) profiles.emplace_back(R"({"id": 1, "age": 20})");
  profiles.emplace_back(R"({"age": 200, "tags": [1, "x", null], "unread": "x"})");
  profiles.emplace_back("no JSON");
  profiles.emplace_back(R"({"loans": [{"amount": "x", "note": "x"}, {"amount": 2}], "asked": null, "x": 1})");
  profiles.emplace_back(R"({"x": 1})");
  profiles.emplace_back(R"({"id": 5, "age": "x"})");
  for (const std::size_t size : {1U, 7U, 64U, 1'000U}) {
    const FactTallies sum = tallied(loaded, profiles, size);
    EXPECT_EQ(sum.records(), 74U);
    EXPECT_EQ(sum.strangers(), 1U);
    EXPECT_EQ(sum.first_stranger()->line, 74U);
    std::vector<std::string> lines;
    for (const FactTallies::Tally& tally : sum.tallies()) {
      lines.push_back(tally.name + " " + std::to_string(tally.known) + " known, " +
                      std::to_string(tally.missing()) + " missing, " + std::to_string(tally.all_refused()) +
                      " refused" +
                      (tally.first_refused() ? " from " + std::to_string(tally.first_refused()->line) : "") +
                      (tally.expected ? "" : ", not expected"));
    }
    EXPECT_EQ(lines, (std::vector<std::string>{
                         "age 70 known, 2 missing, 2 refused from 71",
                         "tags 1 known, 73 missing, 0 refused",
                         "tags[] 1 known, 1 missing, 1 refused from 71",
                         "loans 1 known, 73 missing, 0 refused",
                         "loans.amount 1 known, 0 missing, 1 refused from 73",
                         "asked 0 known, 74 missing, 0 refused, not expected",
                         "maybe 0 known, 74 missing, 0 refused, not expected",
                     }))
        << size;
  }
}

}  // namespace
}  // namespace eligo::summary
