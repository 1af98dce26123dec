#include "text/display.hpp"

#include <gtest/gtest.h>

namespace eligo::text {
namespace {

TEST(Display, MeasuresText) {
  const struct {
    const char* text;
    std::size_t width;
  } cases[] = {{"", 0},
               {"abc", 3},
               {"\u00e9", 1},
               {"e\u0301", 1},             // a combining mark
               {"\u0915\u094d\u0937", 2},  // a virama between two letters
               {"\u0e01\u0e33", 2},        // a Thai vowel that takes a cell
               {"信用", 4},
               {"ｱ", 1},   // half width
               {"Ａ", 2},  // full width
               {"😀", 2},
               {"\u2614", 2},              // a wide sign below the emoji
               {"\u260e", 1},              // a narrow one beside it
               {"👍\U0001F3FD", 2},         // a skin tone
               {"👩\u200d💻", 4},            // joined: terminals differ, the parts are counted
               {"\u1112\u1161\u11ab", 2},  // a Hangul syllable in its letters
               {"\U00020000", 2},
               {"\xff\xfe", 2},
               {"\xe4\xb8", 2}};  // bytes that are no UTF-8 are shown one by one
  for (const auto& [text, width] : cases) EXPECT_EQ(display_width(text), width) << text;
}

TEST(Display, QuotesWhatSomebodyWrote) {
  EXPECT_EQ(quote("a"), "`a`");
  EXPECT_EQ(quote("a\x1b[31m\u202e\xff"), "`a [31m \uFFFD`");
  EXPECT_EQ(quote("信用卡", 2), "`信用…`");
  EXPECT_EQ(in_backticks(""), "``");
}

TEST(Display, CutsNamesBetweenCharacters) {
  const std::string name = std::string(63, 'k') + "实实";
  EXPECT_EQ(quoted_name(name), "`" + std::string(63, 'k') + "实…`");
}

TEST(Display, GroupsDigits) {
  EXPECT_EQ(grouped(0), "0");
  EXPECT_EQ(grouped(999), "999");
  EXPECT_EQ(grouped(1000), "1,000");
  EXPECT_EQ(grouped(123'456), "123,456");
  EXPECT_EQ(grouped(1'234'567), "1,234,567");
}

}  // namespace
}  // namespace eligo::text
