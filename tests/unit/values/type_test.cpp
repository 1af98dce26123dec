#include "values/type.hpp"

#include <gtest/gtest.h>

namespace eligo::values {
namespace {

Type simple(Kind kind) {
  Type type;
  type.kind = kind;
  return type;
}

TEST(Type, Names) {
  EXPECT_EQ(type_name(simple(Kind::floating)), "double");
  EXPECT_EQ(type_name(enum_of({"a"})), "enum");
  EXPECT_EQ(type_name(list_of(simple(Kind::timestamp))), "list<timestamp>");
  EXPECT_EQ(type_name(list_of(record_of({}))), "list<record>");
}

TEST(Type, AnEmptyListFitsEveryList) {
  const Type empty = list_of(simple(Kind::any));
  const Type integers = list_of(simple(Kind::integer));
  EXPECT_TRUE(fits(empty, integers));
  EXPECT_FALSE(fits(integers, empty));
  EXPECT_FALSE(fits(integers, list_of(simple(Kind::string))));
  EXPECT_FALSE(fits(empty, simple(Kind::integer)));
  EXPECT_TRUE(fits(list_of(empty), list_of(integers)));
}

TEST(Type, EnumerationsAreStringsAndRecordsGoByFields) {
  EXPECT_TRUE(same_type(enum_of({"a"}), simple(Kind::string)));
  EXPECT_TRUE(same_type(record_of({{"a", simple(Kind::string)}}), record_of({{"a", enum_of({"x"})}})));
  EXPECT_FALSE(same_type(record_of({{"a", simple(Kind::string)}}), record_of({{"b", simple(Kind::string)}})));
}

}  // namespace
}  // namespace eligo::values
