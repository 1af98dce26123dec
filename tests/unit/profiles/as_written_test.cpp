#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "json/writer.hpp"
#include "profiles/as_written.hpp"
#include "profiles/batch.hpp"
#include "profiles/csv_header.hpp"
#include "profiles/csv_reader.hpp"
#include "profiles/fact_reader.hpp"
#include "profiles/json_reader.hpp"
#include "profiles/schema.hpp"
#include "profiles/shape_values.hpp"

namespace eligo::profiles {
namespace {

FactSchema typed(const std::string& name, values::Kind kind, bool used = true) {
  FactSchema fact;
  fact.name = name;
  fact.type.kind = kind;
  fact.used = used;
  return fact;
}

FactSchema written(const std::string& name) {
  FactSchema fact = typed(name, values::Kind::string);
  fact.as_written = fact.asked_for = true;
  return fact;
}

/// `score` both as an int and as it is written, `unread` and `deep.note` only so.
Schema schema() {
  Schema made;
  made.subject = "id";
  made.facts = {typed("score", values::Kind::integer), typed("unread", values::Kind::string, false),
                written("score"), written("unread"), written("deep.note")};
  made.facts[0].same_name = 2;
  made.facts[1].same_name = 3;
  return made;
}

std::string cell(const values::View& view, std::size_t row) {
  if (!view.is_known(row)) return "-";
  if (view.kind == values::Kind::integer) return std::to_string(view.as<std::int64_t>()[row]);
  const values::StringValue& value = view.string_at(row);
  return value.code == bare_string_code ? json::quoted(value.text()) : std::string(value.text());
}

/// Of each row the score, then the three as they are written.
std::vector<std::string> rows_of(Batch& batch) {
  const auto views = batch.seal();
  std::vector<std::string> rows;
  for (std::size_t row = 0; row < batch.rows(); ++row) {
    if (batch.error(row)) {
      rows.push_back(batch.error(row)->message);
      continue;
    }
    rows.push_back(cell(views[0], row) + " " + cell(views[2], row) + " " + cell(views[3], row) + " " +
                   cell(views[4], row));
  }
  return rows;
}

TEST(AsWritten, JsonValuesAreTakenWholeByShapeAndWithout) {
  const std::vector<std::string> texts{R"({"id":1,"score":7,"unread":"a\u0062\"","deep":{"note":1.50}})",
                                       R"({"id":2,"score":8,"unread":null,"deep":{"note":true}})",
                                       R"({"id":3,"score":"9","unread":-0.0,"deep":{"note":{"x": [1, 2]}}})",
                                       R"({"id":4,"score":null,"unread":[ ],"deep":null})",
                                       R"({"id":5,"score":1e2})",
                                       R"({"id":6,"score":10,"unread":"ü","deep":{"note":1e400}})"};
  const std::vector<std::string> expected{
      R"(7 7 "a\u0062\"" 1.50)", "8 8 - true", R"(- "9" -0.0 {"x": [1, 2]})", "- - [ ] -", "- 1e2 - -",
      "10 10 \"ü\" 1e400"};
  const Schema facts = schema();
  for (const bool by_shape : {true, false}) {
    ReadOptions options;
    options.by_shape = by_shape;
    JsonReader reader(facts, options);
    Batch batch(facts);
    for (int round = 0; round < 3; ++round) {
      batch.clear();
      for (std::size_t line = 0; line < texts.size(); ++line) reader.read(texts[line], line + 1, batch);
      EXPECT_EQ(rows_of(batch), expected) << by_shape;
    }
    EXPECT_EQ(reader.read_by_shape() > 0, by_shape);
  }
}

TEST(AsWritten, CellsAreTheSameWhetherTheyAreUsualOrNot) {
  const Schema facts = schema();
  std::string error;
  const auto header = CsvHeader::read("id,score,unread,deep.note", facts, true, error);
  ASSERT_TRUE(header) << error;
  CsvReader reader(facts);
  Batch batch(facts);
  std::vector<std::string> texts{"0",
                                 "-0",
                                 "-",
                                 "00",
                                 "1.",
                                 ".5",
                                 "1.50",
                                 "-1.5",
                                 "1e3",
                                 "0.1234567890123",
                                 "0.12345678901234",
                                 "123456789012345",
                                 "1234567890123456",
                                 "1e-5",
                                 "1e+5",
                                 "1e+999",
                                 "1e-999",
                                 "12e34567",
                                 "999999999999999999",
                                 "-999999999999999999",
                                 "9223372036854775807",
                                 "9223372036854775808",
                                 "-9223372036854775808",
                                 "18446744073709551615",
                                 "null",
                                 "true",
                                 "2026-11-23",
                                 "a\\b",
                                 "a\tb",
                                 "a\x7f",
                                 "ü",
                                 "a ü"};
  for (const std::size_t size : {14U, 15U, 16U, 17U, 30U, 31U, 32U, 33U, 64U}) {
    texts.emplace_back(size, 'x');
    texts.push_back(std::string(size - 1, 'x') + "\\");
    texts.push_back(std::string(size - 1, '1') + "x");
  }
  reader.begin(*header);
  for (const std::string& text : texts) {
    std::string wanted;
    append_cell_as_json(wanted, text);
    const std::string row = "1,,," + text;
    // Alone, and in a file in which more stands behind it.
    for (const std::string& more : {std::string(), "\n" + std::string(shape_padding, '"')}) {
      const std::string file = row + more;
      batch.clear();
      reader.read(std::string_view(file).substr(0, row.size()), 1, batch, more.size());
      EXPECT_EQ(rows_of(batch), std::vector<std::string>{"- - - " + wanted});
    }
  }
}

TEST(AsWritten, CellsAreNumbersWhereTheyAreWrittenSo) {
  const Schema facts = schema();
  std::string error;
  const auto header = CsvHeader::read("id,score,unread,deep.note", facts, true, error);
  ASSERT_TRUE(header) << error;
  CsvReader reader(facts);
  Batch batch(facts);
  for (const char* row : {"1,7,x,007", "2,1.50,,0.1234567890123456789", "3,\"a,\"\"b\",12,123456789012345678",
                          "4,1,-1,1234567890123456789", "5,1,12e34,9223372036854775808", "6,1,1e-05,1e+999",
                          "7,1,-9223372036854775808,1E+5"})
    reader.read(row, *header, 2, batch);
  EXPECT_EQ(rows_of(batch),
            (std::vector<std::string>{R"(7 7 "x" "007")", R"(- 1.50 - "0.1234567890123456789")",
                                      R"(- "a,\"b" 12 123456789012345678)", R"(1 1 -1 1234567890123456789)",
                                      R"(1 1 "12e34" "9223372036854775808")", R"(1 1 1e-05 "1e+999")",
                                      "1 1 -9223372036854775808 1E+5"}));
  EXPECT_EQ(batch.subject(0), "1");
  EXPECT_FALSE(CsvHeader::read("id,score,unread", facts, false, error));
  EXPECT_EQ(error, "the header has no column `deep.note`, which was asked for");
}

}  // namespace
}  // namespace eligo::profiles
