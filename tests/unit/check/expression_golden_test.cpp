#include <algorithm>
#include <filesystem>
#include <fstream>
#include <set>
#include <sstream>
#include <string>
#include <string_view>
#include <vector>

#include <gtest/gtest.h>

#include "diagnostics/code.hpp"
#include "scaffold/case_files.hpp"
#include "unit/check/sample_scope.hpp"

// Cases stand under tests/golden/expression, one file each: settings (lines `# name value`), the expression,
// a line `---`, and the diagnostics as people see them. With ELIGO_UPDATE_GOLDEN=1 in the environment the
// second half is written anew.

namespace eligo::check {
namespace {

std::vector<std::filesystem::path> cases() {
  return test::files_in(test::in_tests("golden/expression"), ".txt");
}

constexpr std::string_view separator = "\n---\n";

struct Case {
  std::string head;  // settings and expression, as in the file
  std::string expression;
  std::string expected;
  expression::Limits limits;
};

Case read(const std::filesystem::path& path) {
  const std::string text = test::file_text(path);
  const std::size_t cut = text.find(separator);
  Case result;
  result.head = text.substr(0, cut);
  if (cut != std::string::npos) result.expected = text.substr(cut + separator.size());
  std::istringstream lines(result.head);
  std::string line;
  bool first = true;
  while (std::getline(lines, line)) {
    std::istringstream words(line);
    std::string hash, name;
    std::size_t value = 0;
    if (line.starts_with("# ") && words >> hash >> name >> value) {
      (name == "max_depth" ? result.limits.max_depth : result.limits.max_length) = value;
      continue;
    }
    result.expression += (first ? "" : "\n") + line;
    first = false;
  }
  return result;
}

class ExpressionGolden : public testing::TestWithParam<std::filesystem::path> {};

TEST_P(ExpressionGolden, SaysWhatItSaid) {
  const Case given = read(GetParam());
  SampleScope scope;
  std::vector<Diagnostic> diagnostics;
  EXPECT_FALSE(scope.check(given.expression, diagnostics, given.limits));
  test::expect_golden(given.head + std::string(separator) + render(diagnostics), GetParam());
}

INSTANTIATE_TEST_SUITE_P(Every, ExpressionGolden, testing::ValuesIn(cases()),
                         [](const auto& info) { return test::test_name(info.param); });

// tests/golden/advice.tsv: who follows a hint is not refused again.
TEST(ExpressionGoldens, GiveAdviceThatIsAccepted) {
  std::ifstream in(test::in_tests("golden/advice.tsv"));
  std::string line;
  std::size_t rows = 0;
  while (std::getline(in, line)) {
    if (line.starts_with('#')) continue;
    const std::size_t first = line.find('\t'), second = line.find('\t', first + 1);
    ASSERT_NE(second, std::string::npos) << line;
    const std::string wrong = line.substr(0, first), advice = line.substr(first + 1, second - first - 1);
    SampleScope scope;
    std::vector<Diagnostic> diagnostics;
    EXPECT_FALSE(scope.check(wrong, diagnostics)) << wrong;
    EXPECT_EQ(diagnostics.size(), 1U) << render(diagnostics);
    const bool given = std::any_of(diagnostics.begin(), diagnostics.end(), [&](const Diagnostic& each) {
      return each.hint.find("`" + advice + "`") != std::string::npos;
    });
    EXPECT_TRUE(given || advice.empty()) << advice << "\n" << render(diagnostics);
    diagnostics.clear();
    EXPECT_TRUE(scope.check(line.substr(second + 1), diagnostics)) << render(diagnostics);
    ++rows;
  }
  EXPECT_GT(rows, 30U);
}

TEST(ExpressionGoldens, CoverEveryCodeOfExpressions) {
  std::set<std::string> seen;
  for (const std::filesystem::path& path : cases()) {
    const std::string expected = read(path).expected;
    for (std::size_t at = expected.find("error[E"); at != std::string::npos;
         at = expected.find("error[E", at + 1)) {
      seen.insert(expected.substr(at + 6, 5));
    }
  }
  for (const diagnostics::CodeDescription& each : diagnostics::all_codes()) {
    const std::string code = diagnostics::code_text(each.code, Severity::error);
    // The warnings that need a whole rule set have their cases in tests/golden/rule_sets.
    const bool of_rule_sets = each.code == diagnostics::Code::zero_divisor ||
                              each.code == diagnostics::Code::cut_division ||
                              each.code == diagnostics::Code::moving_part;
    if (code.starts_with("E03") && !of_rule_sets) {
      EXPECT_TRUE(seen.count(code) != 0) << code << ": " << each.title;
    }
  }
}

}  // namespace
}  // namespace eligo::check
