#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "check/checked_rule_set.hpp"
#include "decide/decision_data.hpp"
#include "summary/cross_counts.hpp"
#include "summary/fact_counts.hpp"
#include "summary/fact_tallies.hpp"

namespace eligo::summary {

/// Counts over many decisions. Counts of several threads are merged; the order does not matter.
class Summary {
 public:
  using Verdicts = FactCounts::Counts;

  /// Counts also by the fields of each of `by`.
  explicit Summary(const check::CheckedRuleSet& rules, const std::vector<std::vector<CountedField>>& by = {});

  /// As many equal decisions, with their reasons (Detail::codes at least).
  void add(const decide::DecisionData& decision, std::uint64_t count = 1);
  /// A decision by the fields that are counted by; the columns are those of the batch of whose row it is.
  void add_by(const decide::DecisionData& decision, std::span<const values::View> columns, std::size_t row) {
    for (CrossCounts& counts : by_) counts.add(decision, columns, row);
  }
  /// Which facts the records of a batch have; `views` are the batch's.
  void add_facts(const profiles::Batch& batch, std::span<const values::View> views, std::size_t input,
                 const FactTallies::ValueOf& value_of = {}) {
    facts_.add(batch, views, input, value_of);
  }
  /// A record that could not be read.
  void add_error() { ++errors_; }
  void merge(const Summary& other);

  [[nodiscard]] const check::CheckedRuleSet& rules() const { return *rules_; }
  [[nodiscard]] std::uint64_t decided() const;
  [[nodiscard]] std::uint64_t errors() const { return errors_; }
  [[nodiscard]] std::uint64_t profiles() const { return decided() + errors_; }
  [[nodiscard]] std::uint64_t count(Verdict verdict) const {
    return verdicts_[static_cast<std::size_t>(verdict)];
  }
  /// Decisions that ask for a person.
  [[nodiscard]] std::uint64_t reviews() const { return reviews_; }

  /// A stage of the waterfall: categories in the order of the rules. A profile that is not visible is
  /// stopped at the first category in which a rule of one of its reasons stands.
  struct Stage {
    const std::string* category;
    std::uint64_t in, out, stopped;
  };
  [[nodiscard]] std::vector<Stage> waterfall() const;
  /// By code: decisions that have it.
  [[nodiscard]] const std::vector<std::uint64_t>& reasons() const { return reasons_; }
  /// By code: decisions in which it was set aside.
  [[nodiscard]] const std::vector<std::uint64_t>& waived() const { return waived_; }
  /// By segment, by verdict; the last one counts those in none.
  [[nodiscard]] const std::vector<Verdicts>& segments() const { return segments_; }
  [[nodiscard]] const FactTallies& facts() const { return facts_; }
  [[nodiscard]] const std::vector<CrossCounts>& by() const { return by_; }

 private:
  const check::CheckedRuleSet* rules_;
  Verdicts verdicts_{};
  std::uint64_t errors_ = 0;
  std::uint64_t reviews_ = 0;
  std::vector<std::uint32_t> categories_;  // by rule, of which little else is asked here
  std::vector<std::uint64_t> stopped_;     // by category
  std::vector<std::uint64_t> reasons_, waived_;
  std::vector<Verdicts> segments_;
  FactTallies facts_;
  std::vector<CrossCounts> by_;
};

}  // namespace eligo::summary
