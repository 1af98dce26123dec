#pragma once

#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "decide/decider.hpp"
#include "oracle/decision.hpp"
#include "oracle/profile_reader.hpp"

namespace eligo::property {

/// What the engine said of one profile, in the oracle's form, with what the oracle does not have.
struct EngineDecision {
  oracle::Decision decision;
  std::vector<decide::MissingInput> refused;
  std::optional<values::Nanoseconds> retry_at, valid_until;
  bool times_bounded = false;
  Verdict best = Verdict::visible, worst = Verdict::visible;
  std::vector<std::uint32_t> needs;
  friend bool operator==(const EngineDecision&, const EngineDecision&) = default;
};

/// A rule set taken through every stage, as users take it.
class Subject {
 public:
  /// Nothing, and `why`, where the document is refused. Its list files lie in `folder`.
  [[nodiscard]] static std::optional<Subject> load(const std::string& document, std::string& why,
                                                   const std::optional<std::filesystem::path>& folder = {});

  [[nodiscard]] const check::CheckedRuleSet& rules() const { return decider_->rules(); }
  [[nodiscard]] const program::Program& program() const { return decider_->program(); }
  [[nodiscard]] const decide::Decider& decider() const { return *decider_; }

  /// The same rule set where every rule that an index can find is found by it.
  [[nodiscard]] Subject indexed() const;

  /// Their verdicts and codes, without decisions.
  [[nodiscard]] decide::VerdictColumns columns(const std::vector<std::string>& profiles,
                                               values::Nanoseconds now) const;
  /// The same, strings as codes into dictionaries of their own.
  [[nodiscard]] decide::VerdictColumns coded_columns(const std::vector<std::string>& profiles,
                                                     values::Nanoseconds now) const;
  /// Reads the profiles and decides them as one batch.
  [[nodiscard]] std::vector<EngineDecision> decide(const std::vector<std::string>& profiles,
                                                   values::Nanoseconds now, Detail detail) const;
  /// The same with Detail::codes, in two batches that share their kinds.
  [[nodiscard]] std::vector<EngineDecision> decide_by_kind(const std::vector<std::string>& profiles,
                                                           values::Nanoseconds now) const;

 private:
  Subject(std::shared_ptr<const check::CheckedRuleSet> rules, std::shared_ptr<const program::Program> program,
          std::shared_ptr<const decide::Decider> decider)
      : rules_(std::move(rules)), program_(std::move(program)), decider_(std::move(decider)) {}

  std::shared_ptr<const check::CheckedRuleSet> rules_;
  std::shared_ptr<const program::Program> program_;
  std::shared_ptr<const decide::Decider> decider_;
};

/// Takes out what engine and oracle may say differently: a list whose elements lack something is named once,
/// with the first of the causes by the engine, while the oracle, which follows each element, knows them all.
/// NaN becomes equal to itself.
void make_comparable(const check::CheckedRuleSet& rules, oracle::Decision& decision);

/// For people: one line a reason.
[[nodiscard]] std::string describe(const check::CheckedRuleSet& rules, const oracle::Decision& decision);
[[nodiscard]] std::string describe(const check::CheckedRuleSet& rules,
                                   const std::vector<decide::MissingInput>& inputs);
[[nodiscard]] std::string describe(std::optional<values::Nanoseconds> instant);

}  // namespace eligo::property
