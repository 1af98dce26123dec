// Runs every table `*.tsv` beside this file. A line holds an expression, a profile (JSON; may be empty) and
// what the expression comes to, separated by tabs:
//
//   JSON value                a known value; timestamps {"timestamp": "…"}, durations {"duration": "…"},
//                             {"double": "NaN"}, "Infinity", "-Infinity"
//   unknown                   a fact is missing
//   error: division by zero   a run-time error
//   refused: E0316            a mistake that is found when the rule set is loaded
//
// Empty lines and lines that begin with `#` do not count. The facts, params, lists and definitions are those
// of names.json. Each expression is loaded, and each profile read, as those of users are.

#include <algorithm>
#include <fstream>
#include <limits>
#include <sstream>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include "conformance/evaluation.hpp"
#include "scaffold/case_files.hpp"
#include "scaffold/checked_text.hpp"
#include "scaffold/columns.hpp"
#include "scaffold/loaded_rules.hpp"

namespace eligo::conformance {
namespace {

using nlohmann::json;
using values::Value;

struct Row {
  std::string where;
  std::string expression;
  std::string profile;
  std::string expected;
};

std::vector<Row> rows() {
  std::vector<Row> found;
  for (const auto& table : test::files_in(test::in_tests("conformance"), ".tsv")) {
    std::ifstream in(table);
    std::string line;
    for (int number = 1; std::getline(in, line); ++number) {
      if (line.empty() || line.front() == '#') continue;
      std::istringstream cells(line);
      Row row;
      row.where = table.filename().string() + ":" + std::to_string(number);
      std::getline(cells, row.expression, '\t');
      std::getline(cells, row.profile, '\t');
      std::getline(cells, row.expected);
      found.push_back(std::move(row));
    }
  }
  return found;
}

Value value_of(const json& written) {
  Value value;
  if (written.is_boolean()) value.content = written.get<bool>();
  if (written.is_number_integer()) value.content = written.get<std::int64_t>();
  if (written.is_number_float()) value.content = written.get<double>();
  if (written.is_string()) value.content = written.get<std::string>();
  if (written.is_null()) value.content = values::Null{};
  if (written.is_array()) {
    values::List list;
    for (const json& each : written) list.push_back(value_of(each));
    value.content = list;
  }
  if (written.is_object()) {
    const std::string kind = written.begin().key();
    const std::string text = written.begin().value();
    const double infinity = std::numeric_limits<double>::infinity();
    if (kind == "timestamp") value.content = values::Timestamp{values::parse_timestamp(text).value()};
    if (kind == "duration") value.content = values::Interval{values::parse_duration(text).value()};
    if (kind == "double") {
      value.content = text == "NaN"        ? std::numeric_limits<double>::quiet_NaN()
                      : text == "Infinity" ? infinity
                                           : -infinity;
    }
  }
  return value;
}

class Language : public testing::TestWithParam<Row> {
 protected:
  static json names() {
    std::ifstream in(test::in_tests("conformance/names.json"));
    return json::parse(in);
  }
};

TEST_P(Language, ComesToWhatTheTableSays) {
  const Row& row = GetParam();
  ASSERT_FALSE(row.expected.empty()) << "three columns are needed";
  json document = names();
  document["definitions"]["result"] = row.expression;
  test::CheckedText checked = test::check_text(document.dump());
  const auto& [read, rules, diagnostics] = checked;
  ASSERT_TRUE(read) << render(diagnostics);
  if (row.expected.starts_with("refused: ")) {
    ASSERT_FALSE(rules) << row.expression;
    EXPECT_EQ(diagnostics.at(0).code, row.expected.substr(9)) << render(diagnostics);
    return;
  }
  ASSERT_TRUE(rules) << render(diagnostics);
  const auto result = std::find_if(rules->definitions.begin(), rules->definitions.end(),
                                   [](const check::Definition& each) { return each.name == "result"; });
  const auto index = static_cast<std::size_t>(result - rules->definitions.begin());

  // Alone, and among other profiles that must not matter.
  const test::LoadedRules loaded(std::move(checked).accepted());
  const profiles::Schema& schema = loaded.program->schema();
  const std::string profile = row.profile.empty() ? "{}" : row.profile;
  std::vector<std::string> profiles;
  for (std::size_t i = 0; i < 200; ++i) profiles.push_back(i % 3 == 1 ? "{}" : profile);
  profiles::Batch alone = test::read_profiles(schema, {profile});
  profiles::Batch among = test::read_profiles(schema, profiles);
  std::vector<Outcome> outcomes{evaluate(*loaded.program, index, alone.seal(), 1, 0)};
  for (const std::size_t at : {0U, 2U, 63U, 128U, 198U}) {
    ASSERT_TRUE(at % 3 != 1);
    outcomes.push_back(evaluate(*loaded.program, index, among.seal(), among.rows(), at));
  }
  for (const Outcome& outcome : outcomes) {
    const std::string got = values::literal_text(outcome.value);
    if (row.expected == "unknown") {
      EXPECT_FALSE(outcome.value.known()) << row.expression << " gave " << got;
      EXPECT_TRUE(outcome.errors.empty()) << values::cause_text(*outcome.errors.begin());
    } else if (row.expected.starts_with("error: ")) {
      EXPECT_FALSE(outcome.value.known()) << row.expression << " gave " << got;
      const bool found = std::any_of(outcome.errors.begin(), outcome.errors.end(), [&](values::Cause cause) {
        return values::cause_text(cause) == std::string_view(row.expected).substr(7);
      });
      EXPECT_TRUE(found) << (outcome.errors.empty() ? "no error"
                                                    : values::cause_text(*outcome.errors.begin()));
    } else {
      EXPECT_TRUE(same(outcome.value, value_of(json::parse(row.expected))))
          << row.expression << " gave " << got;
    }
  }
}

INSTANTIATE_TEST_SUITE_P(Tables, Language, testing::ValuesIn(rows()),
                         [](const testing::TestParamInfo<Row>& info) {
                           std::string name = info.param.where;
                           std::replace_if(
                               name.begin(), name.end(),
                               [](char c) { return c == '.' || c == ':' || c == '-'; }, '_');
                           return name;
                         });

}  // namespace
}  // namespace eligo::conformance
