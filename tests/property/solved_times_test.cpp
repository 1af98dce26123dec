// The times that are solved for whole batches against a walk over the conditions of each profile, and
// profiles of a batch against the same alone. ELIGO_TIMED_PAIRS sets how many pairs of rule set and profile
// are tried.

#include <gtest/gtest.h>

#include <iostream>
#include <memory_resource>
#include <optional>
#include <string>
#include <vector>

#include "decide/batch_timing.hpp"
#include "decide/batch_verdicts.hpp"
#include "decide/bounds.hpp"
#include "decide/timing.hpp"
#include "property/profile_generator.hpp"
#include "property/rule_set_generator.hpp"
#include "property/setting.hpp"
#include "property/subject.hpp"
#include "scaffold/checked_text.hpp"
#include "scaffold/columns.hpp"
#include "scaffold/loaded_rules.hpp"

namespace eligo::property {
namespace {

using values::Nanoseconds;

constexpr std::size_t profiles_a_rule_set = 70;  // more than a word of rows

std::string told(const decide::DecisionData& decision) {
  return "retry at " + describe(decision.retry_at) + ", valid until " + describe(decision.valid_until) +
         (decision.times_bounded ? ", bounded" : "");
}

struct Tally {
  std::size_t profiles = 0, closed = 0, open = 0, changing = 0;
};

// Whatever a batch solves, the walk finds, within its limits.
void compare_with_walks(const test::LoadedRules& loaded, const std::vector<std::string>& profiles,
                        Nanoseconds now, Tally& tally) {
  const decide::Plan plan(loaded.rules, loaded.program);
  profiles::Batch batch = test::read_profiles(loaded.program->schema(), profiles);
  std::pmr::monotonic_buffer_resource memory;
  values::ScratchMemory walk_memory(32UL * 1024);
  engine::RunOptions options;
  options.part = engine::Part::every;
  const auto views = batch.seal();
  auto results = engine::run(*loaded.program, views, batch.rows(), now, options, memory);
  std::vector<decide::DecisionData> decisions(batch.rows());
  decide::BatchVerdicts(plan, results, now, memory).decide(Detail::full, decisions);
  decide::BatchTiming timing(plan, results, now);
  for (std::size_t row = 0; row < batch.rows(); ++row) {
    ++tally.profiles;
    const decide::RowSource source(*loaded.rules, results, row);
    decide::SearchLimits limits = limits_for(plan, source, now);
    decide::VerdictBounds bounds;
    const bool open = leaves_open(plan, source);
    if (open) bounds = find_bounds(plan, source, now, walk_memory, &limits);
    decide::DecisionData solved = decisions[row];
    solved.best = open ? bounds.best : solved.verdict;
    solved.worst = open ? bounds.worst : solved.verdict;
    solved.needs = bounds.needs;
    decide::DecisionData walked = solved;
    if (!timing.solve(row, open, solved)) continue;
    ++(open ? tally.open : tally.closed);
    add_timing(plan, source, now, bounds.next, limits, walk_memory, walked);
    tally.changing += walked.valid_until ? 1 : 0;
    EXPECT_EQ(told(solved), told(walked)) << profiles[row] << " at " << values::format_timestamp(now);
  }
}

TEST(SolvedTimes, AreThoseOfAWalkOverTheConditions) {
  const std::uint64_t pairs = setting("ELIGO_TIMED_PAIRS", 500) * 20;
  constexpr std::uint64_t steps[] = {1, 100, 1'000, 10'000, 100'000};
  Tally tally;
  for (std::uint64_t seed = setting("ELIGO_SEED", 1); tally.profiles < pairs && !testing::Test::HasFailure();
       ++seed) {
    Random random(seed);
    const GeneratedRuleSet generated =
        generate_rule_set(random, seed % 8 == 0 ? Theme::everything : Theme::time);
    test::CheckedText checked = test::check_text(generated.document.dump());
    if (!checked.rules) continue;
    // The fewer steps a walk may take, the sooner it ends before it has found what a batch would solve.
    Limits limits;
    limits.search_steps = steps[random.below(5)];
    const test::LoadedRules loaded(std::move(checked).accepted(), limits);
    std::vector<std::string> profiles;
    for (std::size_t i = 0; i < profiles_a_rule_set; ++i)
      profiles.push_back(generate_profile(random, generated.vocabulary, i % 4 != 0).dump());
    SCOPED_TRACE("seed " + std::to_string(seed) + ", " + std::to_string(limits.search_steps) + " steps\n" +
                 generated.document.dump(1));
    compare_with_walks(loaded, profiles, generate_instant(random, generated.vocabulary), tally);
  }
  std::cout << tally.profiles << " profiles, " << tally.closed << " solved that leave nothing open, "
            << tally.open << " that do, " << tally.changing << " with valid_until\n";
  if (tally.profiles < 5'000) return;  // too few for these to come about
  EXPECT_GT(10 * tally.closed, tally.profiles);
  EXPECT_GT(500 * tally.open, tally.profiles);
  EXPECT_GT(30 * tally.changing, tally.profiles);
}

TEST(SolvedTimes, AreTheSameInABatchAndAlone) {
  const std::uint64_t pairs = setting("ELIGO_TIMED_PAIRS", 500);
  std::size_t tried = 0;
  std::string why;
  for (std::uint64_t seed = setting("ELIGO_SEED", 1); tried < pairs && !testing::Test::HasFailure(); ++seed) {
    Random random(seed);
    const GeneratedRuleSet generated =
        generate_rule_set(random, seed % 4 == 0 ? Theme::calendar : Theme::time);
    const auto subject = Subject::load(generated.document.dump(), why);
    if (!subject) continue;
    std::vector<std::string> profiles;
    for (std::size_t i = 0; i < profiles_a_rule_set; ++i)
      profiles.push_back(generate_profile(random, generated.vocabulary, i % 2 == 0).dump());
    const Nanoseconds now = generate_instant(random, generated.vocabulary);
    const auto together = subject->decide(profiles, now, Detail::full);
    for (std::size_t i = 0; i < profiles.size(); ++i, ++tried) {
      const auto alone = subject->decide({profiles[i]}, now, Detail::full);
      EXPECT_EQ(together[i], alone.front()) << "seed " << seed << "\n"
                                            << generated.document.dump(1) << "\n"
                                            << profiles[i] << "\nnow " << values::format_timestamp(now);
    }
  }
  EXPECT_GE(tried, pairs);
}

}  // namespace
}  // namespace eligo::property
