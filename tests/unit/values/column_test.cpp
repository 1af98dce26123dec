#include "values/column.hpp"

#include <gtest/gtest.h>

#include "scaffold/scalar_type.hpp"
#include "values/view.hpp"

namespace eligo::values {
namespace {

using test::scalar_type;

TEST(Column, KeepsValuesAndGaps) {
  Column column(scalar_type(Kind::integer));
  for (std::int64_t row = 0; row < 200; ++row) {
    if (row % 3 == 0) {
      column.append_unknown(row % 2 == 0 ? Cause::absent : Cause::out_of_range);
    } else {
      column.append(row);
    }
  }
  const View& view = column.seal();
  ASSERT_EQ(view.size, 200U);
  for (std::int64_t row = 0; row < 200; ++row) {
    const auto at = static_cast<std::size_t>(row);
    if (row % 3 == 0) {
      EXPECT_FALSE(view.is_known(at));
      EXPECT_EQ(view.cause_at(at), row % 2 == 0 ? Cause::absent : Cause::out_of_range);
    } else {
      EXPECT_EQ(value_at(view, at), Value{row});
      EXPECT_EQ(view.cause_at(at), Cause::none);
    }
  }
}

TEST(Column, UnknownBooleansAreNeverTrue) {
  Column column(scalar_type(Kind::boolean));
  column.append(true);
  column.append_unknown(Cause::null);
  column.append(true);
  column.assign_unknown(2, Cause::wrong_type);
  const View& view = column.seal();
  EXPECT_EQ(view.as<std::uint64_t>()[0], 1U);
  EXPECT_EQ(view.known[0], 1U);
  EXPECT_EQ(view.cause_at(1), Cause::null);
  EXPECT_EQ(view.cause_at(2), Cause::wrong_type);
}

TEST(Column, AssignReplacesARowInPlace) {
  Column column(scalar_type(Kind::floating));
  column.append_unknown(Cause::null);
  const void* const before = column.seal().values;
  column.assign(0, 1.5);
  EXPECT_EQ(column.seal().cause_at(0), Cause::none);
  EXPECT_EQ(value_at(column.seal(), 0), Value{1.5});
  column.assign_unknown(0, Cause::absent);
  EXPECT_EQ(column.seal().cause_at(0), Cause::absent);
  EXPECT_EQ(column.seal().values, before);
}

TEST(Column, CausesFollowTheRows) {
  Column column(scalar_type(Kind::integer));
  column.append(std::int64_t{1});
  column.append_unknown(Cause::absent);
  EXPECT_FALSE(column.seal().has_causes());
  column.append_unknown(Cause::null);
  column.append_unknown(Cause::wrong_type);
  column.append(std::int64_t{2});
  column.append_unknown(Cause::absent);
  const auto causes = [&] {
    const View& view = column.seal();
    std::vector<Cause> all;
    for (std::size_t row = 0; row < view.size; ++row) all.push_back(view.cause_at(row));
    return all;
  };
  using enum Cause;
  EXPECT_EQ(causes(), (std::vector<Cause>{none, absent, null, wrong_type, none, absent}));
  column.truncate(3);
  column.append(std::int64_t{3});
  column.append_unknown(absent);
  EXPECT_EQ(causes(), (std::vector<Cause>{none, absent, null, none, absent}));
  column.assign(2, std::int64_t{4});
  column.assign_unknown(0, out_of_range);
  EXPECT_EQ(causes(), (std::vector<Cause>{out_of_range, absent, none, none, absent}));
  column.assign_unknown(2, absent);
  EXPECT_EQ(causes(), (std::vector<Cause>{out_of_range, absent, absent, none, absent}));
  column.clear();
  column.append_unknown(absent);
  EXPECT_FALSE(column.seal().has_causes());
}

TEST(View, BeginsAtALaterRow) {
  std::vector<Column> columns;
  for (const Kind kind : {Kind::boolean, Kind::integer, Kind::floating, Kind::string, Kind::timestamp})
    columns.emplace_back(scalar_type(kind));
  columns.emplace_back(list_of(scalar_type(Kind::integer)));
  for (std::int64_t row = 0; row < 150; ++row) {
    if (row % 7 == 0) {
      for (Column& column : columns) column.append_unknown(row % 2 == 0 ? Cause::null : Cause::absent);
      continue;
    }
    columns[0].append(row % 3 == 0);
    columns[1].append(row);
    columns[2].append(static_cast<double>(row) / 2);
    columns[3].append(StringValue{"abcdefgh", static_cast<std::uint32_t>(row % 8)});
    columns[4].append(Nanoseconds{row});
    for (std::int64_t i = 0; i < row % 4; ++i) columns[5].child().append(row + i);
    columns[5].append_list();
  }
  for (Column& column : columns) {
    const View whole = column.seal();
    for (const std::size_t first : {std::size_t{0}, std::size_t{64}, std::size_t{128}}) {
      const View rest = whole.from(first);
      ASSERT_EQ(rest.size, 150 - first);
      for (std::size_t row = 0; row < rest.size; ++row)
        EXPECT_EQ(value_at(rest, row), value_at(whole, first + row)) << first << " + " << row;
    }
  }
}

TEST(Column, ListsOfRecords) {
  Column column(
      list_of(record_of({{"amount", scalar_type(Kind::floating)}, {"open", scalar_type(Kind::boolean)}})));
  const auto add = [&](double amount, bool open) {
    column.child().child(0).append(amount);
    column.child().child(1).append(open);
    column.child().append_record();
  };
  add(1.0, true);
  add(2.0, false);
  column.append_list();
  column.append_unknown(Cause::absent);
  column.append_list();
  EXPECT_EQ(literal_text(value_at(column.seal(), 0)), "[{1.0, true}, {2.0, false}]");
  EXPECT_FALSE(column.seal().is_known(1));
  EXPECT_EQ(literal_text(value_at(column.seal(), 2)), "[]");
}

TEST(Column, LongValuesAreCutWhereAsked) {
  Column column(list_of(scalar_type(Kind::string)));
  for (const std::string_view text : {"中文字", "ab", ""})
    column.child().append(StringValue{text.data(), static_cast<std::uint32_t>(text.size())});
  column.append_list();
  EXPECT_EQ(literal_text(value_at(column.seal(), 0, {2, 3})), R"(["中文…", "ab", ""])");
  EXPECT_EQ(literal_text(value_at(column.seal(), 0, {1, 2})), R"(["中…", "a…", "…"])");
}

TEST(Column, TruncateTakesBackRowsAndHalfReadElements) {
  Column column(list_of(scalar_type(Kind::integer)));
  column.child().append(std::int64_t{1});
  column.append_list();
  column.child().append(std::int64_t{2});
  column.child().append_unknown(Cause::null);
  column.truncate(1);
  column.append_list();
  EXPECT_EQ(literal_text(value_at(column.seal(), 0)), "[1]");
  EXPECT_EQ(literal_text(value_at(column.seal(), 1)), "[]");
  column.clear();
  EXPECT_EQ(column.size(), 0U);
  EXPECT_EQ(column.child().size(), 0U);
  EXPECT_NE(column.seal().known, nullptr);
}

TEST(Column, TakesAnyByteButZeroForTrue) {
  const std::vector<unsigned char> bytes{0, 2, 1, 255, 0};
  Column column(scalar_type(Kind::boolean));
  column.assign_all(std::span(reinterpret_cast<const bool*>(bytes.data()), bytes.size()), nullptr);
  const View& view = column.seal();
  for (std::size_t row = 0; row < bytes.size(); ++row)
    EXPECT_EQ(bit_at(static_cast<const std::uint64_t*>(view.values), row), bytes[row] != 0) << row;
}

}  // namespace
}  // namespace eligo::values
