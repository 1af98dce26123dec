#include "engine/checked.hpp"

#include <gtest/gtest.h>

#include <bit>
#include <limits>
#include <utility>
#include <vector>

namespace eligo::engine {
namespace {

__extension__ typedef __int128 Wide;

const std::vector<std::int64_t>& grid() {
  constexpr std::int64_t lowest = std::numeric_limits<std::int64_t>::min();
  constexpr std::int64_t highest = std::numeric_limits<std::int64_t>::max();
  static const std::vector<std::int64_t> numbers{lowest,
                                                 lowest + 1,
                                                 lowest / 2,
                                                 -4'294'967'297,
                                                 -4'294'967'296,
                                                 -3'037'000'500,
                                                 -7,
                                                 -2,
                                                 -1,
                                                 0,
                                                 1,
                                                 2,
                                                 7,
                                                 3'037'000'499,
                                                 3'037'000'500,
                                                 4'294'967'296,
                                                 highest / 2,
                                                 highest - 1,
                                                 highest};
  return numbers;
}

/// What is right, worked out in 128 bits.
void expect_exact(Cause cause, const std::int64_t& out, Wide exact) {
  const bool fits =
      exact >= std::numeric_limits<std::int64_t>::min() && exact <= std::numeric_limits<std::int64_t>::max();
  EXPECT_EQ(cause, fits ? Cause::none : Cause::overflow);
  if (fits) {
    EXPECT_EQ(out, static_cast<std::int64_t>(exact));
  }
}

TEST(CheckedInteger, AgreesWith128Bits) {
  for (const std::int64_t a : grid()) {
    for (const std::int64_t b : grid()) {
      SCOPED_TRACE(std::to_string(a) + " and " + std::to_string(b));
      std::int64_t out = 0;
      expect_exact(checked_add(out, a, b), out, Wide{a} + b);
      expect_exact(checked_subtract(out, a, b), out, Wide{a} - b);
      expect_exact(checked_multiply(out, a, b), out, Wide{a} * b);
      if (b == 0) {
        EXPECT_EQ(checked_divide(out, a, b), Cause::division_by_zero);
        EXPECT_EQ(checked_modulo(out, a, b), Cause::division_by_zero);
        continue;
      }
      const Cause divided = checked_divide(out, a, b);
      expect_exact(divided, out, Wide{a} / b);
      const Cause rest = checked_modulo(out, a, b);
      EXPECT_EQ(rest, divided);
      if (rest == Cause::none) {
        EXPECT_EQ(out, static_cast<std::int64_t>(Wide{a} % b));
      }
    }
    std::int64_t out = 0;
    expect_exact(checked_negate(out, a), out, -Wide{a});
    expect_exact(checked_absolute(out, a), out, a < 0 ? -Wide{a} : Wide{a});
  }
}

TEST(Extremes, DoNotHangOnTheOrderOfTheArguments) {
  constexpr double nan = std::numeric_limits<double>::quiet_NaN();
  constexpr double infinity = std::numeric_limits<double>::infinity();
  struct Case {
    double low, high;
  };
  for (const Case& c : {Case{1, 2}, Case{-0.0, 0.0}, Case{-infinity, infinity}, Case{-1, -0.0}, Case{3, 3}}) {
    for (const auto& [a, b] : {std::pair(c.low, c.high), std::pair(c.high, c.low)}) {
      double out = nan;
      EXPECT_EQ(checked_greatest(out, a, b), Cause::none);
      EXPECT_EQ(std::bit_cast<std::uint64_t>(out), std::bit_cast<std::uint64_t>(c.high));
      EXPECT_EQ(checked_least(out, a, b), Cause::none);
      EXPECT_EQ(std::bit_cast<std::uint64_t>(out), std::bit_cast<std::uint64_t>(c.low));
    }
  }
  for (const auto& [a, b] : {std::pair(nan, 1.0), std::pair(1.0, nan), std::pair(nan, nan)}) {
    double out = 0;
    EXPECT_EQ(checked_greatest(out, a, b), Cause::bad_argument);
    EXPECT_EQ(checked_least(out, a, b), Cause::bad_argument);
  }
}

TEST(CheckedTime, StaysInItsRange) {
  struct Case {
    Nanoseconds computed;
    values::Kind kind;
    Cause cause;
  };
  using values::Kind;
  for (const Case& c :
       {Case{values::min_timestamp, Kind::timestamp, Cause::none},
        Case{values::min_timestamp - 1, Kind::timestamp, Cause::overflow},
        Case{values::max_timestamp, Kind::timestamp, Cause::none},
        Case{values::max_timestamp + 1, Kind::timestamp, Cause::overflow},
        Case{values::min_duration, Kind::duration, Cause::none},
        Case{values::min_duration - 1, Kind::duration, Cause::overflow},
        Case{values::max_duration, Kind::duration, Cause::none},
        Case{values::max_duration + 1, Kind::duration, Cause::overflow},
        Case{values::max_timestamp - values::min_timestamp, Kind::duration, Cause::overflow}}) {
    Nanoseconds out = 0;
    EXPECT_EQ(checked_time(out, c.computed, c.kind), c.cause);
  }
}

TEST(CheckedTime, IsExactWhereItIsOnlyCompared) {
  Nanoseconds out = 0;
  const Nanoseconds all_time = values::max_timestamp - values::min_timestamp;
  EXPECT_EQ(checked_exact_time(out, all_time), Cause::none);
  EXPECT_EQ(out, all_time);
  EXPECT_EQ(checked_exact_time(out, -values::max_exact_time), Cause::none);
  EXPECT_EQ(checked_exact_time(out, values::max_exact_time + 1), Cause::overflow);
  EXPECT_EQ(checked_exact_time(out, 2 * -values::max_exact_time), Cause::overflow);
}

}  // namespace
}  // namespace eligo::engine
