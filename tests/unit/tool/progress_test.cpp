#include "progress.hpp"

#include <gtest/gtest.h>

#include <string>

namespace eligo::tool {
namespace {

constexpr const char* erase = "\r\x1b[K";

TEST(Progress, IsDrawnAgainOnATerminal) {
  Progress progress(true, 1000);
  EXPECT_EQ(progress.at(0.9, {500, 100}), std::nullopt);
  EXPECT_EQ(progress.end(), "");
  EXPECT_EQ(progress.at(1, {2500, 250}),
            erase + std::string("2,500 profiles, 2,500 a second, 25%, 3 s left"));
  EXPECT_EQ(progress.at(1.05, {2600, 260}), std::nullopt);
  EXPECT_EQ(progress.at(1.25, {5000, 500}),
            erase + std::string("5,000 profiles, 4,000 a second, 50%, 2 s left"));
  EXPECT_EQ(progress.at(2, {9999, 2000}),
            erase + std::string("9,999 profiles, 4,999 a second, 100%, 0 s left"));
  EXPECT_EQ(progress.end(), erase);
}

TEST(Progress, IsALineNowAndThenElsewhere) {
  Progress progress(false, std::nullopt);
  EXPECT_EQ(progress.at(29, {1, 1}), std::nullopt);
  EXPECT_EQ(progress.at(30, {3'000'000, 5}), "eligo: 3,000,000 profiles, 100,000 a second\n");
  EXPECT_EQ(progress.at(59, {3'000'000, 5}), std::nullopt);
  EXPECT_EQ(progress.at(60.5, {6'050'000, 5}), "eligo: 6,050,000 profiles, 100,000 a second\n");
  EXPECT_EQ(progress.end(), "");
}

TEST(Progress, SaysHowLongInWordsThatFit) {
  const auto left = [](double seconds, std::uint64_t bytes) {
    Progress progress(false, 1'000'000);
    const std::string text = progress.at(seconds, {1, bytes}).value_or("");
    return text.substr(text.find("%, ") + 3);
  };
  EXPECT_EQ(left(100, 500'000), "1 min 40 s left\n");
  EXPECT_EQ(left(65, 500'000), "1 min 05 s left\n");
  EXPECT_EQ(left(36, 10'000), "59 min 24 s left\n");
  EXPECT_EQ(left(11'220, 500'000), "3 h 07 min left\n");
  EXPECT_EQ(Progress(false, 100).at(40, {80, 0}), "eligo: 80 profiles, 2 a second\n");  // nobody knows yet
}

}  // namespace
}  // namespace eligo::tool
