#include "program/list_set.hpp"

#include <gtest/gtest.h>

#include <cmath>

namespace eligo::program {
namespace {

using values::StringValue;

StringValue coded(const values::Dictionary& dictionary, std::string_view text) {
  return {text.data(), static_cast<std::uint32_t>(text.size()), dictionary.find(text)};
}

TEST(ListSet, StringsByNumberOrByContent) {
  values::Dictionary dictionary;
  for (int i = 0; i < 200; ++i) dictionary.insert("other" + std::to_string(i));
  const ListSet set({{std::string("CN-31")}, {std::string("")}}, dictionary);
  for (const std::string_view member : {"CN-31", ""}) {
    EXPECT_TRUE(set.contains(coded(dictionary, member), dictionary));
    EXPECT_TRUE(
        set.contains(StringValue{member.data(), static_cast<std::uint32_t>(member.size())}, dictionary));
  }
  for (const std::string_view stranger : {"CN-3", "other7", "nowhere"}) {
    EXPECT_FALSE(set.contains(coded(dictionary, stranger), dictionary));
    EXPECT_FALSE(
        set.contains(StringValue{stranger.data(), static_cast<std::uint32_t>(stranger.size())}, dictionary));
  }
}

TEST(ListSet, NumbersTimesAndBooleans) {
  values::Dictionary dictionary;
  const ListSet integers({{std::int64_t{5}}, {std::int64_t{-3}}}, dictionary);
  EXPECT_TRUE(integers.contains(std::int64_t{-3}));
  EXPECT_FALSE(integers.contains(std::int64_t{4}));
  const ListSet doubles({{0.0}, {std::nan("")}, {1.5}}, dictionary);
  EXPECT_TRUE(doubles.contains(-0.0));
  EXPECT_TRUE(doubles.contains(1.5));
  EXPECT_FALSE(doubles.contains(std::nan("")));
  const ListSet times({{values::Timestamp{7}}}, dictionary);
  EXPECT_TRUE(times.contains(values::Nanoseconds{7}));
  const ListSet booleans({{true}}, dictionary);
  EXPECT_TRUE(booleans.contains(true));
  EXPECT_FALSE(booleans.contains(false));
}

}  // namespace
}  // namespace eligo::program
