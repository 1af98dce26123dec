#include "values/value.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <limits>

namespace eligo::values {
namespace {

TEST(NumberText, IsShortAndReadsBack) {
  struct Case {
    double number;
    std::string_view text;
  };
  for (const Case& c : {Case{0.0, "0"}, Case{-0.0, "-0"}, Case{600.0, "600"}, Case{1.5, "1.5"},
                        Case{0.1, "0.1"}, Case{100'000.0, "100000"}, Case{-4.5e-3, "-0.0045"},
                        Case{1e-6, "0.000001"}, Case{1e-7, "1e-07"}, Case{1e20, "100000000000000000000"},
                        Case{1e21, "1e+21"}, Case{9007199254740993.0, "9007199254740992"},
                        Case{1.7976931348623157e308, "1.7976931348623157e+308"}}) {
    EXPECT_EQ(number_text(c.number), c.text);
    EXPECT_EQ(std::strtod(number_text(c.number).c_str(), nullptr), c.number);
  }
  EXPECT_EQ(number_text(std::nan("")), "NaN");
  EXPECT_EQ(number_text(-std::numeric_limits<double>::infinity()), "-Infinity");
}

TEST(ValueText, LiteralAndDisplay) {
  struct Case {
    Value value;
    std::string_view literal, display;
  };
  const Nanoseconds hour = 3600 * nanoseconds_per_second;
  for (const Case& c : {
           Case{{true}, "true", "true"},
           Case{{std::int64_t{600}}, "600", "600"},
           Case{{600.0}, "600.0", "600"},
           Case{{1e21}, "1e+21", "1e+21"},
           Case{{std::string("a \"b\"\\\n\x01")}, "\"a \\\"b\\\"\\\\\\n\\u0001\"", "a \"b\"\\\n\x01"},
           Case{{Timestamp{0}}, "timestamp(\"1970-01-01T00:00:00Z\")", "1970-01-01T00:00:00Z"},
           Case{{Interval{168 * hour}}, "duration(\"604800s\")", "7d"},
           Case{{Interval{hour * 3 / 2}}, "duration(\"5400s\")", "1h30m"},
           Case{{Interval{-25 * hour}}, "duration(\"-90000s\")", "-1d1h"},
           Case{{Interval{1'500'000'000}}, "duration(\"1.5s\")", "1.5s"},
           Case{{Interval{0}}, "duration(\"0s\")", "0s"},
           Case{{List{{std::int64_t{1}}, {std::int64_t{2}}}}, "[1, 2]", "1, 2"},
           Case{{Null{}}, "null", "null"},
           Case{{Unknown{}}, "unknown", "unknown"},
       }) {
    EXPECT_EQ(literal_text(c.value), c.literal);
    EXPECT_EQ(display_text(c.value), c.display);
  }
}

TEST(CauseText, EveryCauseHasOne) {
  for (int cause = 0; cause <= static_cast<int>(Cause::step_budget); ++cause)
    EXPECT_FALSE(cause_text(static_cast<Cause>(cause)).empty()) << cause;
  EXPECT_FALSE(is_error(Cause::not_in_enum));
  EXPECT_TRUE(is_error(Cause::division_by_zero));
}

}  // namespace
}  // namespace eligo::values
