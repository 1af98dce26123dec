#include "profiles/csv_reader.hpp"

#include <gtest/gtest.h>

#include <cstring>
#include <memory>
#include <string>
#include <vector>

#include "profiles/column_mapping.hpp"
#include "profiles/csv_row.hpp"
#include "profiles/fact_reader.hpp"
#include "profiles/shape_values.hpp"
#include "unit/profiles/sample_schema.hpp"

namespace eligo::profiles {
namespace {

const SampleSchema sample;

std::string cells(const std::string& row) {
  std::vector<std::string_view> split;
  std::string unquoted;
  if (const std::string_view wrong = split_csv_row(row, split, unquoted); !wrong.empty()) {
    return "error: " + std::string(wrong);
  }
  std::string text;
  for (const std::string_view cell : split) text += "<" + std::string(cell) + ">";
  return text;
}

TEST(CsvRow, FollowsRfc4180) {
  const struct {
    const char *row, *cells;
  } cases[] = {
      {"a,b,c", "<a><b><c>"},
      {"a,,", "<a><><>"},
      {",", "<><>"},
      {"\"a,b\",c", "<a,b><c>"},
      {"\"a\"\"b\",\"\"\"\",\"c\"\"\"", "<a\"b><\"><c\">"},
      {"\"two\nlines\",\"\"", "<two\nlines><>"},
      {" a , b ", "< a >< b >"},
      {"a\"b", "error: a quote stands inside a cell that is not quoted"},
      {"\"a\"b,c", "error: something stands between a closing quote and the comma"},
      {"\"a", "error: a quoted cell has no closing quote"},
      {"\"a\"\"", "error: a quoted cell has no closing quote"},
  };
  for (const auto& [row, expected] : cases) EXPECT_EQ(cells(row), expected) << row;
}

TEST(CsvRow, IsCutInOneGoWhereNothingIsQuoted) {
  const struct {
    const char* row;
    bool odd;
  } cases[] = {
      {"a", false},
      {"", false},
      {",", false},
      {",,,,,,,,,,,,,,,,,", false},
      {"a,b,,c", false},
      {"fifteen bytes a,x", false},
      {"sixteen bytes 16,", false},
      {"seventeen bytes 17,y", false},
      {"a text that is longer than a block,and another one,,of which there are some", false},
      {"tab\tand,more", true},
      {"nai\u0308ve,x", true},
  };
  for (const auto& [row, odd] : cases) {
    const std::string padded = row + std::string(shape_padding, '"');
    std::vector<std::string_view> plain, split;
    std::string unquoted;
    bool is_odd = false;
    ASSERT_TRUE(
        split_plain_csv_row(std::string_view(padded).substr(0, std::strlen(row)), plain, ',', is_odd));
    EXPECT_EQ(split_csv_row(row, split, unquoted), "");
    EXPECT_EQ(plain, split) << row;
    EXPECT_EQ(is_odd, odd) << row;
  }
  std::vector<std::string_view> none;
  bool odd = false;
  const std::string padded = "a,\"b\"" + std::string(shape_padding, ' ');
  EXPECT_FALSE(split_plain_csv_row(std::string_view(padded).substr(0, 5), none, ',', odd));
}

std::string header_error(const std::string& row, bool strict = false) {
  std::string error;
  return CsvHeader::read(row, sample.schema, strict, error) ? "" : error;
}

TEST(CsvHeader, LinksColumnsToFacts) {
  EXPECT_EQ(header_error("id,credit.score,comment"), "");
  EXPECT_EQ(header_error("comment"),
            "no column of the header is called like a fact, or like the subject `id`");
  EXPECT_EQ(header_error("id,count,count"), "the column `count` stands twice");
  EXPECT_EQ(header_error("id,credit.scor", true),
            "no fact is called like the column `credit.scor`; did you mean `credit.score`?");
  // what names no fact may have any name
  EXPECT_EQ(header_error("id,,count,,note,note"), "");
  EXPECT_EQ(
      header_error("\"id\";\"count\""),
      "something stands between a closing quote and the comma; the cells of a row are separated by commas");
  // what a terminal shows is neither broken nor acted on
  EXPECT_EQ(header_error("id,a\xFF\x1B[0m", true), "no fact is called like the column `a\uFFFD [0m`");
}

/// No mapping, and forms that change some of the cells that are usual without them.
std::vector<std::shared_ptr<const LinkedMapping>> forms() {
  std::vector<ValueForm> written(7);
  written[0].nulls = {"NA", "Ada", "active"};
  written[1].nulls = {"7", "1.5"};
  written[2].nulls = {"true"};
  written[3].false_words = {"true", "no"};
  written[4].trim = written[4].integers_from_decimals = true;
  written[5].decimal_comma = true;
  std::string error;
  written[6].timestamps = values::TimestampFormat::compile("%Y-%m-%d", error);
  std::vector<std::shared_ptr<const LinkedMapping>> forms{nullptr};
  for (const ValueForm& form : written) {
    const auto mapping = std::make_shared<ColumnMapping>();
    mapping->form = form;
    forms.push_back(LinkedMapping::link(mapping, sample.schema, error));
  }
  return forms;
}

TEST(CsvReader, TakesCellsOfTheUsualFormAsItTakesOthers) {
  const char* const cells[] = {"true",
                               "false",
                               "True",
                               "FALSE",
                               "tru",
                               "0",
                               "-0",
                               "7",
                               "007",
                               "600",
                               "349",
                               "951",
                               "1.5",
                               "-1.5",
                               ".5",
                               "1.",
                               "1e3",
                               "123456789012345",
                               "1234567890123456",
                               "9223372036854775807",
                               "9223372036854775808",
                               "0.1",
                               "1e999",
                               "123456.789012345",
                               "0.30000000000000004",
                               "active",
                               "frozen",
                               "gone",
                               "Ada",
                               "ada",
                               "na\u00EFve",
                               "exactly thirty one bytes longgg",
                               "exactly thirty two bytes longgg ",
                               "2026-01-02T03:04:05Z",
                               "2026-02-29T03:04:05Z",
                               "2026-01-02",
                               "1h30m",
                               "300000d",
                               " 1",
                               " Ada",
                               "NA",
                               "\"0,5\"",
                               "1 ",
                               "null",
                               "\"Ada\"",
                               "\"a\"\"b\"",
                               "\"7\"",
                               "\"true\""};
  for (const auto& mapping : forms()) {
    for (std::uint32_t fact = 0; fact < sample.count(); ++fact) {
      const FactSchema& declared = sample.schema.facts[fact];
      if (!declared.used || declared.type.kind == values::Kind::list) continue;
      std::string error;
      const auto header = CsvHeader::read("note," + declared.name, sample.schema, false, error);
      ASSERT_TRUE(header) << error;
      CsvReader reader(sample.schema, {.mapping = mapping.get()});
      FactReader others(declared, sample.schema.dictionary.get(), false, nullptr,
                        mapping == nullptr ? nullptr : mapping->form(fact));
      json::Cursor cursor(8);
      Batch batch(sample.schema), wanted(sample.schema);
      for (int again = 0; again < 2; ++again) {
        for (const char* const cell : cells) {
          reader.read(std::string("x,") + cell, *header, 1, batch);
          std::vector<std::string_view> split;
          std::string unquoted;
          ASSERT_EQ(split_csv_row(cell, split, unquoted), "");
          Refusal refused;
          ASSERT_TRUE(others.read_cell(split.front(), cursor, wanted.bytes(), wanted.column(fact), refused));
          wanted.end_row({}, 1);
          const std::size_t row = wanted.rows() - 1;
          ASSERT_EQ(batch.rows(), wanted.rows());
          EXPECT_EQ(SampleSchema::cell(batch, fact, row), SampleSchema::cell(wanted, fact, row))
              << declared.name << " " << cell;
        }
      }
    }
  }
}

TEST(CsvReader, ReadsCellsByTheSchema) {
  const std::string wrong = "unknown: " + std::string(cause_text(values::Cause::wrong_type));
  const std::string range = "unknown: " + std::string(cause_text(values::Cause::out_of_range));
  const std::string absent = "unknown: " + std::string(cause_text(values::Cause::absent));
  const struct {
    const char *fact, *cell;
    std::string value;
  } cases[] = {
      {"verified", "true", "true"},
      {"verified", "False", "false"},
      {"verified", "1", wrong},
      {"count", "12", "12"},
      {"count", "012", wrong},
      {"count", "12.0", "unknown: " + std::string(cause_text(values::Cause::not_whole))},
      {"count", "9223372036854775808", range},
      {"count", "", absent},
      {"count", "\"\"", absent},
      {"credit.ratio", "0.25", "0.25"},
      {"credit.ratio", "9007199254740993", range},
      {"credit.ratio", "nan", wrong},
      {"credit.score", "349", range},
      {"name", "Ada", "\"Ada\""},
      {"name", "007", "\"007\""},
      {"name", "\"a \"\"b\"\"\"", "\"a \\\"b\\\"\""},
      {"account.status", "frozen", "\"frozen\""},
      {"account.opened", "2026-01-01T00:00:00Z", "timestamp(\"2026-01-01T00:00:00Z\")"},
      {"account.opened", "2026-01-01 02:00:00+02", "timestamp(\"2026-01-01T00:00:00Z\")"},
      {"account.opened", "2026-01-01 00:00:00",
       "unknown: " + std::string(cause_text(values::Cause::no_zone))},
      {"account.opened", "2026-01-01", "unknown: " + std::string(cause_text(values::Cause::no_time_of_day))},
      {"account.wait", "60", "unknown: " + std::string(cause_text(values::Cause::malformed))},
      {"account.wait", "60s", "duration(\"60s\")"},
      {"codes", "\"[1,2]\"", "[1, 2]"},
      {"codes", "[]", "[]"},
      {"codes", "7", wrong},
      {"codes", "\"[1,\"\"x\"\",null,2]\"", "[1, unknown, unknown, 2]"},
      {"loans", "\"[null,{\"\"amount\"\":-1,\"\"open\"\":true},7]\"",
       "[{unknown, unknown}, {unknown, true}, {unknown, unknown}]"},
  };
  for (const auto& [fact, cell, value] : cases) {
    std::string error;
    const auto header = CsvHeader::read("id," + std::string(fact), sample.schema, false, error);
    ASSERT_TRUE(header) << error;
    CsvReader reader(sample.schema);
    Batch batch(sample.schema);
    reader.read("u1," + std::string(cell), *header, 2, batch);
    ASSERT_FALSE(batch.error(0)) << batch.error(0)->message;
    EXPECT_EQ(batch.subject(0), "\"u1\"");
    EXPECT_EQ(SampleSchema::cell(batch, sample.index(fact), 0), value) << fact << " " << cell;
  }
}

TEST(CsvReader, SaysWhatIsWrongWithARow) {
  const struct {
    const char* row;
    bool strict;
    const char* message;
  } cases[] = {
      {"u1,1", false, "the row has 2 cells, the header 3"},
      {"u1,1,2,3", false, "the row has 4 cells, the header 3"},
      {"u1,1,[1", false, "`codes`: not valid JSON: expected `,` or `]` at byte 3"},
      {"u1,\xff,", false, "the text is not UTF-8"},
      {"u1,x,", true, "`count` is of the wrong type in the profile; expected is an int like `12`"},
      {",\"\",", false, "every cell of the row is empty"},
      {"id,count,codes", false, "the header stands here again"},
      {"u1,\"x,", false, "a quoted cell has no closing quote"},
  };
  std::string error;
  const auto header = CsvHeader::read("id,count,codes", sample.schema, false, error);
  for (const auto& [row, strict, message] : cases) {
    CsvReader reader(sample.schema, {strict, 128});
    Batch batch(sample.schema);
    reader.read(row, *header, 2, batch);
    ASSERT_TRUE(batch.error(0)) << row;
    EXPECT_EQ(batch.error(0)->message, message) << row;
  }
}

}  // namespace
}  // namespace eligo::profiles
