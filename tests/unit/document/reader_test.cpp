#include "document/reader.hpp"

#include <gtest/gtest.h>
#include <sys/resource.h>

#include "diagnostics/mistake_list.hpp"
#include "unit/document/reading.hpp"

namespace eligo::document {
namespace {

using test::TemporaryFolder;

TEST(Reader, KeepsEveryPart) {
  std::vector<Diagnostic> diagnostics;
  const auto document = read_file(ELIGO_SOURCE_DIR "/tests/schema/valid/everything.json", diagnostics);
  ASSERT_TRUE(document) << render(diagnostics);
  EXPECT_FALSE(document->facts.empty());
  EXPECT_FALSE(document->params.empty());
  EXPECT_FALSE(document->lists.empty());
  EXPECT_FALSE(document->definitions.empty());
  EXPECT_FALSE(document->segments.empty());
  EXPECT_FALSE(document->alternatives.empty());
  EXPECT_TRUE(document->title && document->description && document->on_missing && document->max_reasons &&
              document->meta);
}

TEST(Reader, ReadsARule) {
  const Reading reading =
      read(R"({"format": 1, "id": "x", "version": "1.0", "facts": {"a.b": {"type": "int"}}, "rules": [
    {"id": "r.1", "category": "c", "effect": "deny", "reason": "R_1", "on_missing": "skip", "priority": -3, "review": true,
     "active": {"from": "2026-01-01T00:00:00Z", "until": null}, "message": {"en": "no", "zh-CN": "不"},
     "meta": { "ticket" : [ 1, 2 ] },
     "when": {"all": ["a.b < 1", {"when": "a.b > 0", "note": {"en": "above"}}, {"none": ["a.b == 2"], "meta": 1}]}}]})");
  ASSERT_TRUE(reading.document) << render(reading.diagnostics);
  const WrittenRule& rule = reading.document->rules.at(0);
  EXPECT_EQ(rule.id.text, "r.1");
  EXPECT_EQ(rule.id.place.pointer, "/rules/0/id");
  EXPECT_EQ(rule.effect.text, "deny");
  EXPECT_EQ(rule.on_missing->text, "skip");
  EXPECT_EQ(rule.priority, -3);
  EXPECT_TRUE(rule.review);
  EXPECT_EQ(rule.active->from->text, "2026-01-01T00:00:00Z");
  EXPECT_FALSE(rule.active->until);
  EXPECT_EQ(rule.message->entries.at(1).locale, "zh-CN");
  EXPECT_EQ(*rule.meta, R"({"ticket":[1,2]})");
  ASSERT_EQ(rule.when.kind, Condition::Kind::all);
  ASSERT_EQ(rule.when.parts.size(), 3U);
  EXPECT_EQ(rule.when.parts[0].expression.place.pointer, "/rules/0/when/all/0");
  EXPECT_EQ(rule.when.parts[1].expression.place.pointer, "/rules/0/when/all/1/when");
  EXPECT_EQ(rule.when.parts[1].note->entries.at(0).text.text, "above");
  EXPECT_EQ(rule.when.parts[2].kind, Condition::Kind::none);
  EXPECT_EQ(*rule.when.parts[2].meta, "1");
}

TEST(Reader, FindsCharactersBehindEscapes) {
  const std::string text = rule_set(R"("definitions": {"d": "\"\u00e9\ud83d\ude00\\\" == a"})");
  const Reading reading = read(text);
  ASSERT_TRUE(reading.document) << render(reading.diagnostics);
  const LocatedText& expression = reading.document->definitions.at(0).expression;
  ASSERT_EQ(expression.text, "\"\xC3\xA9\xF0\x9F\x98\x80\\\" == a");
  const auto slice = [&](std::uint32_t begin, std::uint32_t end) {
    const diagnostics::Span span = expression.at({begin, end}).span;
    return text.substr(span.begin, span.end - span.begin);
  };
  EXPECT_EQ(slice(0, 1), "\\\"");
  EXPECT_EQ(slice(1, 3), "\\u00e9");
  EXPECT_EQ(slice(3, 7), "\\ud83d\\ude00");
  EXPECT_EQ(slice(7, 8), "\\\\");
  EXPECT_EQ(slice(10, 12), "==");
  EXPECT_EQ(slice(13, 14), "a");
}

TEST(Reader, ReportsEveryMistakeInTheOrderOfPlaces) {
  const Reading reading = read(R"({"format": 1, "version": 2, "id": "", "facts": {"a": {"tipe": "int"}},
    "rules": [{"id": "r", "categry": "c", "effect": "denied", "when": true, "reason": "low"}, 7],
    "paramz": {}})");
  EXPECT_FALSE(reading.document);
  EXPECT_EQ(reading.codes(), (std::vector<std::string>{"E0203", "E0205", "E0201", "E0201", "E0206", "E0203",
                                                       "E0205", "E0203", "E0201"}));
  EXPECT_EQ(reading.diagnostics[3].hint, "did you mean `category`?");
  EXPECT_EQ(reading.diagnostics[3].context, "rule `r`");
  EXPECT_EQ(reading.diagnostics[7].context, "rule 2");
}

TEST(Reader, StopsAtAnotherFormat) {
  EXPECT_EQ(read(R"({"format": 2, "else": true})").codes(), (std::vector<std::string>{"E0204", "E0201"}));
}

TEST(Reader, BoundsSize) {
  Limits limits;
  const std::string text = rule_set();
  limits.rule_set_bytes = text.size();
  EXPECT_TRUE(read(text, {}, limits).document);
  limits.rule_set_bytes = text.size() - 1;
  EXPECT_EQ(read(text, {}, limits).codes(), std::vector<std::string>{"E0106"});
  const TemporaryFolder folder;
  folder.write("r.json", text);
  for (const std::filesystem::path& path : {folder.path() / "r.json", std::filesystem::path("/dev/zero")}) {
    std::vector<Diagnostic> diagnostics;
    EXPECT_FALSE(read_file(path, diagnostics, limits));
    ASSERT_EQ(diagnostics.size(), 1U);
    EXPECT_EQ(diagnostics[0].code, "E0106");
    EXPECT_EQ(diagnostics[0].file, path.string());
  }
}

TEST(Reader, SaysWhyAFileCannotBeRead) {
  const TemporaryFolder folder;
  for (const auto& [path, reason] :
       {std::pair<std::filesystem::path, std::string>{folder.path() / "none.json", "no such file"},
        {folder.path(), "it is a directory"}}) {
    std::vector<Diagnostic> diagnostics;
    EXPECT_FALSE(read_file(path, diagnostics));
    ASSERT_EQ(diagnostics.size(), 1U);
    EXPECT_EQ(diagnostics[0].code, "E0501");
    EXPECT_NE(diagnostics[0].message.find(reason), std::string::npos) << diagnostics[0].message;
  }
}

TEST(Reader, LimitsTheNumberOfMistakes) {
  std::string text =
      R"({"format": 1, "id": "x", "version": "1", "facts": {"a": {"type": "int"}}, "rules": [)";
  for (int i = 0; i < 5'000; ++i) text += i == 0 ? "0" : ",0";
  const Reading reading = read(text + "]}");
  ASSERT_EQ(reading.diagnostics.size(), diagnostics::MistakeList::limit + 1);
  EXPECT_EQ(reading.diagnostics.back().code, "E0214");
}

std::string many_rules(int count) {
  std::string text =
      R"({"format": 1, "id": "x", "version": "1", "facts": {"a": {"type": "int"}}, "rules": [)";
  for (int i = 0; i < count; ++i) {
    const std::string number = std::to_string(i);
    text += (i == 0 ? "" : ",\n") + (R"({"id": "r)" + number) +
            R"(", "category": "c", "effect": "hide", "when": "a < )" + number + R"(", "reason": "R)" +
            number + R"(", "message": {"en": "Less than \")" + number + R"(\"."}})";
  }
  return text + "]}";
}

// Memory stays within a small multiple of the text, however large that is.
TEST(Reader, ReadsAHundredThousandRulesInBoundedMemory) {
  const auto peak_kilobytes = [] {
    rusage usage{};
    getrusage(RUSAGE_SELF, &usage);
    return usage.ru_maxrss;
  };
  const std::string text = many_rules(100'000);
  [[maybe_unused]] const long before = peak_kilobytes();
  const Reading reading = read(text);
  ASSERT_TRUE(reading.document) << render(reading.diagnostics);
  EXPECT_EQ(reading.document->rules.size(), 100'000U);
#ifndef ELIGO_SANITIZED
  EXPECT_LT(static_cast<std::size_t>(peak_kilobytes() - before), 40 * text.size() / 1024);
#endif
}

}  // namespace
}  // namespace eligo::document
