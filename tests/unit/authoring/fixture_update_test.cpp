#include "authoring/fixtures/fixture_update.hpp"

#include <string>
#include <utility>
#include <vector>

#include <gtest/gtest.h>

#include "authoring/fixtures/table_file.hpp"

namespace eligo::authoring {
namespace {

/// Replaces texts, each of which stands once, in their order.
FileUpdate replaced(std::string before, const std::vector<std::pair<std::string, std::string>>& edits) {
  FileUpdate update{"a.json", before, {}, {}};
  std::size_t at = 0;
  for (const auto& [from, to] : edits) {
    const std::size_t begin = before.find(from, at);
    update.after += before.substr(at, begin - at);
    const auto stood = static_cast<std::uint32_t>(begin),
               stands = static_cast<std::uint32_t>(update.after.size());
    update.after += to;
    update.changes.push_back({{stood, static_cast<std::uint32_t>(begin + from.size())},
                              {stands, static_cast<std::uint32_t>(update.after.size())}});
    at = begin + from.size();
  }
  update.after += before.substr(at);
  return update;
}

struct Case {
  std::string before;
  std::vector<std::pair<std::string, std::string>> edits;
  std::string diff;
};

TEST(FixtureUpdate, ShowsTheLinesThatChange) {
  const std::vector<Case> cases{
      {"one\ntwo\nthree\n", {{"two", "2"}}, "@@ -2 +2 @@\n-two\n+2\n"},
      {"one\ntwo", {{"two", "2"}}, "@@ -2 +2 @@\n-two\n+2\n"},
      {"a b\nc\n", {{"a", "1"}, {"b", "2"}}, "@@ -1 +1 @@\n-a b\n+1 2\n"},
      {"a\nb\nc\n", {{"a", "1"}, {"c", "3"}}, "@@ -1 +1 @@\n-a\n+1\n@@ -3 +3 @@\n-c\n+3\n"},
      {"x [\n1,\n2\n] y\nz\nq\n",
       {{"[\n1,\n2\n]", "[]"}, {"y", "w"}, {"q", "r"}},
       "@@ -1,4 +1 @@\n-x [\n-1,\n-2\n-] y\n+x [] w\n@@ -6 +3 @@\n-q\n+r\n"},
      {"a\r\nb\r\n", {{"b", "c"}}, "@@ -2 +2 @@\n-b\n+c\n"},
      {"a\x1b[31m\n", {{"a", "b"}}, "@@ -1 +1 @@\n-a [31m\n+b [31m\n"},
  };
  for (const Case& each : cases) {
    const std::string heading = "--- a.json\n+++ a.json, as it comes out\n";
    EXPECT_EQ(diff_text(replaced(each.before, each.edits), false), heading + each.diff) << each.before;
  }
}

TEST(TableFile, CellsGoInAndOutOfQuotes) {
  for (const std::string text : {"", "plain", "a,b", "\"", "say \"so\"", "two\nlines", "\"\""}) {
    EXPECT_EQ(unquoted_cell(csv_cell(text)), text);
  }
  EXPECT_EQ(csv_cell("plain"), "plain");
  EXPECT_EQ(csv_cell("[\"A\"]"), "\"[\"\"A\"\"]\"");
}

}  // namespace
}  // namespace eligo::authoring
