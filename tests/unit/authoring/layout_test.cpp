#include "authoring/layout/layout.hpp"

#include <gtest/gtest.h>

#include <string>
#include <string_view>
#include <vector>

namespace eligo::authoring {
namespace {

std::string laid_out(const std::string& text) {
  std::vector<Diagnostic> diagnostics;
  const auto result = lay_out(text, "test.json", {}, diagnostics);
  EXPECT_TRUE(result) << render(diagnostics);
  if (!result) return {};
  EXPECT_EQ(lay_out(*result, "test.json", {}, diagnostics), *result) << "the second time";
  return *result;
}

std::vector<std::string> codes_of(const std::string& text) {
  std::vector<Diagnostic> diagnostics;
  EXPECT_FALSE(lay_out(text, "test.json", {}, diagnostics));
  std::vector<std::string> codes;
  for (const Diagnostic& diagnostic : diagnostics) codes.push_back(diagnostic.code);
  return codes;
}

TEST(Layout, GivesRulesAndEntriesTheirLines) {
  EXPECT_EQ(
      laid_out("\xEF\xBB\xBF{\"format\":1,\r\n\t\"facts\":{\"a\":{\"type\":\"int\",\"range\":[0,null]}},"
               R"("params":{},"rules":[{"id":"r","category":"c","effect":"hide","when":"a<1&&!b",)"
               R"("on_missing":"skip","reason":"R","priority":1.0,"review":true,"meta":[ ]}]})"),
      R"({
  "format": 1,
  "facts": {
    "a": {"type": "int", "range": [0, null]}
  },
  "params": {},
  "rules": [
    {
      "id": "r", "category": "c", "effect": "hide",
      "when": "a < 1 && !b",
      "on_missing": "skip",
      "reason": "R", "priority": 1.0, "review": true,
      "meta": []
    }
  ]
}
)");
}

TEST(Layout, BreaksWhatIsTooWide) {
  const std::string wide(22, 'x');
  EXPECT_EQ(laid_out(R"({"facts":{"a":{"type":"enum","unit":"u","title":{"en":")" + wide + R"(","de":")" +
                     wide + R"(","fr":")" + wide + R"("}}}})"),
            R"({
  "facts": {
    "a": {
      "type": "enum", "unit": "u",
      "title": {"en": ")" +
                wide + R"(", "de": ")" + wide + R"(", "fr": ")" + wide + R"("}
    }
  }
}
)");
}

TEST(Layout, FillsLinesWithPlainValues) {
  std::string values;
  for (int i = 100; i < 140; ++i) values += (values.empty() ? "" : ",") + std::to_string(i);
  EXPECT_EQ(laid_out("[[" + values + "]]"), R"([
  [
    100, 101, 102, 103, 104, 105, 106, 107, 108, 109, 110, 111, 112, 113, 114, 115, 116, 117, 118, 119, 120, 121,
    122, 123, 124, 125, 126, 127, 128, 129, 130, 131, 132, 133, 134, 135, 136, 137, 138, 139
  ]
]
)");
}

TEST(Layout, CountsColumnsOfATerminal) {
  const auto with = [](std::string_view sign) {
    std::string text = "[[\"";
    for (int i = 0; i < 50; ++i) text += sign;
    return text + "\", 1]]";
  };
  EXPECT_EQ(laid_out(with("x")), with("x") + "\n");
  EXPECT_EQ(laid_out(with("信")), with("信") + "\n");
  EXPECT_NE(laid_out(with("信信")), with("信信") + "\n");
}

TEST(Layout, KeepsScalarsAsWritten) {
  EXPECT_EQ(
      laid_out(
          R"([1.0,1e5,-0,1E+05,true,null,"\u4e2d\/\u00e9 \"\\\u0041\u000a\n\u200b\u2028\ud83d\ude00\u0022"])"),
      R"([1.0, 1e5, -0, 1E+05, true, null, "中/é \"\\A\n\n\u200b\u2028😀\""])"
      "\n");
}

TEST(Layout, SpacesEveryExpressionAndNothingElse) {
  const std::string text = laid_out(R"({"facts":{"a>1":{"type":"a>1"}},"id":"a>1","params":{"p":"a>1"},
    "definitions":{"d":"a>1","e":{"value":"a>1","title":{"en":"a>1"},"unit":"a>1"}},
    "segments":[{"id":"a>1","when":"a>2","params":{"p":"a>1"}}],
    "rules":[{"id":"a>1","when":{"all":["a>3",{"when":"a>4","note":{"en":"a>1"}},{"any":["a>5"]},{"none":["a>6"]}],
      "meta":{"when":"a>1"}}}],
    "alternatives":[{"when":{"when":"a>7"},"message":{"en":"a>1"}}],"meta":{"rules":[{"when":"a>1"}]}})");
  for (const std::string spaced :
       {"\"d\": \"a > 1\"", "\"value\": \"a > 1\"", "a > 2", "a > 3", "a > 4", "a > 5", "a > 6", "a > 7"})
    EXPECT_NE(text.find(spaced), std::string::npos) << spaced << text;
  std::size_t left = 0;
  for (std::size_t at = text.find("a>1"); at != std::string::npos; at = text.find("a>1", at + 1)) ++left;
  EXPECT_EQ(left, 13U) << text;
}

TEST(Layout, KeepsCommentsAndEscapesOfExpressions) {
  EXPECT_EQ(laid_out(R"({"definitions":{"a":"x>1 // why","b":"x==\"\u200b\u00e9\"","c":"x>1&&\n  y<2"}})"),
            R"({
  "definitions": {
    "a": "x>1 // why",
    "b": "x == \"\u200bé\"",
    "c": "x > 1 && y < 2"
  }
}
)");
}

TEST(Layout, KnowsFixtures) {
  EXPECT_EQ(laid_out(R"({"format":1,"rules":"rule_set.json","now":"2026-11-23T10:00:00Z",
    "profiles":{"ann":{"age":34,"when":"a>1"}},"fixtures":[{"name":"a","base":"ann","with":{},"verdict":"visible"}],
    "tables":[{"name":"t","columns":["age","expect.verdict"],"rows":[[16,"denied"],[18,"visible"]]}]})"),
            R"({
  "format": 1,
  "rules": "rule_set.json",
  "now": "2026-11-23T10:00:00Z",
  "profiles": {
    "ann": {"age": 34, "when": "a>1"}
  },
  "fixtures": [
    {"name": "a", "base": "ann", "with": {}, "verdict": "visible"}
  ],
  "tables": [
    {
      "name": "t",
      "columns": ["age", "expect.verdict"],
      "rows": [
        [16, "denied"],
        [18, "visible"]
      ]
    }
  ]
}
)");
}

TEST(Layout, GivesATablesRowOneLine) {
  const std::string wide(200, 'x');
  const std::string text = laid_out(R"({"tables":[{"rows":[[")" + wide + R"(",{"a":1}]]}]})");
  EXPECT_NE(text.find("        [\"" + wide + "\", {\"a\": 1}]\n"), std::string::npos) << text;
}

TEST(Layout, LooksAtNoNamesTypesOrKeys) {
  EXPECT_EQ(laid_out(R"({"rules":[{"wen":"a>1","when":"nobody<'x'","reason":7},3,null],"facts":[]})"),
            R"({
  "rules": [
    {
      "wen": "a>1",
      "when": "nobody < 'x'",
      "reason": 7
    },
    3,
    null
  ],
  "facts": []
}
)");
}

TEST(Layout, SaysWhatCannotBeRead) {
  using Codes = std::vector<std::string>;
  EXPECT_EQ(codes_of(""), Codes{"E0101"});
  EXPECT_EQ(codes_of("{} x"), Codes{"E0101"});
  EXPECT_EQ(codes_of(R"({"a":1,"a":2})"), Codes{"E0103"});
  EXPECT_EQ(codes_of("\"\xFF\""), Codes{"E0105"});
  EXPECT_EQ(codes_of(std::string(200, '[')), Codes{"E0102"});
  EXPECT_EQ(codes_of(R"({"definitions":{"d":"a >","e":"a = 1"}})"), (Codes{"E0301", "E0301"}));
}

TEST(Layout, GoesAsDeepAsDocumentsMay) {
  const std::string deep =
      std::string(127, '[') + "{\"" + std::string(200, 'k') + "\":{}}" + std::string(127, ']');
  const std::string text = laid_out(deep.substr(1, deep.size() - 2));
  EXPECT_NE(text.find("\n" + std::string(252, ' ') + "{\n"), std::string::npos) << text;
}

}  // namespace
}  // namespace eligo::authoring
