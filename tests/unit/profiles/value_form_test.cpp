#include "profiles/value_form.hpp"

#include <gtest/gtest.h>

#include <string>

#include "profiles/chunk_reader.hpp"
#include "profiles/column_mapping.hpp"
#include "profiles/profile_input.hpp"
#include "unit/profiles/sample_schema.hpp"

namespace eligo::profiles {
namespace {

const SampleSchema sample;

std::string unknown(values::Cause cause) { return "unknown: " + std::string(cause_text(cause)); }

/// What a fact becomes of a CSV cell, or of a JSON value, that is written in the form.
std::string cell(const ValueForm& form, const std::string& fact, const std::string& text) {
  const bool list = sample.schema.facts[sample.index(fact)].type.kind == values::Kind::list;
  FactReader reader(sample.schema.facts[sample.index(fact)], nullptr, false, nullptr, &form);
  json::Cursor cursor(16);
  Batch batch(sample.schema);
  Refusal refused;
  EXPECT_TRUE(reader.read_cell(text, cursor, batch.bytes(), batch.column(sample.index(fact)), refused))
      << list;
  batch.end_row({}, 1);
  return SampleSchema::cell(batch, sample.index(fact), 0);
}

std::string json(const ValueForm& form, const std::string& fact, const std::string& text) {
  FactReader reader(sample.schema.facts[sample.index(fact)], nullptr, false, nullptr, &form);
  json::Cursor cursor(16);
  Batch batch(sample.schema);
  Refusal refused;
  EXPECT_TRUE(cursor.begin(text));
  EXPECT_TRUE(reader.read(cursor, batch.bytes(), batch.column(sample.index(fact)), refused)) << text;
  batch.end_row({}, 1);
  return SampleSchema::cell(batch, sample.index(fact), 0);
}

TEST(ValueForm, ReadsWordsAndNumbers) {
  ValueForm form;
  form.nulls = {"NA", "-999"};
  form.true_words = {"yes", "1"};
  form.false_words = {"no", "0"};
  form.trim = true;
  form.integers_from_decimals = true;
  const struct {
    const char *fact, *cell;
    std::string value;
  } cells[] = {
      {"verified", "yes", "true"},
      {"verified", " no ", "false"},
      {"verified", "1", "true"},
      {"verified", "true", "true"},
      {"verified", "maybe", unknown(values::Cause::wrong_type)},
      {"verified", "NA", unknown(values::Cause::null)},
      {"count", "20.0", "20"},
      {"count", "-20.", unknown(values::Cause::wrong_type)},
      {"count", "20.5", unknown(values::Cause::not_whole)},
      {"count", "2e1", unknown(values::Cause::not_whole)},
      {"count", "-999", unknown(values::Cause::null)},
      {"count", " ", unknown(values::Cause::absent)},
      {"name", " Ada ", "\"Ada\""},
      {"name", "NA", unknown(values::Cause::null)},
      {"codes", " [1, 2.0, -999]", "[1, 2, unknown]"},
      {"codes", "NA", unknown(values::Cause::null)},
  };
  for (const auto& [fact, text, value] : cells)
    EXPECT_EQ(cell(form, fact, text), value) << fact << " " << text;
  EXPECT_EQ(json(form, "verified", "\"yes\""), "true");
  EXPECT_EQ(json(form, "verified", "0"), "false");
  EXPECT_EQ(json(form, "count", "20.0"), "20");
  EXPECT_EQ(json(form, "count", "\"20\""), unknown(values::Cause::quoted));
  EXPECT_EQ(json(form, "count", "-999"), unknown(values::Cause::null));
  EXPECT_EQ(json(form, "codes", "[1.0, 2.5, \"NA\"]"), "[1, unknown, unknown]");
}

TEST(ValueForm, ReadsDecimalCommas) {
  ValueForm form;
  form.decimal_comma = true;
  EXPECT_EQ(cell(form, "credit.ratio", "0,25"), "0.25");
  EXPECT_EQ(cell(form, "credit.ratio", "3"), "3.0");
  EXPECT_EQ(cell(form, "credit.ratio", "1.000,5"), unknown(values::Cause::wrong_type));
  EXPECT_EQ(cell(form, "count", "20,0"), unknown(values::Cause::not_whole));
  EXPECT_EQ(json(form, "credit.ratio", "\"0,25\""), "0.25");
}

TEST(ValueForm, ReadsTimes) {
  ValueForm form;
  std::string error;
  form.timestamps = values::TimestampFormat::compile("epoch-s", error);
  EXPECT_EQ(json(form, "account.opened", "0"), "timestamp(\"1970-01-01T00:00:00Z\")");
  EXPECT_EQ(json(form, "account.opened", "\"0\""), "timestamp(\"1970-01-01T00:00:00Z\")");
  EXPECT_EQ(json(ValueForm{}, "account.opened", "0"), unknown(values::Cause::wrong_type));
}

TEST(ValueForm, ReadsListsAsPythonWritesThem) {
  const struct {
    const char* text;
    std::optional<std::string> json;
  } cases[] = {
      {"['a', \"it's\", None, True, 1.5]", R"(["a", "it's", null, true, 1.5])"},
      {"[]", "[]"},
      {"['a\\n\\'b\\'']", R"(["a\n'b'"])"},
      {"[nan, -1e3]", "[null, -1e3]"},
      {"['a", std::nullopt},
      {"[a]", std::nullopt},
      {"['\\x41']", std::nullopt},
      {"{'a': 1}", std::nullopt},
  };
  for (const auto& [text, json] : cases) EXPECT_EQ(json_of_python_list(text), json) << text;
  ValueForm form;
  form.python_lists = true;
  EXPECT_EQ(cell(form, "codes", "[1, None, 2]"), "[1, unknown, 2]");
  EXPECT_EQ(cell(form, "codes", "(1)"), unknown(values::Cause::wrong_type));
  EXPECT_EQ(cell(form, "codes", "[1, [2]]"), "[1, unknown]");
  EXPECT_EQ(cell(form, "loans", "[{'amount': 1.5, 'open': True}, {'open': None}]"),
            "[{1.5, true}, {unknown, unknown}]");
  EXPECT_EQ(cell(form, "loans", "[{'amount': 1.5]"), unknown(values::Cause::wrong_type));
  EXPECT_EQ(json(form, "codes", "\"[1, None, 2]\""), "[1, unknown, 2]");
  EXPECT_EQ(json(form, "codes", "[1]"), "[1]");
}

TEST(LinkedMapping, SaysWhatCannotBeLinked) {
  const auto link = [](std::vector<ColumnMapping::Column> columns,
                       std::vector<ColumnMapping::Constant> constants) {
    auto mapping = std::make_shared<ColumnMapping>();
    mapping->columns = std::move(columns);
    mapping->constants = std::move(constants);
    std::string error;
    const auto linked = LinkedMapping::link(mapping, sample.schema, error);
    EXPECT_EQ(linked == nullptr, !error.empty());
    return error;
  };
  EXPECT_EQ(link({{"a", "count", {}}, {"b", "id", {}}, {"c", std::nullopt, {}}}, {{"name", "\"x\""}}), "");
  EXPECT_EQ(link({{"a", "coun", {}}}, {}), "there is no fact `coun`; did you mean `count`?");
  EXPECT_EQ(link({{"a", "count", {}}, {"b", "count", {}}}, {}),
            "the columns `a` and `b` are both the fact `count`");
  EXPECT_EQ(link({{"a", "count", {}}}, {{"count", "1"}}), "the fact `count` is a column and a constant");
  EXPECT_EQ(link({}, {{"counts", "1"}}), "there is no fact `counts`; did you mean `count`?");
}

}  // namespace
}  // namespace eligo::profiles
