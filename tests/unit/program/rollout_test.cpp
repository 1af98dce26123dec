#include "program/rollout.hpp"

#include <gtest/gtest.h>

#include <string>
#include <string_view>

namespace eligo::program {
namespace {

std::uint32_t rollout_place(std::string_view key, std::string_view salt) {
  return RolloutSalt(salt).place_of(key);
}

// Worked out from the formula in the header by another program; they must never change.
TEST(Rollout, PlacesAreFixed) {
  EXPECT_EQ(rollout_place("", ""), 21241832U);
  EXPECT_EQ(rollout_place("u0000017", "credit-entry-2026-11"), 75099466U);
  EXPECT_EQ(rollout_place("42", "salt"), 96973833U);
}

TEST(Rollout, SharesAreEvenAndDependOnTheSalt) {
  int in_ten = 0, in_both = 0;
  for (int i = 0; i < 100'000; ++i) {
    const std::string key = "u" + std::to_string(i);
    const bool one = in_rollout(rollout_place(key, "one"), 10);
    in_ten += one ? 1 : 0;
    in_both += one && in_rollout(rollout_place(key, "two"), 10) ? 1 : 0;
  }
  EXPECT_NEAR(in_ten, 10'000, 400);
  EXPECT_NEAR(in_both, 1'000, 150);
}

TEST(Rollout, GrowsWithThePercentage) {
  for (int i = 0; i < 1'000; ++i) {
    const std::uint32_t place = rollout_place(std::to_string(i), "salt");
    EXPECT_FALSE(in_rollout(place, 0));
    EXPECT_FALSE(in_rollout(place, -5));
    EXPECT_TRUE(in_rollout(place, 100));
    bool before = false;
    for (double percent = 0; percent <= 100; percent += 0.25) {
      const bool now = in_rollout(place, percent);
      EXPECT_TRUE(now || !before);
      before = now;
    }
  }
}

}  // namespace
}  // namespace eligo::program
