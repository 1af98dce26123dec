#include "profiles/arrow_reader.hpp"

#include <gtest/gtest.h>

#include <functional>
#include <optional>
#include <stdexcept>
#include <string>
#include <vector>

#include "scaffold/arrow_maker.hpp"
#include "scaffold/refusal.hpp"
#include "unit/profiles/sample_schema.hpp"

namespace eligo::profiles {
namespace {

using test::arrow_column;
using test::arrow_list;
using test::arrow_struct;
using test::ArrowCells;
using test::ArrowColumn;
using test::ArrowExport;

SampleSchema with_every_list() {
  SampleSchema sample;
  sample.add("names", values::list_of(test::scalar_type(values::Kind::string)));
  sample.add("flags", values::list_of(test::scalar_type(values::Kind::boolean)));
  return sample;
}
const SampleSchema sample = with_every_list();

constexpr auto null = std::nullopt;
const std::string absent = "unknown: " + std::string(cause_text(values::Cause::absent));
const std::string not_whole = "unknown: " + std::string(cause_text(values::Cause::not_whole));
const std::string range = "unknown: " + std::string(cause_text(values::Cause::out_of_range));
const std::string foreign = "unknown: " + std::string(cause_text(values::Cause::not_in_enum));

using Texts = std::vector<std::string>;

/// The cells of a fact after the columns were read.
Texts read(const std::string& fact, const ArrowColumn& table, Texts* ignored = nullptr) {
  ArrowExport made(table);
  ArrowReader reader(sample.schema);
  Batch batch(sample.schema);
  const ArrowReader::Columns found = reader.read(made.schema, made.array, batch);
  if (ignored != nullptr) *ignored = found.ignored;
  batch.complete(found.rows);
  Texts cells;
  for (std::size_t row = 0; row < found.rows; ++row)
    cells.push_back(SampleSchema::cell(batch, sample.index(fact), row));
  return cells;
}

std::string refusal_of(const ArrowColumn& table) {
  return test::refusal_of([&] { read("count", table); });
}

std::string refusal_of_column(const ArrowColumn& column) {
  return refusal_of(arrow_struct("", column.length, {column}));
}

ArrowColumn dictionary_column(const std::string& name, const std::string& codes, const ArrowCells& cells,
                              const std::string& texts, const ArrowCells& entries) {
  ArrowColumn column = arrow_column(name, codes, cells);
  column.dictionary.push_back(arrow_column("", texts, entries));
  return column;
}

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

TEST(ArrowReader, RefusesOtherFormsByName) {
  const struct {
    std::string name, format, expected;
  } cases[] = {
      {"account.opened", "tsu:",
       "`tsu:` (timestamp without a zone), which is not for timestamp: a timestamp with a "
       "zone (as `tsu:UTC`) would be right"},
      {"account.opened", "tdD",
       "`tdD` (date), which is not for timestamp: a timestamp with a zone (as `tsu:UTC`) would "
       "be right"},
      {"account.opened", "tdm",
       "`tdm` (date in milliseconds), which is not for timestamp: a timestamp with a zone (as "
       "`tsu:UTC`) would be right"},
      {"account.opened", "l",
       "`l` (int64), which is not for timestamp: a timestamp with a zone (as `tsu:UTC`) would be "
       "right"},
      {"account.wait", "ttu",
       "`ttu` (time of day), which is not for duration: a duration (`tDs`, `tDm`, `tDu`, `tDn`) "
       "would be right"},
      {"account.wait", "tiM",
       "`tiM` (interval of calendar units), which is not for duration: a duration (`tDs`, `tDm`, "
       "`tDu`, `tDn`) would be right"},
      {"count", "e",
       "`e` (float16), which is not for int: integers of 8 to 64 bits (as `l`), or floats that hold whole "
       "numbers (`f`, `g`) would be right"},
      {"credit.ratio", "d:19,10",
       "`d:19,10` (decimal), which is not for double: floats (`f`, `g`), or integers of 8 to "
       "64 bits (as `l`) would be right"},
      {"verified", "C", "`C` (uint8), which is not for bool: bool (`b`) would be right"},
      {"name", "z",
       "`z` (binary), which is not for string: strings (`u`, `U`, `vu`), or a dictionary of them would be "
       "right"},
      {"name", "+r",
       "`+r` (run-end encoded), which is not for string: strings (`u`, `U`, `vu`), or a dictionary of them "
       "would be right"},
      {"codes", "+w:3",
       "`+w:3` (list of a fixed size), which is not for list<int>: a list (`+l`, `+L`) of integers of 8 "
       "to 64 bits (as `l`), or floats that hold whole numbers (`f`, `g`) would be right"},
      {"loans", "+vl",
       "`+vl` (list view), which is not for list<record>: a list (`+l`, `+L`) of a struct (`+s`) would be "
       "right"},
      {"name", "",
       "``, which is not for string: strings (`u`, `U`, `vu`), or a dictionary of them would be right"},
      {"name", "u\x1b[31m",
       "`u [31m`, which is not for string: strings (`u`, `U`, `vu`), or a dictionary of them would be "
       "right"},
      {"account", "l", "`l` (int64), but facts stand below it: a struct (`+s`) would be right"},
  };
  for (const auto& one : cases) {
    // Their rows are no rows: nothing of them may be read. Nor of the column before.
    ArrowColumn column{one.format, one.name, 1};
    ArrowColumn before{"u", "name", 1};
    if (one.name == "name") before.name = "weather";
    EXPECT_EQ(refusal_of(arrow_struct("", 1, {column})), "column `" + one.name + "` is " + one.expected);
    before.buffers = {std::nullopt, std::vector<std::uint8_t>(8, 0xFF), std::vector<std::uint8_t>(1)};
    EXPECT_EQ(refusal_of(arrow_struct("", 1, {before, column})),
              "column `" + one.name + "` is " + one.expected);
  }
  const ArrowColumn numbers = dictionary_column("count", "i", {"0"}, "l", {"1"});
  EXPECT_EQ(refusal_of_column(numbers).substr(0, 79),
            "column `count` is a dictionary of `l` (int64), which is not for int: integers o");
  EXPECT_EQ(refusal_of_column(arrow_list("codes", "+l", {1}, arrow_column("item", "u", {"a"}))).substr(0, 57),
            "column `codes[]` is `u` (string), which is not for int: i");
  EXPECT_EQ(refusal_of_column(
                arrow_list("loans", "+l", {1}, arrow_struct("item", 1, {arrow_column("open", "l", {"1"})}))),
            "column `loans[].open` is `l` (int64), which is not for bool: bool (`b`) would be right");
  EXPECT_EQ(refusal_of(arrow_column("", "l", {"1"})),
            "column `` is `l` (int64), which holds no columns: a struct (`+s`) would be right");
  const ArrowColumn count = arrow_column("count", "l", {"1"});
  EXPECT_EQ(refusal_of(arrow_struct("", 1, {count, count})), "column `count` stands twice");
  const ArrowColumn score = arrow_column("score", "l", {"400"});
  ArrowColumn dotted = score;
  dotted.name = "credit.score";
  EXPECT_EQ(refusal_of(arrow_struct("", 1, {dotted, arrow_struct("credit", 1, {score})})),
            "column `credit.score` stands twice");
}

TEST(ArrowReader, RefusesWhatABrokenProducerMade) {
  const auto with = [](ArrowColumn column, const std::function<void(ArrowColumn&)>& change) {
    change(column);
    return refusal_of(arrow_struct("", 2, {column}));
  };
  const ArrowColumn count = arrow_column("count", "l", {"1", null});
  const ArrowColumn name = arrow_column("name", "u", {"a", "bc"});
  const ArrowColumn view = arrow_column("name", "vu", {"a", "longer than twelve bytes"});
  const ArrowColumn codes = arrow_list("codes", "+l", {1, 2}, arrow_column("item", "l", {"1", "2"}));
  const ArrowColumn large = arrow_list("codes", "+L", {1, 2}, arrow_column("item", "l", {"1", "2"}));
  const ArrowColumn loans =
      arrow_list("loans", "+l", {1, 2}, arrow_struct("item", 2, {arrow_column("amount", "g", {"1", "2"})}));
  const ArrowColumn coded = dictionary_column("name", "i", {"0", "1"}, "u", {"a", "b"});
  const auto offsets = [](const std::vector<std::int32_t>& values) { return test::arrow::bytes_of(values); };
  using Column = ArrowColumn;
  const struct {
    ArrowColumn column;
    std::function<void(ArrowColumn&)> change;
    std::string expected;
  } cases[] = {
      {count, [](Column& c) { c.length = -1; }, "`count` has an array whose length or offset is none"},
      {count, [](Column& c) { c.length = std::int64_t{1} << 62; },
       "`count` has an array whose length or offset is none"},
      {count, [](Column& c) { c.offset = -8; }, "`count` has an array whose length or offset is none"},
      {count, [](Column& c) { c.length = 1; }, "`count` has 1 rows where 2 are asked for"},
      {count, [](Column& c) { c.null_count = -2; }, "`count` has an array whose count of null rows is none"},
      {count, [](Column& c) { c.null_count = 3; }, "`count` has an array whose count of null rows is none"},
      {count, [](Column& c) { c.buffers[0].reset(), c.null_count = 1; },
       "`count` has null rows, but no validity bitmap"},
      {count, [](Column& c) { c.buffers[1].reset(); }, "`count` has rows, but no buffer for them"},
      {count, [](Column& c) { c.buffers.pop_back(); }, "`count` has 1 buffers where its form has 2"},
      {count, [](Column& c) { c.buffers.emplace_back(); }, "`count` has 3 buffers where its form has 2"},
      {count,
       [](Column& c) {
         c.format = "u";
         c.name = "name";
       },
       "`name` has 2 buffers where its form has 3"},
      {name,
       [&](Column& c) {
         c.buffers[1] = offsets({0, 2, 1});
       },
       "`name` has offsets that decrease in row 1"},
      {name,
       [&](Column& c) {
         c.buffers[1] = offsets({-1, 1, 2});
       },
       "`name` has offsets that decrease in row 0"},
      {name, [](Column& c) { c.buffers[2].reset(); }, "`name` has a text, but no buffer of bytes, in row 0"},
      {view, [](Column& c) { c.buffers.resize(2); }, "`name` has 2 buffers where its form has 3"},
      {view, [](Column& c) { (*c.buffers[1])[24] = 9; },
       "`name` has a text in a buffer that is not there in row 1"},
      {view, [](Column& c) { (*c.buffers[1])[27] = 0x80; },
       "`name` has a text in a buffer that is not there in row 1"},
      {view, [](Column& c) { (*c.buffers[1])[28] = 1; }, "`name` has a text beyond its buffer in row 1"},
      {view, [](Column& c) { (*c.buffers[1])[31] = 0x80; },
       "`name` has a text in a buffer that is not there in row 1"},
      {view, [](Column& c) { (*c.buffers[1])[19] = 0x80; },
       "`name` has a text of less than no bytes in row 1"},
      {view, [](Column& c) { (*c.buffers[1])[19] = 0x7F; }, "`name` has a text beyond its buffer in row 1"},
      {view, [](Column& c) { c.buffers.back().reset(); }, "`name` has a text beyond its buffer in row 1"},
      {view, [](Column& c) { c.buffers[3].reset(); }, "`name` has a text beyond its buffer in row 1"},
      {codes,
       [&](Column& c) {
         c.buffers[1] = offsets({0, 2, 1});
       },
       "`codes` has offsets that decrease in row 1"},
      {codes,
       [&](Column& c) {
         c.buffers[1] = offsets({-2, 0, 1});
       },
       "`codes` has offsets that decrease in row 0"},
      {codes,
       [&](Column& c) {
         c.buffers[1] = offsets({0, 1, 3});
       },
       "`codes` has elements that its child does not in row 1"},
      {codes, [](Column& c) { c.children[0].length = 1; },
       "`codes` has elements that its child does not in row 1"},
      {codes, [](Column& c) { c.children[0].length = -1; },
       "`codes[]` has an array whose length or offset is none"},
      {codes, [](Column& c) { c.children.clear(); },
       "`codes` is `+l` (list), which is not for list<int>: a list (`+l`, `+L`) of integers of 8 to 64 bits "
       "(as `l`), or "
       "floats that hold whole numbers (`f`, `g`) would be right"},
      {large, [](Column& c) { (*c.buffers[1])[23] = 0x7F; },
       "`codes` has elements that its child does not in row 1"},
      {loans, [](Column& c) { c.children[0].children[0].length = 1; },
       "`loans[].amount` has 1 rows where 2 are asked for"},
      {loans, [](Column& c) { c.children[0].offset = 1; },
       "`loans[].amount` has 2 rows where 3 are asked for"},
      {loans, [](Column& c) { c.children[0].children.push_back(c.children[0].children[0]); },
       "`loans[].amount` stands twice"},
      {coded, [](Column& c) { c.dictionary[0].length = -1; },
       "`name` has an array whose length or offset is none"},
      {coded, [](Column& c) { c.dictionary[0].length = 1; },
       "`name` has a code that its dictionary does not have in row 1"},
      {coded,
       [&](Column& c) {
         c.dictionary[0].buffers[1] = offsets({0, 2, 1});
       },
       "`name` has offsets that decrease in row 1"},
  };
  for (const auto& one : cases) EXPECT_EQ(with(one.column, one.change), "column " + one.expected);

  // What is null points nowhere.
  ArrowColumn nothing = view;
  (*nothing.buffers[1])[24] = 9;
  nothing.buffers[0] = test::arrow::bits_of({true, false});
  EXPECT_EQ(read("name", arrow_struct("", 2, {nothing})), (Texts{"\"a\"", absent}));

  const auto changed = [&](const std::function<void(ArrowExport&)>& change) {
    ArrowExport made(arrow_struct("", 2, {coded, count}));
    change(made);
    ArrowReader reader(sample.schema);
    Batch batch(sample.schema);
    try {
      static_cast<void>(reader.read(made.schema, made.array, batch));
    } catch (const std::invalid_argument& error) {
      EXPECT_EQ(batch.column(sample.index("name")).size(), 0U);
      EXPECT_EQ(batch.column(sample.index("count")).size(), 0U);
      return std::string(error.what());
    }
    return std::string("taken");
  };
  EXPECT_EQ(changed([](ArrowExport& e) { e.array.release = nullptr; }),
            "column `` has an array that was released");
  EXPECT_EQ(changed([](ArrowExport& e) { e.schema.release = nullptr; }),
            "column `` has a schema that was released");
  EXPECT_EQ(changed([](ArrowExport& e) { e.schema.format = nullptr; }),
            "column `` has a schema without a format");
  EXPECT_EQ(changed([](ArrowExport& e) { e.array.children = nullptr; }),
            "column `` has an array whose children are not those of its schema");
  EXPECT_EQ(changed([](ArrowExport& e) { e.array.n_children = 1; }),
            "column `` has an array whose children are not those of its schema");
  EXPECT_EQ(changed([](ArrowExport& e) { e.array.children[1]->release = nullptr; }),
            "column `` has an array whose children are not those of its schema");
  EXPECT_EQ(changed([](ArrowExport& e) { e.schema.children[0] = nullptr; }),
            "column `` has a schema whose children are not there");
  EXPECT_EQ(changed([](ArrowExport& e) { e.schema.children[0]->name = nullptr; }), "taken");
  EXPECT_EQ(changed([](ArrowExport& e) { e.array.children[0]->dictionary = nullptr; }),
            "column `name` has an array whose dictionary is not that of its schema");
  EXPECT_EQ(changed([](ArrowExport& e) { e.schema.children[1]->format = nullptr; }),
            "column `count` has a schema without a format");
  EXPECT_EQ(changed([](ArrowExport& e) { e.array.children[0]->buffers = nullptr; }),
            "column `name` has 0 buffers where its form has 2");
  EXPECT_EQ(changed([](ArrowExport& e) { e.array.length = std::int64_t{1} << 40; }),
            "column `` has too many rows");
  EXPECT_EQ(changed([](ArrowExport&) {}), "taken");
}

// Where a later column turns out bad, those before it are as they were.
TEST(ArrowReader, ChangesNothingWhereItRefuses) {
  ArrowReader reader(sample.schema);
  Batch batch(sample.schema);
  const auto table = [](const std::string& first, const std::string& second) {
    return arrow_struct("", 1,
                        {dictionary_column("name", "c", {"0"}, "u", {first}),
                         dictionary_column("account.status", "c", {second}, "u", {"active", "frozen"})});
  };
  const auto cell = [&](const char* fact) { return SampleSchema::cell(batch, sample.index(fact), 0); };
  ArrowExport good(table("a text of some length", "1")), bad(table("another text of some length", "2"));
  static_cast<void>(reader.read(good.schema, good.array, batch));
  batch.complete(1);
  EXPECT_THROW(static_cast<void>(reader.read(bad.schema, bad.array, batch)), std::invalid_argument);
  EXPECT_EQ(cell("name"), "\"a text of some length\"");
  EXPECT_EQ(cell("account.status"), "\"frozen\"");
  ArrowExport other(table("another text of some length", "0"));
  static_cast<void>(reader.read(other.schema, other.array, batch));
  EXPECT_EQ(cell("name"), "\"another text of some length\"");
  EXPECT_EQ(cell("account.status"), "\"active\"");
}

}  // namespace
}  // namespace eligo::profiles
