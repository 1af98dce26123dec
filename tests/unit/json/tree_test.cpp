#include "json/tree.hpp"

#include <gtest/gtest.h>

namespace eligo::json {
namespace {

TEST(JsonTree, CompactsWhiteSpaceBetweenTokensOnly) {
  EXPECT_EQ(compact("{ \"a b\" :\t[ 1 ,\r\n 2 ] }"), "{\"a b\":[1,2]}");
  EXPECT_EQ(compact(R"({"a": " \" x \\" , "b" : 1.50})"), R"({"a":" \" x \\","b":1.50})");
  EXPECT_EQ(compact(R"("\\" )"), R"("\\")");
}

TEST(JsonTree, EscapesPointers) {
  EXPECT_EQ(child_pointer("", "a/b~c"), "/a~1b~0c");
  EXPECT_EQ(child_pointer("/rules", std::size_t{12}), "/rules/12");
  EXPECT_EQ(child_pointer("", ""), "/");
}

}  // namespace
}  // namespace eligo::json
