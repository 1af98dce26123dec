#include "document/suspicion.hpp"

#include <gtest/gtest.h>

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "document/composition.hpp"
#include "unit/document/reading.hpp"

namespace eligo::document {
namespace {

using Kind = Suspicion::Kind;
using test::TemporaryFolder;
using namespace std::string_view_literals;

struct Case {
  std::string_view value;
  std::optional<Kind> in_file, in_json;
  std::string_view meant = {};
};

const std::vector<Case> cases{
    {"CN-31", {}, {}},
    {"Republic of Korea", {}, {}},
    {"a.b@c.de:80+1_x", {}, {}},
    {"\xE4\xB8\xAD\xE6\x96\x87 \xE5\xB1\xB1", {}, {}},
    {"O'Brien", {}, {}},
    {"'s-Hertogenbosch", {}, {}},
    {"C#", {}, {}},
    {"https://example.com/#top", {}, {}},
    {"x-", {}, {}},
    {"-1", {}, {}},
    {"", {}, {}},
    // control characters and line separators
    {"a\rb", Kind::control, Kind::control},
    {"a\0"sv, Kind::control, Kind::control},
    {"a\x1b[31m", Kind::control, Kind::control},
    {"a\x7f", Kind::control, Kind::control},
    {"a\xC2\x85"
     "b",
     Kind::control, Kind::control},
    {"a\xE2\x80\xA8"
     "b",
     Kind::control, Kind::control},
    // what nobody sees
    {"CN\xC2\xAD-31", Kind::invisible, Kind::invisible},
    {"CN\xC2\xA0-31", Kind::invisible, Kind::invisible},
    {"CN-31\xE2\x80\x8B", Kind::invisible, Kind::invisible},
    {"\xEF\xBB\xBF"
     "CN-31",
     Kind::invisible, Kind::invisible},
    {"a\xE2\x80\xAE"
     "b",
     Kind::invisible, Kind::invisible},
    {"CN-31\xE2\x80\x8D", Kind::invisible, Kind::invisible},
    {"\xD9\x85\xDB\x8C\xE2\x80\x8C\xD8\xAE\xD9\x88", {}, {}},  // a joiner where Persian has one
    // white space; list files are trimmed before
    {" CN-31", Kind::white_space, Kind::white_space, "CN-31"},
    {"CN-31\t", Kind::white_space, Kind::white_space, "CN-31"},
    {"\xE3\x80\x80"
     "CN-31 ",
     Kind::white_space, Kind::white_space, "CN-31"},
    {"\xE5\xB1\xB1\xE3\x80\x80\xE7\x94\xB0", {}, {}},  // an ideographic space within a name
    // quotes
    {"\"CN-31\"", Kind::quotes, Kind::quotes, "CN-31"},
    {"'CN-31'", Kind::quotes, Kind::quotes, "CN-31"},
    {"\"CN-31\",", Kind::quotes, Kind::quotes, "CN-31"},
    {"\xE2\x80\x9C"
     "CN-31\xE2\x80\x9D",
     Kind::quotes, Kind::quotes, "CN-31"},
    {"\"\"", Kind::quotes, Kind::quotes, ""},
    {"'", {}, {}},
    {"- CN-31", Kind::bullet, Kind::bullet, "CN-31"},
    {"* CN-31", Kind::bullet, Kind::bullet, "CN-31"},
    // comments
    {"CN-31 # Shanghai", Kind::comment, Kind::comment, "CN-31"},
    {"CN-31\t# Shanghai", Kind::comment, Kind::comment, "CN-31"},
    {"\"CN-31\", # Shanghai", Kind::comment, Kind::comment, "CN-31"},
    {"CN-31 // Shanghai", Kind::comment, Kind::comment, "CN-31"},
    {"CN-31 ; Shanghai", Kind::comment, Kind::comment, "CN-31"},
    {"// Shanghai", Kind::comment, {}},
    {"#1", Kind::comment, {}},
    // columns; in JSON a comma may be one of prose
    {"CN-31,Shanghai", Kind::column, Kind::column},
    {"CN-31;Shanghai", Kind::column, Kind::column},
    {"CN-31\tShanghai", Kind::column, Kind::column},
    {"CN-31,", Kind::column, Kind::column},
    {"CN-31, CN-33", Kind::column, Kind::column},
    {"Korea, Republic of", Kind::column, {}},
    {"Washington, D.C.", Kind::column, {}},
    // letters in two parts
    {"Mu\xCC\x88nchen", Kind::decomposed, Kind::decomposed},
    {"\xE3\x81\x8B\xE3\x82\x99", Kind::decomposed, Kind::decomposed},
    {"\xE1\x84\x92\xE1\x85\xA1\xE1\x86\xAB", Kind::decomposed, Kind::decomposed},
    {"\xED\x95\x98\xE1\x86\xAB", Kind::decomposed, Kind::decomposed},
    {"M\xC3\xBCnchen", {}, {}},
    {"x\xCC\x82", {}, {}},  // has no composed form
    {"M\xC3\x83\xC2\xBCnchen", Kind::misdecoded, Kind::misdecoded},
    {"M\xEF\xBF\xBDnchen", Kind::misdecoded, Kind::misdecoded},
    // the graver one counts
    {"'CN-31\r'", Kind::control, Kind::control},
    {"e\xCC\x81\xE2\x80\x8B", Kind::invisible, Kind::invisible},
};

TEST(Suspicion, IsRaisedByEachKindAndNoOther) {
  for (const Case& each : cases) {
    for (const ValueOrigin origin : {ValueOrigin::list_file, ValueOrigin::json}) {
      const auto& expected = origin == ValueOrigin::list_file ? each.in_file : each.in_json;
      const auto found = suspicion_of(each.value, origin);
      EXPECT_EQ(found.has_value(), expected.has_value()) << each.value;
      if (!found || !expected) continue;
      EXPECT_EQ(found->kind, *expected) << each.value;
      EXPECT_EQ(found->meant, each.meant) << each.value;
    }
  }
}

TEST(Suspicion, KnowsWhichPairsCompose) {
  EXPECT_TRUE(composes(U'u', 0x308));
  EXPECT_TRUE(composes(U'e', 0x301));
  EXPECT_TRUE(composes(0x1100, 0x1161));
  EXPECT_TRUE(composes(0xAC00, 0x11A8));
  EXPECT_FALSE(composes(0xAC01, 0x11A8));  // has its trailing consonant
  EXPECT_FALSE(composes(U'x', 0x302));
  EXPECT_FALSE(composes(0, 0x301));
  EXPECT_FALSE(composes(U'u', U'n'));
}

std::string lines(std::size_t count, const std::string& line) {
  std::string text;
  for (std::size_t i = 0; i < count; ++i) text += line + std::to_string(i) + "\n";
  return text;
}

TEST(SuspiciousValues, AreCountedWhereThereAreMany) {
  const TemporaryFolder folder;
  folder.write("l.txt", lines(2'000, "a,") + lines(5, "# x\nb # "));
  const Reading reading =
      read(rule_set(R"("lists": {"l": {"of": "string", "file": "l.txt"}})"), folder.path());
  ASSERT_TRUE(reading.document) << render(reading.diagnostics);
  EXPECT_EQ(reading.document->lists.at(0).values.size(), 2'005);
  std::vector<std::pair<std::uint32_t, std::string>> told;
  for (const Diagnostic& each : reading.diagnostics) told.emplace_back(each.line, each.message);
  ASSERT_EQ(told.size(), 8U);
  EXPECT_EQ(told.at(0).first, 1U);
  EXPECT_EQ(told.at(3), std::pair(4U, std::string("and 1997 more with several values in one")));
  EXPECT_EQ(told.at(7), std::pair(2'008U, std::string("and 2 more with a comment in the value")));
}

TEST(SuspiciousValues, AreErrorsOnlyForControlCharactersInFiles) {
  const TemporaryFolder folder;
  folder.write("l.txt", "CN-31\rCN-33\n");
  const std::string list = R"("lists": {"l": {"of": "string", )";
  EXPECT_EQ(read(rule_set(list + R"("file": "l.txt"}})"), folder.path()).codes(),
            std::vector<std::string>{"E0506"});
  EXPECT_EQ(read(rule_set(list + R"("values": ["CN-31\rCN-33"]}})")).codes(),
            std::vector<std::string>{"W0505"});
}

}  // namespace
}  // namespace eligo::document
