#include "summary/summary.hpp"

#include <gtest/gtest.h>

#include "unit/output/sample_decisions.hpp"

namespace eligo::summary {
namespace {

using output::SampleDecisions;

TEST(Summary, MergesThreads) {
  const SampleDecisions sample;
  const auto count = [&](int visible, int denied, int errors) {
    Summary summary(sample.rules);
    for (; visible > 0; --visible) summary.add(SampleDecisions::visible());
    for (; denied > 0; --denied) summary.add(SampleDecisions::denied());
    for (; errors > 0; --errors) summary.add_error();
    return summary;
  };
  Summary sum = count(5, 1, 1);
  sum.merge(count(7, 2, 0));
  EXPECT_EQ(sum.profiles(), 16U);
  EXPECT_EQ(sum.errors(), 1U);
  EXPECT_EQ(sum.count(Verdict::denied), 3U);
  EXPECT_EQ(sum.waterfall().front().stopped, 3U);
  EXPECT_EQ(sum.segments(), (std::vector<Summary::Verdicts>{{0, 0, 3}, {12, 0, 0}}));
}

}  // namespace
}  // namespace eligo::summary
