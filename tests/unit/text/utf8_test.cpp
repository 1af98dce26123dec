#include "text/utf8.hpp"

#include <gtest/gtest.h>

#include "text/hex.hpp"

namespace eligo::text {
namespace {

// Every code point there is goes out and comes in again; what UTF-8 cannot hold is told apart (Unicode, table
// 3-7).
TEST(Utf8, ReadsWhatItWrites) {
  for (char32_t value = 0; value <= 0x10FFFF; ++value) {
    if (value == 0xD800) value = 0xE000;
    std::string text;
    append_utf8(text, value);
    const CodePoint point = code_point_at(text, 0);
    ASSERT_TRUE(point.valid && point.value == value && point.bytes == text.size()) << std::uint32_t{value};
    ASSERT_EQ(code_point_size(text), text.size());
  }
}

TEST(Utf8, FindsWhatIsInvalid) {
  const struct {
    std::string_view text;
    std::size_t at;
  } cases[] = {{"", std::string_view::npos},
               {"abc", std::string_view::npos},
               {"信用", std::string_view::npos},
               {"a\x80", 1},
               {"ab\xc0\x80", 2},  // a longer form than is needed
               {"\xe0\x9f\xbf", 0},
               {"\xed\xa0\x80", 0},      // half of a surrogate pair
               {"\xf4\x90\x80\x80", 0},  // beyond the last code point
               {"x\xe4\xb8", 1}};        // cut off
  for (const auto& [text, at] : cases) EXPECT_EQ(find_invalid_utf8(text), at) << text;
}

TEST(Hex, ReadsAndWritesDigits) {
  std::string out;
  append_hex(out, 0x0F);
  append_hex(out, 0xA0);
  EXPECT_EQ(out, "0fa0");
  EXPECT_EQ(digit_value('f'), 15U);
  EXPECT_EQ(digit_value('F'), 15U);
  EXPECT_EQ(digit_value('7', 8), 7U);
  EXPECT_EQ(digit_value('8', 8), std::nullopt);
  EXPECT_EQ(digit_value('g'), std::nullopt);
}

}  // namespace
}  // namespace eligo::text
