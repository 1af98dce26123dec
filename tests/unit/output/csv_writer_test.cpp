#include "output/csv_writer.hpp"

#include <gtest/gtest.h>

#include <string>

#include "profiles/csv_row.hpp"
#include "unit/output/sample_decisions.hpp"

namespace eligo::output {
namespace {

CsvWriter writer_of(const check::CheckedRuleSet& rules, bool raw = false,
                    const std::vector<std::string>& fields = {}) {
  std::vector<CsvColumn> columns = csv_columns(rules, Detail::full, {});
  std::string error;
  if (!fields.empty()) columns = choose_columns(columns, fields, error).value();
  return {rules, "en", columns, raw};
}

std::string row(const decide::DecisionData& decision, std::string_view subject, bool raw = false,
                const std::vector<std::string>& fields = {}) {
  const SampleDecisions sample;
  std::string out;
  writer_of(sample.rules, raw, fields).write_decision(out, decision, {subject});
  return out;
}

TEST(CsvWriter, WritesRows) {
  std::string header;
  writer_of(SampleDecisions().rules).write_header(header);
  EXPECT_EQ(header,
            "id,verdict,segment,codes,messages,waived,undecided,missing,refused,review,alternatives,"
            "bounds.best,bounds.worst,needs,retry_at,valid_until,times_bounded,error\n");
  EXPECT_EQ(row(SampleDecisions::visible(), "17"), "17,visible,,,,,,,,false,,visible,visible,,,,false,\n");
  EXPECT_EQ(row(SampleDecisions::denied(), R"("u,1")"),
            "\"u,1\",denied,loyal,UNVERIFIED;SCORE_LOW,"
            "\"Verify your name. | Too low, says \"\"the bureau\"\".\",,,,,false,installments,"
            "denied,denied,,,,false,\n");
  EXPECT_EQ(
      row(SampleDecisions::undecided(), "1", false,
          {"codes", "undecided", "missing", "refused", "waived", "review", "bounds", "needs", "valid_until"}),
      "SCORE_LOW,SCORE_LOW,credit.score,credit.score,UNVERIFIED,true,visible,denied,"
      "verified;credit.score,2026-11-25T08:00:00Z\n");
}

TEST(CsvWriter, HasTheColumnsOfTheDetail) {
  SampleDecisions sample;
  sample.rules.max_reasons = 1;
  CarriedColumns carried{
      .subject = "customer", .place = true, .kept = {"city"}, .stamp = {{"rule_set.id", "sample"}}};
  const auto names = [&](Detail detail) {
    std::string all;
    for (const CsvColumn& column : csv_columns(sample.rules, detail, carried)) all += column.name + " ";
    return all;
  };
  EXPECT_EQ(names(Detail::verdict), "customer file line city verdict segment review rule_set.id error ");
  EXPECT_EQ(
      names(Detail::codes),
      "customer file line city verdict segment codes shown waived undecided refused review alternatives "
      "rule_set.id error ");
}

TEST(CsvWriter, WritesWhereRecordsStandAndWhatIsKept) {
  const SampleDecisions sample;
  const CarriedColumns carried{.subject = "id", .place = true, .kept = {"city", "score"}, .stamp = {}};
  CsvWriter writer(sample.rules, "en", csv_columns(sample.rules, Detail::verdict, carried), false);
  const auto written = [&](std::string_view file, std::uint64_t line, const std::vector<KeptValue>& kept) {
    std::string out;
    writer.write_decision(out, SampleDecisions::visible(), {"1", {file, line}, kept});
    return out;
  };
  EXPECT_EQ(written("a,b.csv", 2, {{R"("Bonn")"}, {"-7"}}), "1,\"a,b.csv\",2,Bonn,-7,visible,,false,\n");
  EXPECT_EQ(written("a,b.csv", 3, {{R"("=1")"}, {R"({"x":1})"}}),
            "1,\"a,b.csv\",3,\"'=1\",\"{\"\"x\"\":1}\",visible,,false,\n");
  EXPECT_EQ(written("=c.csv", 1, {{"null"}, {"1.50"}}), "1,\"'=c.csv\",1,,1.50,visible,,false,\n");
  EXPECT_EQ(written("", 1, {{"true"}, {"[1,2]"}}), "1,,1,true,\"[1,2]\",visible,,false,\n");
  EXPECT_EQ(written("", 2, {{"Bonn", true}, {"=x", true}}), "1,,2,Bonn,\"'=x\",visible,,false,\n");
  EXPECT_EQ(written("d", 2, {{}, {"\"a\\\"b\""}}), "1,d,2,,\"a\"\"b\",visible,,false,\n");
  std::string error;
  writer.write_error(error, {"", {"d", 3}, std::vector<KeptValue>(2)}, "bad");
  EXPECT_EQ(error, ",d,3,,,,,,d: line 3: bad\n");
}

TEST(CsvWriter, WritesWhereRecordsStandInAnyOrder) {
  const SampleDecisions sample;
  const auto all =
      csv_columns(sample.rules, Detail::verdict, {.subject = "id", .place = true, .kept = {}, .stamp = {}});
  const std::vector<std::pair<std::vector<std::string>, std::vector<std::string>>> cases{
      {{"line", "file"}, {"9,\n", "10,\n", "1,a\n"}},
      {{"file", "line", "id"}, {",9,1\n", ",10,1\n", "a,1,1\n"}},
      {{"file", "verdict", "line"}, {",visible,9\n", ",visible,10\n", "a,visible,1\n"}},
  };
  for (const auto& [fields, rows] : cases) {
    std::string error;
    CsvWriter writer(sample.rules, "en", choose_columns(all, fields, error).value(), false);
    std::vector<std::string> written;
    for (const RecordPlace& place : {RecordPlace{"", 9}, {"", 10}, {"a", 1}})
      writer.write_decision(written.emplace_back(), SampleDecisions::visible(), {"1", place});
    EXPECT_EQ(written, rows);
  }
}

TEST(CsvWriter, ChoosesColumns) {
  const auto all = csv_columns(SampleDecisions().rules, Detail::full, {});
  std::string error;
  EXPECT_FALSE(choose_columns(all, {"verdct"}, error));
  EXPECT_EQ(error, "decisions have no column `verdct`; did you mean `verdict`?");
  EXPECT_FALSE(choose_columns(all, {"bounds", "bounds.best"}, error));
  EXPECT_EQ(error, "the column `bounds.best` stands twice");
  EXPECT_TRUE(choose_columns(all, {"id:key"}, error)->front().is_key);
}

TEST(CsvWriter, KeepsSpreadsheetsFromRunningCells) {
  for (const std::string subject : {"=1+2", "+x", "-x", "@x", "\t=1", "\r=1", "-", "--1"}) {
    const std::string json = subject[0] == '\t'   ? "\"\\t=1\""
                             : subject[0] == '\r' ? "\"\\r=1\""
                                                  : "\"" + subject + "\"";
    const std::string guarded = row(SampleDecisions::visible(), json);
    EXPECT_EQ(guarded.substr(0, 2), "\"'") << subject;
    // with --raw, and as a key, the exact text comes back
    for (const bool raw : {true, false}) {
      const std::string exact =
          row(SampleDecisions::visible(), json, raw, {raw ? "id" : "id:key", "verdict"});
      std::vector<std::string_view> cells;
      std::string unquoted;
      ASSERT_EQ(profiles::split_csv_row(std::string_view(exact).substr(0, exact.size() - 1), cells, unquoted),
                "");
      EXPECT_EQ(cells.front(), subject);
    }
  }
  for (const std::string number : {"-5", "\"-5\"", "\"+5.25e3\""}) {
    EXPECT_NE(row(SampleDecisions::visible(), number, false, {"id"}).front(), '"') << number;
  }
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
      {"-", " ", {std::int64_t{5}}, "\"'-5 \""},
      {"-", "", {std::int64_t{5}}, "-5"},
      {"Score ", " is low.", {}, "Score unknown is low."},
  };
  for (const auto& [before, behind, score, messages] : cases) {
    SampleDecisions sample;
    sample.show_score(before, behind);
    sample.rules.rules[0].message = {};
    CsvWriter writer = writer_of(sample.rules, false, {"id", "verdict", "codes", "messages", "retry_at"});
    for (int again = 0; again < 3; ++again) {
      std::string out;
      writer.write_decision(out, SampleDecisions::denied_for(score), {"1"});
      EXPECT_EQ(out, std::string("1,denied,UNVERIFIED;SCORE_LOW,") + messages + ",\n");
    }
  }
}

TEST(CsvWriter, WritesErrors) {
  const SampleDecisions sample;
  std::string out;
  writer_of(sample.rules, false, {"id", "verdict", "error"})
      .write_error(out, {"\"u1\"", {"a.csv", 3, false}, {}}, "the row has 2 cells, the header 3");
  EXPECT_EQ(out, "u1,,\"a.csv: line 3: the row has 2 cells, the header 3\"\n");
}

}  // namespace
}  // namespace eligo::output
