#include "output/csv_writer.hpp"

#include <gtest/gtest.h>

#include <string>

#include "profiles/csv_row.hpp"
#include "unit/output/sample_decisions.hpp"

namespace eligo::output {
namespace {

std::string row(const decide::DecisionData& decision, std::string_view subject, bool raw = false) {
  const SampleDecisions sample;
  std::string out;
  CsvWriter(sample.rules, "en", raw).write_decision(out, decision, subject);
  return out;
}

TEST(CsvWriter, WritesRows) {
  std::string header;
  CsvWriter(SampleDecisions().rules, "en", false).write_header(header);
  EXPECT_EQ(header, "id,verdict,segment,codes,messages,retry_at,error\n");
  EXPECT_EQ(row(SampleDecisions::visible(), "17"), "17,visible,,,,,\n");
  EXPECT_EQ(row(SampleDecisions::denied(), R"("u,1")"),
            "\"u,1\",denied,loyal,UNVERIFIED;SCORE_LOW,"
            "\"Verify your name. | Too low, says \"\"the bureau\"\".\",,\n");
}

TEST(CsvWriter, KeepsSpreadsheetsFromRunningCells) {
  for (const std::string subject : {"=1+2", "+1", "-1", "@x", "\t=1", "\r=1"}) {
    const std::string json = subject[0] == '\t'   ? "\"\\t=1\""
                             : subject[0] == '\r' ? "\"\\r=1\""
                                                  : "\"" + subject + "\"";
    const std::string guarded = row(SampleDecisions::visible(), json);
    EXPECT_EQ(guarded.substr(0, 2), "\"'") << subject;
    // with --raw the exact text comes back
    const std::string raw = row(SampleDecisions::visible(), json, true);
    std::vector<std::string_view> cells;
    std::string unquoted;
    ASSERT_EQ(profiles::split_csv_row(std::string_view(raw).substr(0, raw.size() - 1), cells, unquoted), "");
    EXPECT_EQ(cells.front(), subject);
  }
  EXPECT_EQ(row(SampleDecisions::visible(), "-5").substr(0, 5), "\"'-5\"");
}

TEST(CsvWriter, QuotesCellsForWhatIsFilledIn) {
  const struct {
    const char *before, *behind;
    values::Value score;
    const char* messages;
  } cases[] = {
      {"Score ", " is low.", {std::int64_t{580}}, "Score 580 is low."},
      {"Score ", " is low.", {std::string("5,8")}, "\"Score 5,8 is low.\""},
      {"Score ", ", low.", {std::int64_t{580}}, "\"Score 580, low.\""},
      {"Score ", ", low.", {std::string("\"5\"")}, "\"Score \"\"5\"\", low.\""},
      {"=", " \"low\"", {std::int64_t{580}}, "\"'=580 \"\"low\"\"\""},
      {"", " is low.", {std::int64_t{-5}}, "\"'-5 is low.\""},
      {"", ", low.", {std::int64_t{-5}}, "\"'-5, low.\""},
      {"", ", low.", {std::string("=1")}, "\"'=1, low.\""},
      {"", "", {std::string()}, ""},
      {"", "", {std::string("@")}, "\"'@\""},
      {"Score ", " is low.", {}, "Score unknown is low."},
  };
  for (const auto& [before, behind, score, messages] : cases) {
    SampleDecisions sample;
    sample.show_score(before, behind);
    sample.rules.rules[0].message = {};
    CsvWriter writer(sample.rules, "en", false);
    for (int again = 0; again < 3; ++again) {
      std::string out;
      writer.write_decision(out, SampleDecisions::denied_for(score), "1");
      EXPECT_EQ(out, std::string("1,denied,loyal,UNVERIFIED;SCORE_LOW,") + messages + ",,\n");
    }
  }
}

TEST(CsvWriter, WritesErrors) {
  const SampleDecisions sample;
  std::string out;
  const CsvWriter writer(sample.rules, "en", false);
  writer.write_error(out, "\"u1\"", {"a.csv", 3, false}, "the row has 2 cells, the header 3");
  EXPECT_EQ(out, "u1,,,,,,\"a.csv: line 3: the row has 2 cells, the header 3\"\n");
}

}  // namespace
}  // namespace eligo::output
