#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <nlohmann/json.hpp>

#include "check/checked_rule_set.hpp"
#include "decide/decider.hpp"
#include "program/program.hpp"
#include "values/column.hpp"

namespace eligo::decide {

/// A rule set from JSON, checked and compiled. Throws with the rendered diagnostics where it is refused.
struct SampleParts {
  explicit SampleParts(const nlohmann::json& document);

  std::shared_ptr<const check::CheckedRuleSet> rules;
  std::shared_ptr<const program::Program> program;
};

/// A rule set from JSON, ready to decide.
struct Sample {
  explicit Sample(const nlohmann::json& document);

  std::shared_ptr<const check::CheckedRuleSet> rules;
  std::shared_ptr<const program::Program> program;
  Decider decider;

  [[nodiscard]] std::uint32_t fact(std::string_view name) const;

  /// Decides one profile alone.
  [[nodiscard]] DecisionData decide(const nlohmann::json& profile, values::Nanoseconds now,
                                    Detail detail = Detail::full) const;
  /// Decides profiles as one batch.
  [[nodiscard]] std::vector<DecisionData> decide_batch(const std::vector<nlohmann::json>& profiles,
                                                       values::Nanoseconds now,
                                                       Detail detail = Detail::full) const;

  /// How many steps the search for `retry_at` and `valid_until` takes.
  [[nodiscard]] std::uint64_t timing_steps(const nlohmann::json& profile, values::Nanoseconds now) const;

 private:
  explicit Sample(const SampleParts& parts);
};

/// `2026-11-23T10:00:00Z`
[[nodiscard]] values::Nanoseconds instant(std::string_view text);

/// A decision with names instead of numbers, as the case files under `cases/` write it; empty parts are
/// left out.
[[nodiscard]] nlohmann::json as_json(const check::CheckedRuleSet& rules, const DecisionData& decision);

/// Profiles as columns: JSON values with the types of the facts; a value of another type is refused.
class SampleFacts {
 public:
  SampleFacts(const Sample& sample, const std::vector<nlohmann::json>& profiles);
  [[nodiscard]] Facts facts() const { return {views_, rows_}; }

 private:
  void append(values::Column& column, const nlohmann::json* value, bool element);
  void append_scalar(values::Column& column, const nlohmann::json& value);

  const values::Dictionary& dictionary_;
  std::vector<values::Column> columns_;
  std::vector<values::View> views_;
  std::vector<std::unique_ptr<std::string>> texts_;
  std::size_t rows_;
};

}  // namespace eligo::decide
