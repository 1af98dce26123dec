#include "output/summary_writer.hpp"

#include <gtest/gtest.h>

#include "unit/output/sample_decisions.hpp"

namespace eligo::output {
namespace {

using summary::Summary;

Summary counted(const check::CheckedRuleSet& rules) {
  Summary summary(rules);
  for (int count = 0; count < 1200; ++count) summary.add(SampleDecisions::visible());
  for (int count = 0; count < 3; ++count) summary.add(SampleDecisions::denied());
  for (int count = 0; count < 2; ++count) summary.add(SampleDecisions::undecided());
  summary.add_error();
  return summary;
}

TEST(SummaryWriter, WritesCountsAsText) {
  const SampleDecisions sample;
  EXPECT_EQ(summary_text(counted(sample.rules), {}, 0.014),
            "1,206 profiles in 0.01 s        visible 1,200   hidden 2   denied 3   errors 1\n"
            "2 for a person to review\n"
            "\n"
            "waterfall       in     out   stopped\n"
            "  identity   1,205   1,202         3\n"
            "  credit     1,202   1,200         2\n"
            "\n"
            "reason         profiles   waived\n"
            "  SCORE_LOW           5        0\n"
            "  UNVERIFIED          3        2\n"
            "\n"
            "segment    profiles\n"
            "  loyal           3\n"
            "  (none)      1,202\n");
}

TEST(SummaryWriter, WritesCountsAsJson) {
  const SampleDecisions sample;
  EXPECT_EQ(
      summary_json(counted(sample.rules), {}),
      R"({"profiles":1206,"verdicts":{"visible":1200,"hidden":2,"denied":3},"errors":1,"review":2,)"
      R"("waterfall":[{"category":"identity","in":1205,"out":1202,"stopped":3},)"
      R"({"category":"credit","in":1202,"out":1200,"stopped":2}],)"
      R"("reasons":[{"code":"UNVERIFIED","profiles":3,"waived":2},{"code":"SCORE_LOW","profiles":5,"waived":0}],)"
      R"("segments":[{"segment":"loyal","profiles":3}],"no_segment":1202,"facts":[],"unknown":[]})");
}

}  // namespace
}  // namespace eligo::output
