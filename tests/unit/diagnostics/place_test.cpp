#include "diagnostics/place.hpp"

#include <string>
#include <string_view>

#include <gtest/gtest.h>

#include "text/utf8.hpp"

namespace eligo::diagnostics {
namespace {

// Long and short lines, code points of every length, and bytes that are no UTF-8.
std::string mixed_text(std::size_t lines) {
  constexpr std::string_view parts[] = {
      "plain ", "\xE4\xB8\xAD\xE5\x9B\xBD", "\xC3\xA9", "\xF0\x9F\x98\x80", "\xFF", "\xE4\xB8"};
  std::string text;
  for (std::size_t line = 0; line < lines; ++line) {
    const std::size_t length = line % 3 == 1 ? 40 : 3 * mark_distance + 17 * line;
    for (std::size_t i = line; text.size() < (line + 1) * length; ++i) text += parts[i % std::size(parts)];
    text += line % 2 == 0 ? "\n" : "\r\n";
  }
  return text;
}

TEST(Places, MarksChangeNothing) {
  const std::string text = mixed_text(6);
  const auto plain = std::make_shared<const Source>(Source{"f", text});
  const auto marked = make_source("f", text);
  ASSERT_GT(marked->marks.size(), 5U);
  for (std::uint32_t i = 0; i <= text.size(); i += i % 7 + 1) {
    for (const std::uint32_t length : {0U, 1U, 9U, 9'000U}) {
      ASSERT_EQ(diagnose(Code::json_syntax, {plain, {i, i + length}, ""}, "x"),
                diagnose(Code::json_syntax, {marked, {i, i + length}, ""}, "x"))
          << i;
    }
  }
}

TEST(Places, AreCountedFromNearbyHoweverLongTheLine) {
  for (std::size_t size = 100'000; size <= 3'200'000; size *= 2) {
    std::string text;
    while (text.size() < size) text += "ab\xE4\xB8\xAD\xF0\x9F\x98\x80";
    const auto source = make_source("f", text);
    for (std::size_t at = 0; at <= text.size(); at += 997) {
      const ColumnMark mark = last_mark(*source, 0, at);
      ASSERT_LE(mark.offset, at);
      ASSERT_LE(at - mark.offset, mark_distance + 4);
    }
    const ColumnMark last = source->marks.back();
    EXPECT_EQ(last.column, text::count_code_points(std::string_view(text).substr(0, last.offset)));
  }
}

}  // namespace
}  // namespace eligo::diagnostics
