#include "program/zone.hpp"

#include <gtest/gtest.h>

namespace eligo::program {
namespace {

TEST(Zone, FixedDistances) {
  EXPECT_EQ(find_zone("+08:00")->offset, 8 * 3600);
  EXPECT_EQ(find_zone("-09:30")->offset, -(9 * 3600 + 30 * 60));
  EXPECT_EQ(find_zone("02:00")->offset, 2 * 3600);
  EXPECT_EQ(find_zone("UTC")->offset, 0);
}

TEST(Zone, NamesAndStrangers) {
  EXPECT_NE(find_zone("Asia/Shanghai")->named, nullptr);
  for (const std::string_view text :
       {"", "Mars/Olympus", "+8:00", "+24:00", "+08:60", "../../etc/passwd", "+0a:00"})
    EXPECT_FALSE(find_zone(text)) << text;
}

}  // namespace
}  // namespace eligo::program
