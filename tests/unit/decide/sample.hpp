#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include <nlohmann/json.hpp>

#include "check/checked_rule_set.hpp"
#include "decide/decider.hpp"
#include "profiles/batch.hpp"
#include "scaffold/loaded_rules.hpp"

namespace eligo::decide {

/// A rule set from JSON, which may leave out what every one has, ready to decide.
struct Sample : test::LoadedRules {
  explicit Sample(nlohmann::json document);

  Decider decider;

  [[nodiscard]] std::uint32_t fact(std::string_view name) const;

  /// Profiles as columns. Throws where a key names no fact.
  [[nodiscard]] profiles::Batch read(const std::vector<nlohmann::json>& profiles) const;

  /// Decides one profile alone.
  [[nodiscard]] DecisionData decide(const nlohmann::json& profile, values::Nanoseconds now,
                                    Detail detail = Detail::full) const;
  /// Decides profiles as one batch.
  [[nodiscard]] std::vector<DecisionData> decide_batch(const std::vector<nlohmann::json>& profiles,
                                                       values::Nanoseconds now,
                                                       Detail detail = Detail::full) const;
  [[nodiscard]] std::vector<DecisionData> decide_facts(const Facts& facts, values::Nanoseconds now,
                                                       Detail detail = Detail::full) const;

  /// How many steps the search for `retry_at` and `valid_until` takes.
  [[nodiscard]] std::uint64_t timing_steps(const nlohmann::json& profile, values::Nanoseconds now) const;
};

/// A rule that hides, with a reason of its own name.
[[nodiscard]] nlohmann::json hiding_rule(std::string_view code, std::string_view when);

/// `2026-11-23T10:00:00Z`
[[nodiscard]] values::Nanoseconds instant(std::string_view text);

/// Decisions with names instead of numbers, as the case files under `cases/` write them; empty parts are
/// left out.
[[nodiscard]] nlohmann::json as_json(const check::CheckedRuleSet& rules, const DecisionData& decision);
[[nodiscard]] nlohmann::json as_json(const check::CheckedRuleSet& rules,
                                     const std::vector<DecisionData>& decisions);

}  // namespace eligo::decide
