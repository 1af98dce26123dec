#include "authoring/fixtures/table_file.hpp"

#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "scaffold/temporary_folder.hpp"

namespace eligo::authoring {
namespace {

using Row = std::vector<std::string>;

/// The header and the rows of a table; nothing where it cannot be read.
std::vector<Row> read(const std::string& text) {
  const test::TemporaryFolder folder;
  folder.write("table.csv", text);
  std::vector<Diagnostic> diagnostics;
  diagnostics::MistakeList mistakes(diagnostics);
  const auto table = read_table_file(folder.path() / "table.csv", {}, 1'000, mistakes);
  std::vector<Row> rows;
  if (!table) return rows;
  const auto add = [&](const std::vector<diagnostics::Span>& cells) {
    Row& row = rows.emplace_back();
    for (const diagnostics::Span& cell : cells) row.push_back(table->cell(cell));
  };
  add(table->columns);
  for (const std::vector<diagnostics::Span>& row : table->rows) add(row);
  return rows;
}

TEST(TableFile, HasLinesWithAnyEnd) {
  const std::vector<Row> rows{{"a", "b"}, {"1", "2"}};
  for (const char* const text :
       {"a,b\n1,2", "a,b\n1,2\n", "a,b\r\n1,2\r\n", "a,b\n1,2\r", "a,b\r\n1,2\r", "a,b\n\n1,2\n\r",
        "\xEF\xBB\xBF"
        "a,b\n1,2\n\n"}) {
    EXPECT_EQ(read(text), rows) << text;
  }
}

TEST(TableFile, HasCellsInQuotes) {
  EXPECT_EQ(read("a,\"b,\"\"c\"\"\"\n\"1\n2\",\n"), (std::vector<Row>{{"a", "b,\"c\""}, {"1\n2", ""}}));
  for (const char* const text : {"a\n\"1", "a\n\"1\"2", "a\n1\"", "a\n\"1\"\r2"})
    EXPECT_TRUE(read(text).empty()) << text;
}

}  // namespace
}  // namespace eligo::authoring
