#include <eligo/diagnostic.hpp>
#include <eligo/result.hpp>

#include <set>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "diagnostics/code.hpp"
#include "diagnostics/place.hpp"
#include "diagnostics/suggestion.hpp"
#include "text/display.hpp"
#include "text/utf8.hpp"

namespace eligo::diagnostics {
namespace {

Diagnostic at(const std::string& text, const std::string& part, const std::string& file = "rules/x.json") {
  const auto source = make_source(file, text);
  const auto begin = static_cast<std::uint32_t>(text.find(part));
  const auto end = begin + static_cast<std::uint32_t>(part.size());
  return diagnose(Code::unknown_name, {source, {begin, end}, "/rules/6/when"},
                  "no fact is called `credit.scor`", "did you mean `credit.score`?", "rule `credit.score`");
}

TEST(Diagnostic, IsRenderedAsPeopleReadIt) {
  const std::string text = "{\n  \"rules\": [\n      \"when\": \"credit.scor < 600\",\n";
  EXPECT_EQ(at(text, "credit.scor").render(),
            "rules/x.json:3:16: error[E0312]: no fact is called `credit.scor`\n"
            "    3 |       \"when\": \"credit.scor < 600\",\n"
            "      |                ^^^^^^^^^^^ did you mean `credit.score`?\n"
            "   rule `credit.score`, at /rules/6/when\n");
}

TEST(Diagnostic, LeavesOutWhatIsNotKnown) {
  Diagnostic plain;
  plain.code = "E0501";
  plain.message = "cannot read it";
  EXPECT_EQ(plain.render(), "error[E0501]: cannot read it\n");
  plain.file = "a.json";
  plain.hint = "check the path";
  plain.severity = Severity::warning;
  EXPECT_EQ(plain.render(), "a.json: warning[E0501]: cannot read it\n   check the path\n");
  EXPECT_EQ(at("x credit.scor", "credit.scor", "").render().substr(0, 18), "<text>:1:3: error[");
}

TEST(Diagnostic, ColorOnlyAddsColor) {
  const Diagnostic each = at("x credit.scor", "credit.scor");
  std::string colored = each.render(true);
  EXPECT_NE(colored, each.render());
  for (std::size_t begin = colored.find('\x1b'); begin != std::string::npos; begin = colored.find('\x1b')) {
    colored.erase(begin, colored.find('m', begin) - begin + 1);
  }
  EXPECT_EQ(colored, each.render());
}

TEST(Diagnostic, CountsColumnsInCodePointsAndCaretsInCells) {
  const Diagnostic each = at("\xE5\x90\x8D\xE5\xAD\x97 = credit.scor", "credit.scor");
  EXPECT_EQ(each.column, 6U);
  EXPECT_EQ(each.length, 11U);
  const std::string rendered = each.render();
  EXPECT_NE(rendered.find("      |        ^^^^^^^^^^^ did"), std::string::npos) << rendered;
}

TEST(Diagnostic, TabsAndControlsDoNotShiftTheCarets) {
  const Diagnostic each = at("\t\x1b[31m credit.scor\r\n", "credit.scor");
  EXPECT_EQ(each.source_line, "  [31m credit.scor");
  EXPECT_EQ(each.column, 8U);
  EXPECT_EQ(each.render().find('\x1b'), std::string::npos);
}

TEST(Diagnostic, AlwaysRendersValidUtf8) {
  const std::string rendered = at("\xFF\xC3 credit.scor \xED\xA0\x80", "credit.scor").render();
  for (std::size_t i = 0; i < rendered.size();) {
    const text::CodePoint point = text::code_point_at(rendered, i);
    EXPECT_TRUE(point.valid);
    i += point.bytes;
  }
}

TEST(Diagnostic, CutsLongLinesAroundThePlace) {
  for (const std::size_t before : {0UL, 100UL, 139UL, 140UL, 141UL, 160UL, 5'000'000UL}) {
    const Diagnostic each =
        at(std::string(before, 'x') + "credit.scor" + std::string(5'000'000, 'y'), "credit.scor");
    EXPECT_EQ(each.column, before + 1);
    EXPECT_LE(text::count_code_points(each.source_line), 162U);
    // The carets stand under the word.
    const std::string rendered = each.render();
    const std::size_t line = rendered.find(" | ") + 3;
    const std::size_t carets = rendered.find(" | ", line) + 3;
    const std::size_t word =
        text::count_code_points(rendered.substr(line, rendered.find("credit", line) - line));
    EXPECT_EQ(rendered.find('^', carets) - carets, word) << before;
  }
}

TEST(Diagnostic, MarksOneLineAtMost) {
  const Diagnostic each = at("first {\n second }", "{\n second }");
  EXPECT_EQ(each.line, 1U);
  EXPECT_EQ(each.length, 1U);
  const auto source = make_source("f", "ab");
  EXPECT_EQ(diagnose(Code::json_syntax, {source, {2, 2}, ""}, "end").column, 3U);
  EXPECT_EQ(diagnose(Code::json_syntax, {source, {90, 95}, ""}, "past the end").column, 3U);
}

TEST(Diagnostic, TheLineIndexChangesNothing) {
  const std::string text = "one\ntwo\r\n\nfour\n";
  const auto plain = std::make_shared<const Source>(Source{"f", text});
  for (std::uint32_t i = 0; i <= text.size(); ++i) {
    EXPECT_EQ(diagnose(Code::json_syntax, {plain, {i, i + 1}, ""}, "x"),
              diagnose(Code::json_syntax, {make_source("f", text), {i, i + 1}, ""}, "x"));
  }
}

TEST(Cut, LeavesWholeCodePoints) {
  EXPECT_EQ(text::cut("", 0), "");
  EXPECT_EQ(text::cut("abc", 3), "abc");
  EXPECT_EQ(text::cut("abc", 2), "ab…");
  EXPECT_EQ(text::cut("abc", 0), "…");
  EXPECT_EQ(text::cut("中文字", 3), "中文字");
  EXPECT_EQ(text::cut("中文字", 2), "中文…");
  EXPECT_EQ(text::cut("\xF0\x9F\x98\x80\xFF\xE4z", 2), "\xF0\x9F\x98\x80\xFF…");
}

TEST(LocatedText, FindsPartsOfDecodedTextInTheSource) {
  LocatedText text;
  text.place = {make_source("f", R"(  "a\u0062c")"), {2, 12}, "/x"};
  text.text = "abc";
  text.offsets = {3, 4, 10, 11};
  EXPECT_EQ(text.at({1, 2}).span, (Span{4, 10}));
  EXPECT_EQ(text.at({3, 3}).span, (Span{11, 11}));
  EXPECT_EQ(text.at({0, 99}).span, (Span{3, 11}));
  EXPECT_EQ(text.at({0, 1}).pointer, "/x");
  LocatedText plain;
  plain.place = {make_source("f", R"("abc")"), {0, 5}, ""};
  plain.text = "abc";
  EXPECT_EQ(plain.at({1, 3}).span, (Span{2, 4}));
  EXPECT_EQ(text_from_memory("abc").at({1, 3}).span, (Span{1, 3}));
}

TEST(Codes, AreListedOnceInOrderWithStableTexts) {
  std::set<std::string> texts;
  Code previous{};
  for (const CodeDescription& each : all_codes()) {
    EXPECT_LT(previous, each.code);
    EXPECT_FALSE(each.title.empty());
    previous = each.code;
    texts.insert(code_text(each.code, Severity::error));
  }
  EXPECT_EQ(texts.size(), all_codes().size());
  EXPECT_EQ(code_text(Code::unknown_name, Severity::error), "E0312");
  EXPECT_EQ(code_text(Code::unused_name, Severity::warning), "W0410");
}

struct Mistyped {
  const char* word;
  const char* meant;
};

class Suggestion : public testing::TestWithParam<Mistyped> {};

TEST_P(Suggestion, IsTheClosestName) {
  const std::vector<std::string> names{"credit.score",
                                       "credit.store",
                                       "active",
                                       "inactive",
                                       "size",
                                       "startsWith",
                                       "\xE4\xB8\xAD\xE5\x9B\xBD",
                                       "ab"};
  EXPECT_EQ(closest(GetParam().word, names), GetParam().meant);
}

INSTANTIATE_TEST_SUITE_P(
    Every, Suggestion,
    testing::Values(Mistyped{"credit.scor", "credit.score"}, Mistyped{"credit.socre", "credit.score"},
                    Mistyped{"CREDIT.SCORE", "credit.score"}, Mistyped{"actve", "active"},
                    Mistyped{"startwith", "startsWith"}, Mistyped{"siez", "size"}, Mistyped{"zise", ""},
                    Mistyped{"completely.different", ""}, Mistyped{"", ""}, Mistyped{"x", ""},
                    Mistyped{"ba", "ab"}, Mistyped{"zz", ""},
                    Mistyped{"\xE4\xB8\xAD\xE5\x9C\x8B", "\xE4\xB8\xAD\xE5\x9B\xBD"}),
    [](const testing::TestParamInfo<Mistyped>& info) { return "case_" + std::to_string(info.index); });

TEST(Suggestion, IsWordedAsAQuestion) {
  const std::vector<std::string> names{"size"};
  EXPECT_EQ(did_you_mean("sise", names), "did you mean `size`?");
  EXPECT_EQ(did_you_mean("other", names), "");
}

TEST(Error, HoldsEveryDiagnostic) {
  const std::vector<Diagnostic> all{at("credit.scor", "credit.scor"), at("x credit.scor", "credit.scor")};
  const Result<int> failed(all);
  EXPECT_FALSE(failed);
  EXPECT_EQ(failed.diagnostics(), all);
  try {
    (void)failed.value();
    FAIL();
  } catch (const Error& error) {
    EXPECT_EQ(error.diagnostics(), all);
    EXPECT_EQ(error.what(), render(all));
  }
  EXPECT_EQ(Result<int>(7).value(), 7);
}

}  // namespace
}  // namespace eligo::diagnostics
