#include "json/string.hpp"

#include <gtest/gtest.h>

#include <string>

namespace eligo::json {
namespace {

using namespace std::string_literals;

TEST(JsonText, WritesAlwaysValidUtf8AndJson) {
  const struct {
    std::string text, written;
  } cases[] = {
      {"", R"("")"},
      {"plain", R"("plain")"},
      {"quote \" and \\", R"("quote \" and \\")"},
      {"\b\f\n\r\t\x01\x1f\x7f", "\"\\b\\f\\n\\r\\t\\u0001\\u001f\x7f\""},
      {"nul\0!"s, R"("nul\u0000!")"},
      {"实名 é 😀", "\"实名 é 😀\""},
      {"\xff", "\"\xEF\xBF\xBD\""},
      {"a\xC3", "\"a\xEF\xBF\xBD\""},
      {"\xC0\xAF", "\"\xEF\xBF\xBD\xEF\xBF\xBD\""},                                  // overlong
      {"\xED\xA0\x80", "\"\xEF\xBF\xBD\xEF\xBF\xBD\xEF\xBF\xBD\""},                  // surrogate
      {"\xF4\x90\x80\x80", "\"\xEF\xBF\xBD\xEF\xBF\xBD\xEF\xBF\xBD\xEF\xBF\xBD\""},  // past U+10FFFF
      {"\xE4\xB8x", "\"\xEF\xBF\xBD\xEF\xBF\xBDx\""},
  };
  for (const auto& [text, written] : cases) {
    std::string out;
    append_string(out, text);
    EXPECT_EQ(out, written);
  }
}

TEST(JsonText, RespellsEscapes) {
  const struct {
    std::string body, respelt;
  } cases[] = {
      {R"(plain é\n)", R"(plain é\n)"},
      {R"(\/\"\\\u002f)", R"(/\"\\/)"},
      {R"(\u0022\u005C)", R"(\"\\)"},
      {R"(\u00E9\u5B9E\uD83D\uDE00)", "é实😀"},
      {R"(\u000A\u0001\u007F)", R"(\n\u0001\u007f)"},
      {R"(\u00A0\u200B\u3000\uFEFF)", R"(\u00a0\u200b\u3000\ufeff)"},
      {R"(u\u0308)", R"(u\u0308)"},
      {R"(\uDB40\uDC01)", R"(\udb40\udc01)"},
  };
  for (const auto& [body, respelt] : cases) {
    std::string out, again;
    append_respelt(out, body);
    EXPECT_EQ(out, respelt);
    append_respelt(again, out);
    EXPECT_EQ(again, out);
  }
}

TEST(JsonText, ReadsEscapes) {
  const struct {
    std::string body;
    bool valid;
    std::string text;
  } cases[] = {
      {R"(a\"\\\/\b\f\n\r\tz)", true, "a\"\\/\b\f\n\r\tz"},
      {R"(\u0041\u00e9\u5B9E)", true, "Aé实"},
      {R"(\ud83d\ude00)", true, "😀"},
      {R"(\u0000)", true, "\0"s},
      {R"(\ud83d)", false, ""},
      {R"(\ud83dx)", false, ""},
      {R"(\ud83d\u0041)", false, ""},
      {R"(\ude00)", false, ""},
      {R"(\u12g4)", false, ""},
      {R"(\u12)", false, ""},
      {R"(\x41)", false, ""},
      {"\\", false, ""},
  };
  for (const auto& [body, valid, text] : cases) {
    std::string out;
    EXPECT_EQ(append_unescaped(out, body), valid) << body;
    if (valid) {
      EXPECT_EQ(out, text) << body;
    }
  }
}

}  // namespace
}  // namespace eligo::json
