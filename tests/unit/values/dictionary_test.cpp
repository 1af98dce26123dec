#include "values/dictionary.hpp"

#include <gtest/gtest.h>

#include "values/view.hpp"

namespace eligo::values {
namespace {

TEST(Dictionary, NumbersTextsInOrder) {
  Dictionary dictionary;
  EXPECT_EQ(dictionary.insert("a"), 1U);
  EXPECT_EQ(dictionary.insert(""), 2U);
  EXPECT_EQ(dictionary.insert("a"), 1U);
  EXPECT_EQ(dictionary.find(""), 2U);
  EXPECT_EQ(dictionary.find("b"), StringValue::absent_code);
  EXPECT_EQ(dictionary.text(1), "a");
  EXPECT_EQ(dictionary.size(), 2U);
}

TEST(Dictionary, TextsStayWhereTheyAre) {
  Dictionary dictionary;
  dictionary.insert("first");
  const char* const place = dictionary.text(1).data();
  for (int i = 0; i < 10'000; ++i) dictionary.insert(std::to_string(i));
  const Dictionary moved = std::move(dictionary);
  EXPECT_EQ(moved.text(1).data(), place);
  EXPECT_EQ(moved.text(moved.find("9999")), "9999");
}

}  // namespace
}  // namespace eligo::values
