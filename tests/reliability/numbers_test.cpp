// Numbers at the edges of what types hold: exact or refused. The cases are in numbers.tsv.

#include <gtest/gtest.h>

#include <fstream>
#include <sstream>
#include <string>
#include <vector>

#include "reliability/sample_rules.hpp"

namespace eligo::reliability {
namespace {

std::string rule_set_with(const std::string& type, const std::string& more, const std::string& message) {
  return R"({"format": 1, "id": "x", "version": "1", "facts": {"n": {"type": ")" + type + R"("}}, )" + more +
         R"("rules": [{"id": "r", "category": "c", "effect": "hide", "reason": "R", "when": "n == n || true",
             "message": {"en": ")" +
         message + R"("}}]})";
}

std::string as_fact(const std::string& type, const std::string& number) {
  const auto rules = RuleSet::parse(rule_set_with(type, "", "{n}"));
  const Decision decision = rules.evaluate(rules.parse_profile("{\"n\": " + number + "}"), some_instant());
  return decision.refused().empty() ? decision.reasons()[0].message() : "-";
}

std::string as_param(const std::string& type, const std::string& number) {
  const auto rules = RuleSet::try_parse(rule_set_with(
      type, R"("params": {"p": {"type": ")" + type + R"(", "value": )" + number + "}}, ", "{params.p}"));
  if (!rules) return error_codes(rules.diagnostics()).empty() ? "no reason why" : "-";
  const Decision decision = rules->evaluate(rules->profile(), some_instant());
  return decision.reasons()[0].message();
}

TEST(Numbers, AreExactOrRefused) {
  std::ifstream file(ELIGO_SOURCE_DIR "/tests/reliability/numbers.tsv");
  std::size_t count = 0;
  for (std::string line; std::getline(file, line);) {
    if (line.starts_with("#")) continue;
    std::vector<std::string> cells;
    std::istringstream row(line);
    for (std::string cell; std::getline(row, cell, '\t');) cells.push_back(cell);
    ASSERT_EQ(cells.size(), 5U) << line;
    EXPECT_EQ(as_fact("int", cells[0]), cells[1]) << line;
    EXPECT_EQ(as_fact("double", cells[0]), cells[2]) << line;
    EXPECT_EQ(as_param("int", cells[0]), cells[3]) << line;
    EXPECT_EQ(as_param("double", cells[0]), cells[4]) << line;
    ++count;
  }
  EXPECT_GE(count, 20U);
}

}  // namespace
}  // namespace eligo::reliability
