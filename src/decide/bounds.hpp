#pragma once

#include <cstdint>
#include <memory_resource>
#include <vector>

#include "decide/cursor.hpp"
#include "decide/plan.hpp"
#include "decide/time_candidates.hpp"
#include "decide/told_conditions.hpp"

namespace eligo::decide {

/// What the verdict could be if the missing facts were given.
struct VerdictBounds {
  Verdict best = Verdict::visible;
  Verdict worst = Verdict::visible;
  std::vector<std::uint32_t> needs;  ///< facts, ascending; empty where best and worst are one
  /// When time alone could change the above; only where it is looked for, and something depends on time.
  NextChange next;
};

/// Whether facts could still change what the run in `source` came to: some condition is unknown, or has()
/// asks for a fact that is missing. Where not, the bounds are the verdict.
[[nodiscard]] bool leaves_open(const Plan& plan, const RowSource& source);
/// The same of all rows of a run, as a bitmap.
[[nodiscard]] std::vector<std::uint64_t> open_rows(const Plan& plan, const engine::Results& results);
/// The same, ascending, where `told` tells every undecided condition of a rule.
[[nodiscard]] std::vector<std::uint32_t> open_rows(const Plan& plan, const engine::Results& results,
                                                   const ToldConditions& told);
/// The same of the only row of a run, where `hits` tell every undecided condition of a rule.
[[nodiscard]] bool is_open(const Plan& plan, const engine::Results& results, const engine::RowHits& hits);

/// Bounds of the profile in `source`, whose results are those of a run at `now`. Sound, never narrower than
/// the truth: every segment whose condition waits for a fact is tried, and every rule that waits for one may
/// hit, not hit, or, where its condition can stay unknown (plan.may_stay_unknown), follow its on_missing.
/// Runs the program again, with memory from `memory`, only where the run at hand does not tell: for other
/// segments, and where has() asks for a fact that is missing. `limits` are for `next` alone: without them it
/// is not looked for.
[[nodiscard]] VerdictBounds find_bounds(const Plan& plan, const RowSource& source, values::Nanoseconds now,
                                        std::pmr::memory_resource& memory, SearchLimits* limits);

/// The facts, ascending, that has() asks for; every list of records where it asks for a field.
[[nodiscard]] std::vector<std::uint32_t> presence_facts(const check::CheckedRuleSet& rules);

/// For each rule: could its condition be unknown with every fact given? Run-time errors, and lists (whose
/// elements may have holes).
[[nodiscard]] std::vector<bool> may_stay_unknown(const check::CheckedRuleSet& rules);

}  // namespace eligo::decide
