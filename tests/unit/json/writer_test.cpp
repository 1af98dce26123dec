#include "json/writer.hpp"

#include <gtest/gtest.h>

#include <limits>
#include <string>

namespace eligo::json {
namespace {

TEST(Writer, PutsCommasWhereTheyBelong) {
  std::string out;
  Writer json(out);
  json.begin_object().key("a").begin_array().number(1).string("x").begin_array().end_array().end_array();
  json.key("b").begin_object().end_object().key("c").boolean(true).key("d").raw("[7]").end_object();
  EXPECT_EQ(out, R"({"a":[1,"x",[]],"b":{},"c":true,"d":[7]})");
}

TEST(Writer, WritesValues) {
  const struct {
    values::Value value;
    const char* json;
  } cases[] = {
      {{values::Unknown{}}, "null"},
      {{values::Null{}}, "null"},
      {{true}, "true"},
      {{std::numeric_limits<std::int64_t>::min()}, "-9223372036854775808"},
      {{0.1}, "0.1"},
      {{std::string("实\n")}, "\"实\\n\""},
      {{values::Timestamp{0}}, "\"1970-01-01T00:00:00Z\""},
      {{values::Interval{values::nanoseconds_per_second * 90}}, "\"90s\""},
      {{values::List{{std::int64_t{1}}, {values::Unknown{}}}}, "[1,null]"},
      {{values::Record{{{true}, {false}}}}, "[true,false]"},
  };
  for (const auto& [value, json] : cases) EXPECT_EQ(text_of(value), json);
  for (const double number :
       {std::numeric_limits<double>::quiet_NaN(), std::numeric_limits<double>::infinity()}) {
    const std::string text = text_of({number});
    EXPECT_EQ(text.front(), '"') << text;  // JSON has no such numbers
  }
}

TEST(Writer, NamesTheFieldsOfRecords) {
  values::Type amount;
  amount.kind = values::Kind::integer;
  const values::Type loans = values::list_of(values::record_of({{"amount", amount}}));
  std::string out;
  Writer(out).value({values::List{{values::Record{{{std::int64_t{5}}}}}}}, &loans);
  EXPECT_EQ(out, R"([{"amount":5}])");
}

}  // namespace
}  // namespace eligo::json
