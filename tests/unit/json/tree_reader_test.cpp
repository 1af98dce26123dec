#include "json/tree_reader.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <limits>
#include <string>
#include <vector>

#include "scaffold/small_stack.hpp"

namespace eligo::json {
namespace {

struct Parsed {
  std::optional<Value> value;
  std::vector<Diagnostic> diagnostics;
};

Parsed parse(std::string text, std::size_t max_depth = 128) {
  Parsed parsed;
  diagnostics::MistakeList mistakes(parsed.diagnostics);
  parsed.value = read_tree(diagnostics::make_source("", std::move(text)), max_depth, mistakes);
  return parsed;
}

struct Refusal {
  std::string text;
  std::string code;
  std::uint32_t line;
  std::uint32_t column;
  std::string message;
};

TEST(JsonParser, RefusesWithTheFirstWrongPlace) {
  using namespace std::string_literals;
  const std::vector<Refusal> cases{
      {"", "E0101", 1, 1, "the text is empty; expected a JSON object"},
      {" \n ", "E0101", 2, 2, "the text is empty; expected a JSON object"},
      {"\xEF\xBB\xBF", "E0101", 1, 2, "the text ends too early; expected a value"},
      {"\xEF\xBB\xBF\xEF\xBB\xBF{}", "E0101", 1, 2, "expected a value"},
      {"{", "E0101", 1, 2, "the text ends too early; expected a key in double quotes or `}`"},
      {"{\"a\"", "E0101", 1, 5, "the text ends too early; expected `:`"},
      {"{\"a\" 1}", "E0101", 1, 6, "expected `:`"},
      {"{\"a\":}", "E0101", 1, 6, "expected a value"},
      {"{\"a\":1,}", "E0101", 1, 8, "expected a key in double quotes"},
      {"{\"a\":1 \"b\":2}", "E0101", 1, 8, "expected `,` or `}`"},
      {"{\"a\":1,,\"b\":2}", "E0101", 1, 8, "expected a key in double quotes"},
      {"{a: 1}", "E0101", 1, 2, "expected a key in double quotes or `}`"},
      {"{'a': 1}", "E0101", 1, 2, "expected a key in double quotes or `}`"},
      {"{1: 1}", "E0101", 1, 2, "expected a key in double quotes or `}`"},
      {"[", "E0101", 1, 2, "the text ends too early; expected a value or `]`"},
      {"[1", "E0101", 1, 3, "the text ends too early; expected `,` or `]`"},
      {"[1,]", "E0101", 1, 4, "expected a value"},
      {"[1}", "E0101", 1, 3, "expected `,` or `]`"},
      {"[,1]", "E0101", 1, 2, "expected a value or `]`"},
      {"]", "E0101", 1, 1, "expected a value"},
      {"{} {}", "E0101", 1, 4, "something follows the end of the document"},
      {"{}\0"s, "E0101", 1, 3, "something follows the end of the document"},
      {"[\0]"s, "E0101", 1, 2, "expected a value or `]`, but here is a control character"},
      {"[1] // remark", "E0101", 1, 5, "something follows the end of the document"},
      {"[1, // remark\n2]", "E0101", 1, 5, "expected a value"},
      {"[/* remark */ 1]", "E0101", 1, 2, "expected a value or `]`"},
      {"[True]", "E0101", 1, 2, "expected a value or `]`"},
      {"[tru]", "E0101", 1, 2, "expected a value or `]`"},
      {"[nulls]", "E0101", 1, 6, "expected `,` or `]`"},
      {"[NaN]", "E0101", 1, 2, "expected a value or `]`"},
      {"[Infinity]", "E0101", 1, 2, "expected a value or `]`"},
      {"[-Infinity]", "E0101", 1, 2, "this is not a number as JSON writes it"},
      {"[01]", "E0101", 1, 2, "this is not a number as JSON writes it"},
      {"[-01]", "E0101", 1, 2, "this is not a number as JSON writes it"},
      {"[1.]", "E0101", 1, 2, "this is not a number as JSON writes it"},
      {"[.5]", "E0101", 1, 2, "this is not a number as JSON writes it"},
      {"[+1]", "E0101", 1, 2, "this is not a number as JSON writes it"},
      {"[1e]", "E0101", 1, 2, "this is not a number as JSON writes it"},
      {"[1e+]", "E0101", 1, 2, "this is not a number as JSON writes it"},
      {"[-]", "E0101", 1, 2, "this is not a number as JSON writes it"},
      {"[0x10]", "E0101", 1, 2, "this is not a number as JSON writes it"},
      {"[1_000]", "E0101", 1, 2, "this is not a number as JSON writes it"},
      {"[1-2]", "E0101", 1, 2, "this is not a number as JSON writes it"},
      {"[1.5.2]", "E0101", 1, 2, "this is not a number as JSON writes it"},
      {"[1 2]", "E0101", 1, 4, "expected `,` or `]`"},
      {"[\"a]", "E0101", 1, 2, "the string has no closing quote"},
      {"[\"a\\\"]", "E0101", 1, 2, "the string has no closing quote"},
      {"[\"a\\", "E0101", 1, 2, "the string has no closing quote"},
      {"[\"a\nb\"]", "E0101", 1, 2, "the string has no closing quote on its line"},
      {"[\"a\tb\"]", "E0101", 1, 4, "a control character cannot stand in a string"},
      {"[\"a\0b\"]"s, "E0101", 1, 4, "a control character cannot stand in a string"},
      {"[\"\\x41\"]", "E0101", 1, 3, "JSON strings do not have this escape"},
      {"[\"\\\xC3\xA9\"]", "E0101", 1, 3, "JSON strings do not have this escape"},
      {"[\"\\u12\"]", "E0101", 1, 3, "`\\u` needs four hexadecimal digits"},
      {"[\"\\u12G4\"]", "E0101", 1, 3, "`\\u` needs four hexadecimal digits"},
      {"[\"\\ud800\"]", "E0105", 1, 3, "half of a surrogate pair stands alone"},
      {"[\"\\udc00\"]", "E0105", 1, 3, "half of a surrogate pair stands alone"},
      {"[\"ok \\ud83d\\ude00 \\ud800\\u0041\"]", "E0105", 1, 19, "half of a surrogate pair stands alone"},
      {"{\"\\ud800\": 1}", "E0105", 1, 3, "half of a surrogate pair stands alone"},
      {"[\"\xFF\"]", "E0105", 1, 3, "the text is not valid UTF-8 here"},
      {"[\"\xC0\xAF\"]", "E0105", 1, 3, "the text is not valid UTF-8 here"},
      {"[\"\xED\xA0\x80\"]", "E0105", 1, 3, "the text is not valid UTF-8 here"},
      {"[\"\xF4\x90\x80\x80\"]", "E0105", 1, 3, "the text is not valid UTF-8 here"},
      {"[\"\xE4\xB8\"]", "E0105", 1, 3, "the text is not valid UTF-8 here"},
      {"[1e309]", "E0104", 1, 2, "the number is larger than any double"},
      {"[-1e309]", "E0104", 1, 2, "the number is larger than any double"},
  };
  for (const Refusal& each : cases) {
    const Parsed parsed = parse(each.text);
    EXPECT_FALSE(parsed.value) << each.text;
    ASSERT_EQ(parsed.diagnostics.size(), 1U) << each.text;
    const Diagnostic& found = parsed.diagnostics[0];
    EXPECT_EQ(found.code, each.code) << each.text;
    EXPECT_EQ(found.line, each.line) << each.text;
    EXPECT_EQ(found.column, each.column) << each.text;
    EXPECT_EQ(found.message, each.message) << each.text;
  }
}

TEST(JsonParser, SuggestsWhatWasMeant) {
  const std::vector<std::pair<std::string, std::string>> cases{
      {"[True]", "did you mean `true`?"},
      {"[None]", "did you mean `null`?"},
      {"[abc]", "texts stand in double quotes"},
      {"{a: 1}", "keys stand in double quotes"},
      {"['a']", "strings stand in double quotes"},
      {"[1,]", "the comma before it is one too many"},
      {"{\"a\": 1,}", "the comma before it is one too many"},
      {"[1, # x\n2]", "JSON has no comments; `meta` can hold remarks"},
      {"[012]", "numbers do not begin with `0`"},
      {"[\"a\tb\"]", "a tab is written `\\t`"},
  };
  for (const auto& [text, hint] : cases) {
    const Parsed parsed = parse(text);
    ASSERT_EQ(parsed.diagnostics.size(), 1U) << text;
    EXPECT_EQ(parsed.diagnostics[0].hint, hint) << text;
  }
}

TEST(JsonParser, KeepsIntegersAndDoublesApart) {
  const Parsed parsed = parse(
      "[0, -0, 9223372036854775807, -9223372036854775808, 1.0, 1e3, 0.1, -0.0, 5e-324, "
      "1.7976931348623157e308]");
  ASSERT_TRUE(parsed.value);
  const auto& items = *parsed.value->as<Value::Array>();
  EXPECT_EQ(*items[0].as<std::int64_t>(), 0);
  EXPECT_EQ(*items[1].as<std::int64_t>(), 0);
  EXPECT_EQ(*items[2].as<std::int64_t>(), std::numeric_limits<std::int64_t>::max());
  EXPECT_EQ(*items[3].as<std::int64_t>(), std::numeric_limits<std::int64_t>::min());
  EXPECT_EQ(*items[4].as<double>(), 1.0);
  EXPECT_EQ(*items[5].as<double>(), 1000.0);
  EXPECT_EQ(*items[6].as<double>(), 0.1);
  EXPECT_TRUE(std::signbit(*items[7].as<double>()));
  EXPECT_EQ(*items[8].as<double>(), std::numeric_limits<double>::denorm_min());
  EXPECT_EQ(*items[9].as<double>(), std::numeric_limits<double>::max());
}

TEST(JsonParser, RefusesNumbersThatNoTypeHoldsAndGoesOn) {
  const std::vector<std::string> numbers{"9223372036854775808",
                                         "-9223372036854775809",
                                         "18446744073709551615",
                                         "18446744073709551616",
                                         "-18446744073709551616",
                                         "1e-400",
                                         "-1.5e-999"};
  std::string text = "{\"n\": [";
  for (std::size_t i = 0; i < numbers.size(); ++i) text += (i == 0 ? "" : ", ") + numbers[i];
  const Parsed parsed = parse(text + "]}");
  EXPECT_TRUE(parsed.value);
  ASSERT_EQ(parsed.diagnostics.size(), numbers.size());
  for (std::size_t i = 0; i < numbers.size(); ++i) {
    EXPECT_EQ(parsed.diagnostics[i].code, "E0104") << numbers[i];
    EXPECT_EQ(parsed.diagnostics[i].pointer, "/n/" + std::to_string(i));
    EXPECT_EQ(parsed.diagnostics[i].length, numbers[i].size()) << numbers[i];
  }
  EXPECT_TRUE(parse("[0e-999, 0.000, 0e5]").diagnostics.empty());
}

TEST(JsonParser, RefusesDuplicateKeysHoweverWritten) {
  const Parsed parsed =
      parse("{\"a\": 1,\n \"b\": {\"x\": 1, \"x\": 2, \"y/~\": {\"k\": 1, \"k\": 1}},\n \"\\u0061\": 3}");
  ASSERT_EQ(parsed.diagnostics.size(), 3U);
  EXPECT_EQ(parsed.diagnostics[0].pointer, "/b/y~1~0/k");
  EXPECT_EQ(parsed.diagnostics[1].pointer, "/b/x");
  EXPECT_EQ(parsed.diagnostics[2].pointer, "/a");
  EXPECT_EQ(parsed.diagnostics[2].message, "the key `a` stands twice in this object");
  EXPECT_EQ(parsed.diagnostics[2].hint, "it stands first at line 1");
  EXPECT_EQ(parsed.diagnostics[2].line, 3U);
  for (const Diagnostic& each : parsed.diagnostics) EXPECT_EQ(each.code, "E0103");
  ASSERT_TRUE(parsed.value);
  EXPECT_EQ(parsed.value->as<Value::Object>()->size(), 2U);
}

TEST(JsonParser, FindsDuplicatesInALargeObjectInBoundedNumber) {
  std::string text = "{";
  for (int i = 0; i < 300'000; ++i) text += "\"k" + std::to_string(i / 2) + "\":0,";
  text.back() = '}';
  EXPECT_EQ(parse(text).diagnostics.size(), diagnostics::MistakeList::limit);
}

TEST(JsonParser, PlacesEveryValue) {
  const std::string text =
      "\xEF\xBB\xBF { \"k\\u0041\" : [ -1.5e3 , \"\\\"\\\\\xE4\xB8\xAD\" , true, null ,{}] }\n";
  const Parsed parsed = parse(text);
  ASSERT_TRUE(parsed.value) << render(parsed.diagnostics);
  const auto slice = [&](diagnostics::Span span) { return text.substr(span.begin, span.end - span.begin); };
  const Member& member = parsed.value->as<Value::Object>()->at(0);
  EXPECT_EQ(member.key, "kA");
  EXPECT_EQ(slice(member.key_span), "\"k\\u0041\"");
  const auto& items = *member.value.as<Value::Array>();
  const std::vector<std::string> expected{"-1.5e3", "\"\\\"\\\\\xE4\xB8\xAD\"", "true", "null", "{}"};
  ASSERT_EQ(items.size(), expected.size());
  for (std::size_t i = 0; i < items.size(); ++i) EXPECT_EQ(slice(items[i].span), expected[i]);
  EXPECT_EQ(*items[1].as<std::string>(), "\"\\\xE4\xB8\xAD");
}

TEST(JsonParser, TakesEveryEscape) {
  const Parsed parsed = parse(R"(["\"\\\/\b\f\n\r\t\u0000\u00e9\u4e2d\ud83d\ude00"])");
  ASSERT_TRUE(parsed.value);
  const std::string expected("\"\\/\b\f\n\r\t\0\xC3\xA9\xE4\xB8\xAD\xF0\x9F\x98\x80", 18);
  EXPECT_EQ(*parsed.value->as<Value::Array>()->at(0).as<std::string>(), expected);
}

TEST(JsonParser, BoundsDepthOnASmallStack) {
  test::run_on_small_stack([] {
    for (const std::size_t depth : {1U, 2U, 127U, 128U, 129U, 1'000U, 100'000U, 10'000'000U}) {
      std::string objects;
      for (std::size_t i = 0; i < depth && i < 1'000'000; ++i) objects += "{\"a\":";
      const std::size_t object_depth = objects.size() / 5;
      const std::vector<std::pair<std::string, std::size_t>> texts{
          {std::string(depth, '[') + std::string(depth, ']'), depth},
          {std::string(depth, '['), depth},
          {objects + "1" + std::string(object_depth, '}'), object_depth}};
      for (const auto& [text, levels] : texts) {
        const Parsed parsed = parse(text);
        const bool closed = text.back() != '[';
        EXPECT_EQ(parsed.value.has_value(), levels <= 128 && closed) << levels;
        if (levels <= 128) continue;
        ASSERT_EQ(parsed.diagnostics.size(), 1U);
        EXPECT_EQ(parsed.diagnostics[0].code, "E0102");
        const Value copy = parse(text.substr(0, 1) == "[" ? "[[]]" : "{\"a\":{}}").value.value();
        EXPECT_FALSE(copy.as<std::string>());
      }
    }
  });
}

TEST(JsonParser, SurvivesEveryTruncationAndEveryChangedByte) {
  const std::string text =
      R"({"a": [1, -2.5e3, "x\n\u00e9\ud83d\ude00", true, false, null], "b": {"c": "中"}})";
  for (std::size_t length = 0; length < text.size(); ++length) {
    const Parsed parsed = parse(text.substr(0, length));
    EXPECT_FALSE(parsed.value) << length;
    EXPECT_EQ(parsed.diagnostics.size(), 1U) << length;
  }
  for (std::size_t at = 0; at < text.size(); ++at) {
    for (int byte = 0; byte < 256; ++byte) {
      std::string changed = text;
      changed[at] = static_cast<char>(byte);
      const Parsed parsed = parse(changed);
      EXPECT_TRUE(parsed.value || !parsed.diagnostics.empty()) << changed;
    }
  }
}

}  // namespace
}  // namespace eligo::json
