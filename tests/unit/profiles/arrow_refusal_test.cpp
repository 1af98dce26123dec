#include <gtest/gtest.h>

#include <optional>
#include <stdexcept>
#include <string>
#include <vector>

#include "profiles/arrow_reader.hpp"
#include "scaffold/arrow_maker.hpp"
#include "unit/profiles/arrow_reading.hpp"

namespace eligo::profiles {
namespace {

using test::arrow_column;
using test::arrow_list;
using test::arrow_struct;
using test::ArrowColumn;
using test::ArrowExport;

constexpr auto null = std::nullopt;

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
  using Column = ArrowColumn;
  const auto offsets = [](const std::vector<std::int32_t>& values) {
    return [bytes = test::arrow::bytes_of(values)](Column& c) { c.buffers[1] = bytes; };
  };
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
      {name, offsets({0, 2, 1}), "`name` has offsets that decrease in row 1"},
      {name, offsets({-1, 1, 2}), "`name` has offsets that decrease in row 0"},
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
      {codes, offsets({0, 2, 1}), "`codes` has offsets that decrease in row 1"},
      {codes, offsets({-2, 0, 1}), "`codes` has offsets that decrease in row 0"},
      {codes, offsets({0, 1, 3}), "`codes` has elements that its child does not in row 1"},
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
         offsets({0, 2, 1})(c.dictionary[0]);
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
