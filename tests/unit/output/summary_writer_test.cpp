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
  EXPECT_EQ(
      summary_text(counted(sample.rules), {}, 0.014),
      "1,206 profiles in 0.01 s        visible 1,200 (99.6%)   hidden 2 (0.2%)   denied 3 (0.2%)   errors 1\n"
      "2 for a person to review\n"
      "\n"
      "waterfall       in     out   stopped   % of in   % left\n"
      "  identity   1,205   1,202         3      0.2%    99.8%\n"
      "  credit     1,202   1,200         2      0.2%    99.6%\n"
      "\n"
      "reason         profiles   share   waived\n"
      "  SCORE_LOW           5    0.4%        0\n"
      "  UNVERIFIED          3    0.2%        2\n"
      "\n"
      "segment    profiles   share\n"
      "  loyal           3    0.2%\n"
      "  (none)      1,202   99.8%\n");
}

TEST(SummaryWriter, WritesCountsAsJson) {
  const SampleDecisions sample;
  EXPECT_EQ(
      summary_json(counted(sample.rules), {}),
      R"({"profiles":1206,"verdicts":{"visible":1200,"hidden":2,"denied":3},)"
      R"("shares":{"visible":0.995851,"hidden":0.00166,"denied":0.00249},"errors":1,"review":2,)"
      R"("waterfall":[{"category":"identity","in":1205,"out":1202,"stopped":3,"stopped_share":0.00249,"left_share":0.99751},)"
      R"({"category":"credit","in":1202,"out":1200,"stopped":2,"stopped_share":0.001664,"left_share":0.995851}],)"
      R"("reasons":[{"code":"UNVERIFIED","profiles":3,"share":0.00249,"waived":2},)"
      R"({"code":"SCORE_LOW","profiles":5,"share":0.004149,"waived":0}],)"
      R"("segments":[{"segment":"loyal","profiles":3,"share":0.00249,"visible":0,"hidden":0,"denied":3}],)"
      R"("no_segment":1202,"facts":[],"unknown":[]})");
}

}  // namespace
}  // namespace eligo::output
