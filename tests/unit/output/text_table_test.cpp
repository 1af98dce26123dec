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

}  // namespace
}  // namespace eligo::output
