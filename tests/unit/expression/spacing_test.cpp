#include "expression/spacing.hpp"

#include <gtest/gtest.h>

#include <string>

namespace eligo::expression {
namespace {

TEST(Spacing, IsThePrinters) {
  struct Case {
    std::string written, spaced;
  };
  const Case cases[] = {
      {"a>1", "a > 1"},
      {"  a\t&&\n b ", "a && b"},
      {"!( a||b )", "!(a || b)"},
      {"- 1+-2", "-1 + -2"},
      {"a- -b", "a - -b"},
      {"! !a", "!!a"},
      {"x in[ 1,2 ]", "x in [1, 2]"},
      {"x in(ys)", "x in (ys)"},
      {"xs [ 0 ] . y", "xs[0].y"},
      {"xs.filter( t,now-t<params.c ).size ( )", "xs.filter(t, now - t < params.c).size()"},
      {"c?-a:b", "c ? -a : b"},
      {"f(- 1,! b)", "f(-1, !b)"},
      {"[ ]", "[]"},
      {"( (a) )*2", "((a)) * 2"},  // parentheses stay
      {"a==\"x  y\"", "a == \"x  y\""},
      {"r'\\d  +'!=a", "r'\\d  +' != a"},
      {"1.50e3<a", "1.50e3 < a"},
      {"a< .5", "a < .5"},
      {"[ .5,.25]", "[.5, .25]"},
      {"1 .size()", "1.size()"},
      {"a.b<=0xFF%3/2", "a.b <= 0xFF % 3 / 2"},
  };
  for (const Case& each : cases) {
    EXPECT_EQ(in_canonical_spacing(each.written), each.spaced) << each.written;
    EXPECT_EQ(in_canonical_spacing(each.spaced), each.spaced);
  }
}

TEST(Spacing, LeavesAloneWhatItCannotKeep) {
  for (const std::string text : {"a>1 // why", "//\na>1", "a = 1", "a>'", "a\xC2\xA0>1"}) {
    EXPECT_FALSE(canonical_spacing(text)) << text;
    EXPECT_EQ(in_canonical_spacing(text), text);
  }
}

TEST(Spacing, StaysWithinTheLongestExpression) {
  std::string tight = "a";
  while (tight.size() < 99'000) tight += "+a";
  EXPECT_EQ(in_canonical_spacing(tight), tight);
}

}  // namespace
}  // namespace eligo::expression
