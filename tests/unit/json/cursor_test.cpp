#include "json/cursor.hpp"

#include <gtest/gtest.h>
#include <simdjson.h>

#include <string>

namespace eligo::json {
namespace {

using namespace std::string_literals;

std::string check(const std::string& text, std::size_t depth = 8) {
  Cursor cursor(depth);
  return cursor.begin(text) && cursor.skip() && cursor.end() ? "" : cursor.error();
}

std::string nested(const std::string& open, std::size_t depth, const std::string& close) {
  std::string text;
  for (std::size_t level = 0; level < depth; ++level) text += open;
  text += "1";
  for (std::size_t level = 0; level < depth; ++level) text += close;
  return text;
}

const std::string valid[] = {
    "{}",
    "[]",
    " [ ] ",
    "0",
    "-0",
    "1e5",
    "true",
    "false",
    "null",
    R"("")",
    R"("a\"b")",
    "[1,2,[3]]",
    R"({"a":1,"b":{"a":2},"c":[{"a":3},{"a":4}]})",
    R"({"":1})",
    "\t{\r\n\"a\" : 1 }\n",
    R"("\u0000\ud83d\ude00")",
    "\"\x7f\"",
    R"([1E400,-123456789012345678901234567890])",
    "\"\xEF\xBF\xBF\"",
    R"({"a":"x\\"})",
    "[" + std::string(200, ' ') + "1" + std::string(200, '\n') + "]",
};

const std::string invalid[] = {
    "",
    " ",
    "{",
    "}",
    "[",
    "]",
    "[1",
    "[1,]",
    "[,1]",
    "[1 2]",
    "[1,,2]",
    "{\"a\"}",
    "{\"a\":}",
    "{\"a\":1,}",
    "{,}",
    "{\"a\" 1}",
    "{a:1}",
    "{'a':1}",
    "{1:2}",
    "[1}",
    "{\"a\":1]",
    "1 2",
    "{} {}",
    "{}x",
    "tru",
    "truee",
    "nul",
    "True",
    "NaN",
    "Infinity",
    "01",
    "1.",
    "+1",
    "0x1",
    "\"",
    "\"abc",
    "\"a\\\"",
    R"("\x")",
    R"("\u12")",
    R"("\ud800")",
    R"("\udc00\ud800")",
    "\"tab\t\"",
    "\"line\n\"",
    "\"nul\0\""s,
    "\0"s,
    "1\0"s,
    "\"\xff\"",
    "\"\xED\xA0\x80\"",
    "\"\xC0\x80\"",
    R"("a"b)",
    R"({"a":"x"y})",
    R"(["a""b"])",
    R"([1"a"])",
    R"([\"a"])",
    "//c\n1",
    "[1]//",
    "\xEF\xBB\xBF{}",
    R"({"a":1 "b":2})",
    "[\"a\": 1]",
    "{\"a\", 1}",
    "\f1",
};

TEST(Cursor, AcceptsJsonAndNothingElse) {
  for (const std::string& text : valid) EXPECT_EQ(check(text), "") << text;
  for (const std::string& text : invalid) EXPECT_NE(check(text), "") << text;
}

TEST(Cursor, DoesSoWithoutVectorInstructions) {
  const auto* const present = &*simdjson::get_active_implementation();
  simdjson::get_active_implementation() = simdjson::get_available_implementations()["fallback"];
  for (const std::string& text : valid) EXPECT_EQ(check(text), "") << text;
  for (const std::string& text : invalid) EXPECT_NE(check(text), "") << text;
  simdjson::get_active_implementation() = present;
}

TEST(Cursor, FindsTokensWhereverTheyLie) {
  // simdjson looks at 64 bytes at a time; every offset into a block must do
  for (std::size_t shift = 0; shift < 130; ++shift) {
    const std::string space(shift, ' ');
    EXPECT_EQ(check(space + R"({"k":"v\\\"",)" + space + R"("l":[1,"\u0041"]})"), "") << shift;
    EXPECT_NE(check(space + R"({"k":"v" x})"), "") << shift;
    EXPECT_NE(check(space + R"({"k":1x})"), "") << shift;
    EXPECT_NE(check(space + "{\"k\":\"" + space + "\xff\"}"), "") << shift;
  }
}

TEST(Cursor, BoundsDepth) {
  EXPECT_EQ(check(nested("[", 8, "]")), "");
  EXPECT_EQ(check(nested("{\"a\":", 8, "}")), "");
  EXPECT_EQ(check(nested("[", 9, "]")), "nested more than 8 levels deep");
  EXPECT_EQ(check(nested("{\"a\":", 9, "}")), "nested more than 8 levels deep");
  EXPECT_EQ(check(nested("[", 1'000'000, "]"), 128), "nested more than 128 levels deep");
  EXPECT_EQ(check(nested("{\"a\":", 1'000'000, ""), 128), "nested more than 128 levels deep");
}

TEST(Cursor, RefusesEqualKeys) {
  EXPECT_EQ(check(R"({"a":1,"b":2,"a":3})"), "the key `a` stands twice in one object");
  EXPECT_EQ(check(R"({"a":1,"\u0061":3})"), "the key `a` stands twice in one object");
  EXPECT_EQ(check(R"({"x":[{"a":1,"a":2}]})"), "the key `a` stands twice in one object");
  EXPECT_EQ(check(R"({"a":{"a":1},"b":{"a":1}})"), "");
  std::string many = "{";
  for (int key = 0; key < 1000; ++key) many += "\"k" + std::to_string(key) + "\":0,";
  EXPECT_EQ(check(many + "\"z\":1}"), "");
  EXPECT_EQ(check(many + "\"k500\":1}"), "the key `k500` stands twice in one object");
}

TEST(Cursor, NamesTheByte) {
  EXPECT_EQ(check(R"({"a" 1})"), "not valid JSON: expected `:` at byte 6");
  EXPECT_EQ(check("[1 2]"), "not valid JSON: expected `,` or `]` at byte 4");
  EXPECT_EQ(check("{} 7"), "not valid JSON: expected nothing more at byte 4");
}

}  // namespace
}  // namespace eligo::json
