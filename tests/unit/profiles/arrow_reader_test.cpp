#include "profiles/arrow_reader.hpp"

#include <gtest/gtest.h>

#include <functional>
#include <optional>
#include <stdexcept>
#include <string>
#include <vector>

#include "scaffold/arrow_maker.hpp"
#include "unit/profiles/arrow_reading.hpp"

namespace eligo::profiles {
namespace {

using test::arrow_column;
using test::arrow_list;
using test::arrow_struct;
using test::ArrowCells;
using test::ArrowColumn;
using test::ArrowExport;

constexpr auto null = std::nullopt;
const std::string not_whole = "unknown: " + std::string(cause_text(values::Cause::not_whole));
const std::string range = "unknown: " + std::string(cause_text(values::Cause::out_of_range));
const std::string foreign = "unknown: " + std::string(cause_text(values::Cause::not_in_enum));

/// A column, and the same rows with others before them: cut off by the column's offset, by the struct's, by
/// both, and at odd addresses.
std::vector<ArrowColumn> slices_of(const std::function<ArrowColumn(const ArrowCells&)>& make,
                                   const ArrowCells& cells, const std::optional<std::string>& other) {
  const auto rows = static_cast<std::int64_t>(cells.size());
  std::vector<ArrowColumn> tables;
  for (const std::int64_t own : {0, 1, 3, 8, 67}) {
    for (const std::int64_t outer : {0, 2, 8}) {
      for (const bool unaligned : {false, true}) {
        ArrowCells longer(static_cast<std::size_t>(own + outer), other);
        longer.insert(longer.end(), cells.begin(), cells.end());
        ArrowColumn column = make(longer);
        column.offset = own;
        column.length = outer + rows;
        column.unaligned = unaligned;
        for (ArrowColumn& child : column.children) child.unaligned = unaligned;
        for (ArrowColumn& entries : column.dictionary) entries.unaligned = unaligned;
        ArrowColumn& table = tables.emplace_back(arrow_struct("", rows, {column}));
        table.offset = outer;
      }
    }
  }
  return tables;
}

TEST(ArrowReader, TakesEachFormOfAScalar) {
  const struct {
    std::string fact, format;
    ArrowCells cells;
    Texts expected;
  } cases[] = {
      {"verified", "b", {"true", null, "false"}, {"true", absent, "false"}},
      {"verified", "n", {null, null}, {absent, absent}},
      {"count", "n", {null, null}, {absent, absent}},
      {"count", "c", {"-128", null, "127"}, {"-128", absent, "127"}},
      {"count", "C", {"0", null, "255"}, {"0", absent, "255"}},
      {"count", "s", {"-32768", null, "32767"}, {"-32768", absent, "32767"}},
      {"count", "S", {"65535", null}, {"65535", absent}},
      {"count", "i", {"-2147483648", null, "2147483647"}, {"-2147483648", absent, "2147483647"}},
      {"count", "I", {"4294967295", null}, {"4294967295", absent}},
      {"count",
       "l",
       {"-9223372036854775808", null, "9223372036854775807"},
       {"-9223372036854775808", absent, "9223372036854775807"}},
      {"count", "L", {"9223372036854775807", null, "0"}, {"9223372036854775807", absent, "0"}},
      {"count", "L", {"9223372036854775808", null, "0"}, {range, absent, "0"}},
      {"count",
       "g",
       {"3", "-3", "3.5", "nan", "9223372036854775808", "-9223372036854775808", "inf", null, "-0"},
       {"3", "-3", not_whole, not_whole, range, "-9223372036854775808", range, absent, "0"}},
      {"count", "f", {"16777216", "0.5", null}, {"16777216", not_whole, absent}},
      {"credit.score", "l", {"350", "349", null, "950", "951"}, {"350", range, absent, "950", range}},
      {"credit.score", "l", {"350", null, "950"}, {"350", absent, "950"}},  // 77 stands where null is
      {"credit.score", "C", {"255", null}, {range, absent}},
      {"credit.score", "S", {"600", null}, {"600", absent}},
      {"credit.score", "g", {"600", "349", "600.5"}, {"600", range, not_whole}},
      {"credit.ratio", "g", {"0.5", null, "1e300"}, {"0.5", absent, "1e+300"}},
      {"credit.ratio", "g", {"0.5", "-1", "nan", "inf", null}, {"0.5", range, range, range, absent}},
      {"credit.ratio", "f", {"0.1", null}, {"0.10000000149011612", absent}},
      {"credit.ratio", "i", {"3", null, "-3"}, {"3.0", absent, range}},
      {"credit.ratio",
       "l",
       {"9007199254740992", "9007199254740993", null},
       {"9007199254740992.0", range, absent}},
      {"credit.ratio",
       "L",
       {"18446744073709551615", "9223372036854775808"},
       {range, "9223372036854775808.0"}},
      {"name", "u", {"Ada", null, "", "\xE7\x8E\x8B"}, {"\"Ada\"", absent, "\"\"", "\"\xE7\x8E\x8B\""}},
      {"name",
       "U",
       {"Ada", null, "", "long enough for a buffer"},
       {"\"Ada\"", absent, "\"\"", "\"long enough for a buffer\""}},
      {"name",
       "vu",
       {"Ada", null, "", "of twelve   ", "of thirteen  ", "long enough for another buffer"},
       {"\"Ada\"", absent, "\"\"", "\"of twelve   \"", "\"of thirteen  \"",
        "\"long enough for another buffer\""}},
      {"account.status", "u", {"active", "closed", null}, {"\"active\"", foreign, absent}},
      {"account.opened",
       "tss:UTC",
       {"0", null, "253402300799", "253402300800"},
       {"timestamp(\"1970-01-01T00:00:00Z\")", absent, "timestamp(\"9999-12-31T23:59:59Z\")", range}},
      {"account.opened", "tss:UTC", {"9223372036854775807", "-9223372036854775808"}, {range, range}},
      {"account.opened",
       "tsm:Asia/Shanghai",
       {"1", null},
       {"timestamp(\"1970-01-01T00:00:00.001Z\")", absent}},
      {"account.opened", "tsu:+08:00", {"-1", null}, {"timestamp(\"1969-12-31T23:59:59.999999Z\")", absent}},
      {"account.opened",
       "tsn:UTC",
       {"1", "9223372036854775807"},
       {"timestamp(\"1970-01-01T00:00:00.000000001Z\")", "timestamp(\"2262-04-11T23:47:16.854775807Z\")"}},
      {"account.wait",
       "tDs",
       {"60", null, "9223372036", "9223372037", "9223372036854775807"},
       {"duration(\"60s\")", absent, "duration(\"9223372036s\")", range, range}},
      {"account.wait", "tDm", {"1500", null, "-9223372036855"}, {"duration(\"1.5s\")", absent, range}},
      {"account.wait", "tDu", {"1", "9223372036854776"}, {"duration(\"0.000001s\")", range}},
      {"account.wait", "tDn", {"1", "-9223372036854775808"}, {"duration(\"0.000000001s\")", range}},
  };
  for (const auto& one : cases) {
    for (const std::optional<std::string>& other : {ArrowCells::value_type(), one.cells.front()}) {
      const auto make = [&](const ArrowCells& cells) { return arrow_column(one.fact, one.format, cells); };
      for (const ArrowColumn& table : slices_of(make, one.cells, other)) {
        const ArrowColumn& column = table.children.front();
        ASSERT_EQ(read(one.fact, table), one.expected)
            << one.fact << " " << one.format << " at " << column.offset << "+" << table.offset
            << column.unaligned;
      }
    }
  }
}

TEST(ArrowReader, TakesDictionariesWithEachKindOfCode) {
  const ArrowCells codes{"0", "2", null, "1", "0", "3"};
  const ArrowCells entries{"active", null, "closed", "frozen"};
  const Texts statuses{"\"active\"", foreign, absent, absent, "\"active\"", "\"frozen\""};
  const Texts names{"\"active\"", "\"closed\"", absent, absent, "\"active\"", "\"frozen\""};
  for (const char* format : {"c", "C", "s", "S", "i", "I", "l", "L"}) {
    for (const char* texts : {"u", "U", "vu"}) {
      for (const bool status : {false, true}) {
        const std::string fact = status ? "account.status" : "name";
        const auto make = [&](const ArrowCells& cells) {
          return dictionary_column(fact, format, cells, texts, entries);
        };
        for (const ArrowColumn& table : slices_of(make, codes, null))
          ASSERT_EQ(read(fact, table), status ? statuses : names) << format << texts;
      }
    }
    const ArrowColumn of_nothing = dictionary_column("name", format, {null, null}, "u", {});
    EXPECT_EQ(read("name", arrow_struct("", 2, {of_nothing})), (Texts{absent, absent})) << format;
    EXPECT_EQ(refusal_of_column(dictionary_column("name", format, {null, "1", "0"}, "u", {"a"})),
              "column `name` has a code that its dictionary does not have in row 1");
    EXPECT_EQ(read("name", arrow_struct("", 1, {dictionary_column("name", format, {"0"}, "n", {null})})),
              Texts{absent});
  }
  for (const char* format : {"c", "s", "i", "l"}) {
    EXPECT_EQ(refusal_of_column(dictionary_column("name", format, {"-1"}, "u", {"a"})),
              "column `name` has a code that its dictionary does not have in row 0");
  }
  ArrowColumn sliced = dictionary_column("name", "i", {"0", "1"}, "u", {"x", "a", "b", "x"});
  sliced.dictionary.front().offset = 1;
  sliced.dictionary.front().length = 2;
  EXPECT_EQ(read("name", arrow_struct("", 2, {sliced})), (Texts{"\"a\"", "\"b\""}));
  sliced.dictionary.front().length = 1;
  EXPECT_EQ(refusal_of_column(sliced), "column `name` has a code that its dictionary does not have in row 1");
}

TEST(ArrowReader, TakesADictionaryThatChangesFromBatchToBatch) {
  ArrowReader reader(sample.schema);
  Batch batch(sample.schema);
  for (const ArrowCells& entries : {ArrowCells{"a", "b"}, ArrowCells{"a", "b"}, ArrowCells{"b", "a"},
                                    ArrowCells{"b", null}, ArrowCells{null, "b"}, ArrowCells{"b", ""}}) {
    ArrowExport made(arrow_struct("", 3, {dictionary_column("name", "I", {"1", "0", "1"}, "vu", entries)}));
    const auto found = reader.read(made.schema, made.array, batch);
    batch.complete(found.rows);
    for (std::size_t row = 0; row < 3; ++row) {
      const auto& entry = entries[row == 1 ? 0 : 1];
      EXPECT_EQ(SampleSchema::cell(batch, sample.index("name"), row), entry ? '"' + *entry + '"' : absent);
    }
    batch.clear();
  }
}

TEST(ArrowReader, TakesListsOfScalars) {
  const struct {
    std::string fact, format;
    ArrowColumn elements;
    std::vector<int> ends;
    Texts expected;
  } cases[] = {
      {"codes",
       "+l",
       arrow_column("item", "l", {"1", "2", null, "4"}),
       {2, 2, 4},
       {"[1, 2]", "[]", "[unknown, 4]"}},
      {"codes",
       "+L",
       arrow_column("item", "s", {"1", "2", null, "4"}),
       {0, 3, -3, 4},
       {"[]", "[1, 2, unknown]", absent, "[4]"}},
      {"codes", "+l", arrow_column("item", "l", {"1", "2", "3", "4"}), {1, -3, 4}, {"[1]", absent, "[4]"}},
      {"codes",
       "+L",
       arrow_column("item", "g", {"1", "2.5", "3", null}),
       {-1, 2, -3, 4},
       {absent, "[unknown]", absent, "[unknown]"}},
      {"codes", "+l", arrow_column("item", "n", {null, null}), {1, 2}, {"[unknown]", "[unknown]"}},
      {"codes", "+l", arrow_column("item", "l", {}), {0, 0}, {"[]", "[]"}},
      {"codes", "n", arrow_column("item", "n", {}), {}, {}},
      {"names",
       "+l",
       arrow_column("item", "u", {"a", "", null}),
       {1, -2, 3},
       {"[\"a\"]", absent, "[unknown]"}},
      {"names",
       "+L",
       dictionary_column("item", "C", {"1", "0", null, "2"}, "vu", {"a", "b", null}),
       {2, 4},
       {"[\"b\", \"a\"]", "[unknown, unknown]"}},
      {"flags",
       "+l",
       arrow_column("item", "b", {"true", "false", null, "true"}),
       {1, -2, 4},
       {"[true]", absent, "[unknown, true]"}},
  };
  for (const auto& one : cases) {
    for (const bool unaligned : {false, true}) {
      ArrowColumn column = arrow_list(one.fact, one.format, one.ends, one.elements);
      if (one.format == "n") column.children.clear();
      column.unaligned = unaligned;
      const auto rows = column.length;
      EXPECT_EQ(read(one.fact, arrow_struct("", rows, {column})), one.expected) << one.fact << one.format;
      // All but the first row, by the offset of either.
      for (const bool outer : {false, true}) {
        if (rows == 0) continue;
        ArrowColumn sliced = column;
        if (!outer) sliced.offset = 1, sliced.length = rows - 1;
        ArrowColumn table = arrow_struct("", rows - 1, {sliced});
        table.offset = outer ? 1 : 0;
        EXPECT_EQ(read(one.fact, table), Texts(one.expected.begin() + 1, one.expected.end())) << one.fact;
      }
    }
  }
  // Elements that are a slice themselves.
  ArrowColumn elements = arrow_column("item", "l", {"8", "9", "1", "2", "3"});
  elements.offset = 2;
  elements.length = 3;
  EXPECT_EQ(read("codes", arrow_struct("", 2, {arrow_list("codes", "+l", {1, 3}, elements)})),
            (Texts{"[1]", "[2, 3]"}));
}

TEST(ArrowReader, TakesListsOfRecords) {
  const auto amounts = arrow_column("amount", "g", {"1.5", "-1", null, "4"});
  const auto opens = arrow_column("open", "b", {"true", null, "false", "true"});
  const auto other = arrow_column("bank", "u", {"a", "b", "c", "d"});
  ArrowColumn records = arrow_struct("item", 4, {opens, other, amounts});
  Texts ignored;
  const auto table = [](const ArrowColumn& elements, const std::vector<int>& ends) {
    return arrow_struct("", static_cast<std::int64_t>(ends.size()),
                        {arrow_list("loans", "+L", ends, elements)});
  };
  EXPECT_EQ(read("loans", table(records, {2, 2, 4}), &ignored),
            (Texts{"[{1.5, true}, {unknown, unknown}]", "[]", "[{unknown, false}, {4.0, true}]"}));
  EXPECT_EQ(ignored, Texts{"loans[].bank"});
  EXPECT_EQ(read("loans", table(records, {1, -3, 4})), (Texts{"[{1.5, true}]", absent, "[{4.0, true}]"}));
  records.buffers[0] = test::arrow::bits_of({true, false, true, true});  // a record that is null
  EXPECT_EQ(read("loans", table(records, {1, 2, -2, 4})),
            (Texts{"[{1.5, true}]", "[{unknown, unknown}]", absent, "[{unknown, false}, {4.0, true}]"}));
  records.offset = 1;
  records.length = 3;
  EXPECT_EQ(read("loans", table(records, {1, 3})),
            (Texts{"[{unknown, unknown}]", "[{unknown, false}, {4.0, true}]"}));
  EXPECT_EQ(read("loans", table(arrow_struct("item", 1, {opens}), {1})), Texts{"[{unknown, true}]"});
  EXPECT_EQ(read("loans", table(arrow_column("item", "n", {null}), {1})), Texts{"[{unknown, unknown}]"});
}

// A child under a null struct may be valid: it is missing all the same.
TEST(ArrowReader, FindsFactsInStructsAndByDottedNames) {
  ArrowColumn account =
      arrow_struct("account", 5,
                   {arrow_column("status", "u", {"x", "active", "frozen", "active", "frozen"}),
                    arrow_column("owner", "u", {"x", "y", "z", "x", "y"})});
  account.buffers[0] = test::arrow::bits_of({true, true, false, true, true});
  ArrowColumn table =
      arrow_struct("", 5,
                   {account, arrow_column("account.opened", "tss:UTC", {"0", "0", "0", "0", null}),
                    arrow_column("weather", "tdD", {"0", "0", "0", "0", "0"}),
                    arrow_struct("nothing", 5, {arrow_column("status", "u", {"x", "x", "x", "x", "x"})})});
  Texts ignored;
  EXPECT_EQ(read("account.status", table, &ignored),
            (Texts{foreign, "\"active\"", absent, "\"active\"", "\"frozen\""}));
  EXPECT_EQ(ignored, (Texts{"account.owner", "weather", "nothing"}));
  EXPECT_EQ(read("account.opened", table)[4], absent);
  EXPECT_EQ(read("account.wait", table), Texts(5, absent));

  // A null row of the table itself, and offsets of table, struct and column at once.
  table.buffers[0] = test::arrow::bits_of({true, false, true, true, false});
  EXPECT_EQ(read("account.status", table), (Texts{foreign, absent, absent, "\"active\"", absent}));
  table.offset = 1;
  table.length = 3;
  table.children[0].offset = 1;
  table.children[0].length = 4;
  EXPECT_EQ(read("account.status", table), (Texts{absent, "\"active\"", "\"frozen\""}));
  EXPECT_EQ(read("account.opened", table),
            (Texts{absent, "timestamp(\"1970-01-01T00:00:00Z\")", "timestamp(\"1970-01-01T00:00:00Z\")"}));
  table.buffers[0].reset();
  EXPECT_EQ(read("account.status", table), (Texts{absent, "\"active\"", "\"frozen\""}));
  table.children[0].children[0].offset = 1;
  table.children[0].children[0].length = 4;
  EXPECT_EQ(refusal_of(table), "column `account.status` has 4 rows where 5 are asked for");
  table.children[0].offset = 0;
  EXPECT_EQ(read("account.status", table), (Texts{"\"frozen\"", absent, "\"frozen\""}));
  EXPECT_EQ(read("account.status", arrow_struct("", 2, {arrow_column("account", "n", {null, null})})),
            (Texts{absent, absent}));
  EXPECT_EQ(read("account.status", arrow_struct("", 3, {})), Texts(3, absent));
  EXPECT_EQ(read("count", arrow_struct("", 0, {arrow_column("count", "l", {})})), Texts());
}

TEST(ArrowReader, DoesNotReadWhatNoRuleReads) {
  EXPECT_EQ(read("unread", arrow_struct("", 1, {arrow_column("unread", "l", {"5"})})), Texts{absent});
  EXPECT_EQ(refusal_of_column(arrow_column("unread", "u", {"5"})),
            "column `unread` is `u` (string), which is not for int: integers of 8 to 64 bits (as `l`), or "
            "floats that "
            "hold whole numbers (`f`, `g`) would be right");
}

TEST(ArrowReader, KnowsWhoTheProfilesAre) {
  const auto subjects = [](const ArrowColumn& table) {
    ArrowExport made(table);
    ArrowReader reader(sample.schema);
    Batch batch(sample.schema);
    const auto found = reader.read(made.schema, made.array, batch);
    EXPECT_TRUE(found.ignored.empty());
    Texts texts;
    for (std::size_t row = 0; row < found.rows; ++row) texts.push_back(found.subject->json(row));
    return texts;
  };
  const auto take = [](const std::string& format) {
    return [format](const ArrowCells& cells) { return arrow_column("id", format, cells); };
  };
  for (const char* format : {"u", "U", "vu"}) {
    for (const ArrowColumn& table : slices_of(take(format), {"u\"1", null, ""}, "x"))
      EXPECT_EQ(subjects(table), (Texts{"\"u\\\"1\"", "", "\"\""})) << format;
  }
  for (const char* format : {"c", "s", "i", "l"}) {
    for (const ArrowColumn& table : slices_of(take(format), {"-17", null, "17"}, "1"))
      EXPECT_EQ(subjects(table), (Texts{"-17", "", "17"})) << format;
  }
  ArrowColumn coded =
      arrow_struct("", 3, {dictionary_column("id", "C", {"1", "0", "2"}, "u", {"a", "b", null})});
  coded.buffers[0] = test::arrow::bits_of({true, false, true});
  EXPECT_EQ(subjects(coded), (Texts{"\"b\"", "", ""}));
  EXPECT_EQ(refusal_of_column(arrow_column("id", "g", {"1"})),
            "column `id` is `g` (float64), which is no subject: strings (`u`, `U`, `vu`) or integers would "
            "be right");
}

}  // namespace
}  // namespace eligo::profiles
