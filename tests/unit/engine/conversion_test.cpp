#include "engine/conversion.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <limits>
#include <optional>

namespace eligo::engine {
namespace {

using values::Cause;

TEST(ToInteger, FromDoubles) {
  struct Case {
    double number;
    std::optional<std::int64_t> integer;
  };
  for (const Case& c :
       {Case{-3.9, -3}, Case{3.9, 3}, Case{-0.5, 0}, Case{9223372036854774784.0, 9223372036854774784},
        Case{9223372036854775808.0, {}}, Case{-9223372036854775808.0, {}}, Case{std::nan(""), {}},
        Case{-std::numeric_limits<double>::infinity(), {}}}) {
    std::int64_t out = 0;
    EXPECT_EQ(to_integer(out, c.number), c.integer ? Cause::none : Cause::overflow) << c.number;
    if (c.integer) {
      EXPECT_EQ(out, *c.integer);
    }
  }
}

TEST(ToInteger, FromText) {
  struct Case {
    std::string_view text;
    std::optional<std::int64_t> integer;
  };
  for (const Case& c : {Case{"0", 0}, Case{"-12", -12}, Case{"+7", 7}, Case{"007", 7},
                        Case{"9223372036854775807", std::numeric_limits<std::int64_t>::max()},
                        Case{"-9223372036854775808", std::numeric_limits<std::int64_t>::min()},
                        Case{"9223372036854775808", {}}, Case{"", {}}, Case{"-", {}}, Case{"+", {}},
                        Case{"+-1", {}}, Case{"1.0", {}}, Case{" 1", {}}, Case{"1 ", {}}, Case{"0x1", {}}}) {
    std::int64_t out = 0;
    EXPECT_EQ(to_integer(out, c.text), c.integer ? Cause::none : Cause::bad_conversion) << c.text;
    if (c.integer) {
      EXPECT_EQ(out, *c.integer);
    }
  }
}

TEST(ToFloating, FromText) {
  struct Case {
    std::string_view text;
    std::optional<double> number;
  };
  constexpr double infinity = std::numeric_limits<double>::infinity();
  for (const Case& c : {Case{"123.456", 123.456},
                        Case{"-5.43e-21", -5.43e-21},
                        Case{"+.5", 0.5},
                        Case{"5.", 5.0},
                        Case{"1E3", 1000.0},
                        Case{"1e400", {}},
                        Case{"-1e400", {}},
                        Case{"1e-400", 0.0},
                        Case{"0.00001e-400", 0.0},
                        Case{"123456e-400", 0.0},
                        Case{"12345678901234567890e300", {}},
                        Case{"1e99999999999999999999", {}},
                        Case{"1e-99999999999999999999", 0.0},
                        Case{"inf", infinity},
                        Case{"-Infinity", -infinity},
                        Case{"", {}},
                        Case{".", {}},
                        Case{"e5", {}},
                        Case{"1e", {}},
                        Case{"1e+", {}},
                        Case{"1.2.3", {}},
                        Case{"0x10", {}},
                        Case{"1_000", {}},
                        Case{" 1", {}}}) {
    double out = 7;
    EXPECT_EQ(to_floating(out, c.text), c.number ? Cause::none : Cause::bad_conversion) << c.text;
    if (c.number) {
      EXPECT_EQ(out, *c.number) << c.text;
    }
  }
  double nan = 0;
  EXPECT_EQ(to_floating(nan, "NaN"), Cause::none);
  EXPECT_TRUE(std::isnan(nan));
}

TEST(ToBoolean, FromText) {
  bool out = false;
  for (const std::string_view text : {"1", "t", "true", "TRUE", "True"}) {
    EXPECT_EQ(to_boolean(out, text), Cause::none);
    EXPECT_TRUE(out) << text;
  }
  for (const std::string_view text : {"0", "f", "false", "FALSE", "False"}) {
    EXPECT_EQ(to_boolean(out, text), Cause::none);
    EXPECT_FALSE(out) << text;
  }
  for (const std::string_view text : {"", "yes", "T", "F", "tRuE", "FALSe", " true", "10"})
    EXPECT_EQ(to_boolean(out, text), Cause::bad_conversion) << text;
}

TEST(ToTimestamp, FromSeconds) {
  values::Nanoseconds out = 0;
  EXPECT_EQ(to_timestamp(out, std::int64_t{-62135596800}), Cause::none);
  EXPECT_EQ(out, values::min_timestamp);
  EXPECT_EQ(to_timestamp(out, std::int64_t{-62135596801}), Cause::overflow);
  EXPECT_EQ(to_timestamp(out, std::int64_t{253402300799}), Cause::none);
  EXPECT_EQ(to_timestamp(out, std::int64_t{253402300800}), Cause::overflow);
  EXPECT_EQ(to_timestamp(out, std::numeric_limits<std::int64_t>::max()), Cause::overflow);
  EXPECT_EQ(to_seconds(-1), -1);  // a nanosecond before 1970
}

}  // namespace
}  // namespace eligo::engine
