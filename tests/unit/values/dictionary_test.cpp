#include "values/dictionary.hpp"

#include <gtest/gtest.h>

#include <string>
#include <vector>

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

// Texts are told apart by their words, which overlap in some lengths.
TEST(Dictionary, TellsTextsOfEveryLengthApart) {
  for (std::size_t length = 0; length <= 40; ++length) {
    SCOPED_TRACE(length);
    Dictionary dictionary;
    const std::string text(length, 'x');
    std::vector<std::string> others{text + 'x', text + '\0'};
    for (std::size_t place = 0; place < length; ++place) {
      std::string& other = others.emplace_back(text);
      other[place] = place % 2 == 0 ? 'y' : '\0';
    }
    const std::uint32_t code = dictionary.insert(text);
    for (const std::string& other : others) EXPECT_EQ(dictionary.find(other), StringValue::absent_code);
    std::vector<std::uint32_t> codes;
    for (const std::string& other : others) codes.push_back(dictionary.insert(other));
    EXPECT_EQ(dictionary.size(), others.size() + 1);
    EXPECT_EQ(dictionary.find(text), code);
    for (std::size_t i = 0; i < others.size(); ++i) EXPECT_EQ(dictionary.find(others[i]), codes[i]);
  }
}

}  // namespace
}  // namespace eligo::values
