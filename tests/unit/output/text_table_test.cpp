#include "output/text_table.hpp"

#include <gtest/gtest.h>

namespace eligo::output {
namespace {

TEST(TextTable, AlignsByWhatATerminalShows) {
  TextTable table({"name", "n"});
  table.add({"信用", "1"});
  table.add({"é", "1,000"});
  EXPECT_EQ(table.text(),
            "name         n\n"
            "  信用       1\n"
            "  é      1,000\n");
}

TEST(TextTable, MeasuresText) {
  const struct {
    const char* text;
    std::size_t width;
  } cases[] = {{"", 0},     {"abc", 3}, {"é", 1},        {"e\u0301", 1},
               {"信用", 4}, {"😀", 2},   {"\xff\xfe", 2}, {"\xe4\xb8", 1}};
  for (const auto& [text, width] : cases) EXPECT_EQ(display_width(text), width) << text;
}

}  // namespace
}  // namespace eligo::output
