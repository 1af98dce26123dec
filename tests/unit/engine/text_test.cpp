#include "engine/text.hpp"

#include <gtest/gtest.h>

namespace eligo::engine {
namespace {

using values::Cause;

constexpr std::size_t most_bytes = std::size_t{1} << 20U;

class Text : public testing::Test {
 protected:
  Arena arena{*std::pmr::new_delete_resource()};
};

TEST_F(Text, CountsCodePoints) {
  EXPECT_EQ(code_points(""), 0);
  EXPECT_EQ(code_points("ta©o©αT"), 7);
  EXPECT_EQ(code_points("中文😬"), 3);
}

TEST_F(Text, TrimTakesUnicodeSpaceOffBothEnds) {
  struct Case {
    std::string_view text, trimmed;
  };
  for (const Case& c :
       {Case{"", ""}, Case{" \t\n\v\f\r", ""}, Case{" a b ", "a b"}, Case{"\u3000中\u200a", "中"},
        Case{"\u0085x\u00a0", "x"}, Case{"\u200bx", "\u200bx"}, Case{"é", "é"}}) {
    EXPECT_EQ(trim(c.text), c.trimmed);
  }
}

TEST_F(Text, Substring) {
  struct Case {
    std::string_view text;
    std::int64_t begin;
    std::optional<std::int64_t> end;
    std::string_view part;  // "!" for an error
  };
  for (const Case& c : {
           Case{"tacocat", 4, std::nullopt, "cat"},
           Case{"tacocat", 7, std::nullopt, ""},
           Case{"tacocat", 8, std::nullopt, "!"},
           Case{"tacocat", -1, std::nullopt, "!"},
           Case{"ta©o©αT", 2, 6, "©o©α"},
           Case{"ta©o©αT", 7, 7, ""},
           Case{"ta©o©αT", 6, 8, "!"},
           Case{"tacocat", 2, 1, "!"},
           Case{"tacocat", 0, 0, ""},
           Case{"", 0, 0, ""},
           Case{"", 0, 1, "!"},
           Case{"abc", 1, std::numeric_limits<std::int64_t>::max(), "!"},
           Case{"abc", std::numeric_limits<std::int64_t>::min(), 1, "!"},
       }) {
    std::string_view out = "!";
    const Cause cause = substring(out, c.text, c.begin, c.end);
    EXPECT_EQ(out, c.part) << c.text << " " << c.begin;
    EXPECT_EQ(cause, c.part == "!" ? Cause::index_out_of_range : Cause::none);
  }
}

TEST_F(Text, Positions) {
  struct Case {
    std::string_view text, part;
    std::optional<std::int64_t> from;
    std::int64_t first, last;  // -2 for an error
  };
  for (const Case& c : {
           Case{"tacocat", "", std::nullopt, 0, 7},
           Case{"tacocat", "ac", std::nullopt, 1, 1},
           Case{"tacocat", "none", std::nullopt, -1, -1},
           Case{"tacocat", "", 3, 3, 3},
           Case{"tacocat", "a", 3, 5, 1},
           Case{"ta©o©αT", "©", std::nullopt, 2, 4},
           Case{"ta©o©αT", "©", 3, 4, 2},
           Case{"ta©o©αT", "©αT", 3, 4, -1},
           Case{"tacocat", "a", 7, -1, 5},
           Case{"tacocat", "a", 8, -2, -2},
           Case{"tacocat", "a", -1, -2, -2},
           Case{"bananananana", "nana", 7, 8, 6},
           Case{"", "", std::nullopt, 0, 0},
           Case{"", "x", 0, -1, -1},
       }) {
    std::int64_t first = -2, last = -2;
    EXPECT_EQ(index_of(first, c.text, c.part, c.from.value_or(0)),
              c.first == -2 ? Cause::index_out_of_range : Cause::none);
    EXPECT_EQ(last_index_of(last, c.text, c.part, c.from),
              c.last == -2 ? Cause::index_out_of_range : Cause::none);
    EXPECT_EQ(first, c.first) << c.text << " " << c.part;
    EXPECT_EQ(last, c.last) << c.text << " " << c.part;
  }
}

TEST_F(Text, Replace) {
  struct Case {
    std::string_view text, from, to;
    std::int64_t limit;
    std::string_view changed;
  };
  for (const Case& c : {
           Case{"12 days 12 hours", "{0}", "2", -1, "12 days 12 hours"},
           Case{"hello hello", "he", "we", -1, "wello wello"},
           Case{"hello hello", "he", "we", 1, "wello hello"},
           Case{"hello hello", "he", "we", 0, "hello hello"},
           Case{"hello", "ello", "", -1, "h"},
           Case{"1 ©αT taco", "αT", "o©α", -1, "1 ©o©α taco"},
           Case{"©α", "", "-", -1, "-©-α-"},
           Case{"©α", "", "-", 2, "-©-α"},
           Case{"", "", "x", -1, "x"},
           Case{"aaa", "aa", "b", -1, "ba"},
       }) {
    std::string_view out;
    EXPECT_EQ(replace(out, c.text, c.from, c.to, c.limit, most_bytes, arena), Cause::none);
    EXPECT_EQ(out, c.changed) << c.text;
  }
}

TEST_F(Text, ReplaceIsBounded) {
  const std::string text(10'000, 'a');
  std::string_view out;
  EXPECT_EQ(replace(out, text, "a", text, -1, most_bytes, arena), Cause::overflow);
}

TEST_F(Text, Split) {
  struct Case {
    std::string_view text, separator;
    std::int64_t limit;
    std::vector<std::string> parts;
  };
  for (const Case& c : {
           Case{"hello world", " ", -1, {"hello", "world"}},
           Case{"a b c", " ", 0, {}},
           Case{"a b c", " ", 1, {"a b c"}},
           Case{"a b c", " ", 2, {"a", "b c"}},
           Case{"", " ", -1, {""}},
           Case{" ", " ", -1, {"", ""}},
           Case{"o©o", "", -1, {"o", "©", "o"}},
           Case{"o©o", "", 2, {"o", "©o"}},
           Case{"", "", -1, {}},
           Case{"aXXb", "XX", 9, {"a", "b"}},
       }) {
    std::vector<std::string> parts;
    split(c.text, c.separator, c.limit, [&](std::string_view part) { parts.emplace_back(part); });
    EXPECT_EQ(parts, c.parts) << c.text;
  }
}

TEST_F(Text, AsciiCaseLeavesTheRest) {
  EXPECT_EQ(lower_ascii("TacoCÆt", arena), "tacocÆt");
  EXPECT_EQ(upper_ascii("tacoCαt@[`{", arena), "TACOCαT@[`{");
}

}  // namespace
}  // namespace eligo::engine
