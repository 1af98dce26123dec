#include "values/exact_order.hpp"

#include <gtest/gtest.h>

#include <limits>

namespace eligo::values {
namespace {

TEST(ExactOrder, RoundsNeitherSide) {
  constexpr std::int64_t lowest = std::numeric_limits<std::int64_t>::min();
  constexpr std::int64_t highest = std::numeric_limits<std::int64_t>::max();
  constexpr double infinity = std::numeric_limits<double>::infinity();
  constexpr auto less = std::partial_ordering::less;
  constexpr auto equal = std::partial_ordering::equivalent;
  constexpr auto greater = std::partial_ordering::greater;
  struct Case {
    std::int64_t integer;
    double number;
    std::partial_ordering order;
  };
  for (const Case& c : {
           Case{0, -0.0, equal},
           Case{1, 0.5, greater},
           Case{0, 0.5, less},
           Case{0, -0.5, greater},
           Case{-1, -0.5, less},
           Case{-2, -1.5, less},
           Case{2, 1.5, greater},
           Case{9'007'199'254'740'993, 9'007'199'254'740'992.0, greater},
           Case{9'007'199'254'740'992, 9'007'199'254'740'992.0, equal},
           Case{-9'007'199'254'740'993, -9'007'199'254'740'992.0, less},
           Case{highest, 9'223'372'036'854'775'808.0, less},
           Case{highest, 9'223'372'036'854'774'784.0, greater},
           Case{lowest, -9'223'372'036'854'775'808.0, equal},
           Case{lowest, -9'223'372'036'854'777'856.0, greater},
           Case{highest, infinity, less},
           Case{lowest, -infinity, greater},
           Case{0, std::numeric_limits<double>::denorm_min(), less},
           Case{0, std::numeric_limits<double>::quiet_NaN(), std::partial_ordering::unordered},
       }) {
    EXPECT_EQ(exact_order(c.integer, c.number), c.order) << c.integer << " and " << c.number;
  }
}

}  // namespace
}  // namespace eligo::values
