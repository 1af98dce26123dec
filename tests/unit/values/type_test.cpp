#include "values/type.hpp"

#include <gtest/gtest.h>

#include "scaffold/scalar_type.hpp"

namespace eligo::values {
namespace {

using test::scalar_type;

TEST(Type, Names) {
  EXPECT_EQ(type_name(scalar_type(Kind::floating)), "double");
  EXPECT_EQ(type_name(enum_of({"a"})), "enum");
  EXPECT_EQ(type_name(list_of(scalar_type(Kind::timestamp))), "list<timestamp>");
  EXPECT_EQ(type_name(list_of(record_of({}))), "list<record>");
}

TEST(Type, AnEmptyListFitsEveryList) {
  const Type empty = list_of(scalar_type(Kind::any));
  const Type integers = list_of(scalar_type(Kind::integer));
  EXPECT_TRUE(fits(empty, integers));
  EXPECT_FALSE(fits(integers, empty));
  EXPECT_FALSE(fits(integers, list_of(scalar_type(Kind::string))));
  EXPECT_FALSE(fits(empty, scalar_type(Kind::integer)));
  EXPECT_TRUE(fits(list_of(empty), list_of(integers)));
}

TEST(Type, EnumerationsAreStringsAndRecordsGoByFields) {
  EXPECT_TRUE(same_type(enum_of({"a"}), scalar_type(Kind::string)));
  EXPECT_TRUE(same_type(record_of({{"a", scalar_type(Kind::string)}}), record_of({{"a", enum_of({"x"})}})));
  EXPECT_FALSE(same_type(record_of({{"a", scalar_type(Kind::string)}}),
                         record_of({{"b", scalar_type(Kind::string)}})));
}

}  // namespace
}  // namespace eligo::values
