#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <unordered_map>
#include <vector>

#include "authoring/comparison/outcome.hpp"
#include "authoring/comparison/rule_set_pair.hpp"
#include "decide/decision_data.hpp"
#include "summary/fact_counts.hpp"
#include "values/view.hpp"

namespace eligo::authoring {

/// Counts over profiles that two rule sets have decided. Counts of several threads are merged; the order does
/// not matter.
class SwapSet {
 public:
  struct CodeCounts {
    Both<std::uint64_t> profiles;  ///< that have the reason
    Both<OutcomeCounts> only;      ///< those that have it on this side and not on the other
  };
  /// A rule that answers for a cell: it is behind a reason on one side that it is not behind on the other,
  /// and where the verdict changes it has the effect that made it so.
  struct RuleCounts {
    std::uint64_t profiles = 0;
    std::uint64_t alone = 0;  ///< those for which it answers alone
  };
  struct SegmentCounts {
    Both<std::optional<std::uint32_t>> segments;
    OutcomeCounts outcomes{};
  };

  /// `by`: columns of the pair's facts, each a scalar that some rule reads, whose values are counted, too.
  SwapSet(const RuleSetPair& pair, const std::vector<std::uint32_t>& by);

  /// The two decisions about a profile (Detail::codes at least), and the columns whose row it is.
  Change add(const Both<const decide::DecisionData*>& decisions, std::span<const values::View> columns,
             std::size_t row);
  void add_error() { ++errors_; }
  void add_nameless() { ++nameless_; }
  void merge(const SwapSet& other);

  [[nodiscard]] std::uint64_t decided() const;
  [[nodiscard]] std::uint64_t errors() const { return errors_; }      ///< records that could not be read
  [[nodiscard]] std::uint64_t nameless() const { return nameless_; }  ///< profiles without a subject
  [[nodiscard]] std::uint64_t profiles() const { return decided() + errors_; }
  [[nodiscard]] std::uint64_t count(Cell cell) const { return cells_[cell.index()]; }
  [[nodiscard]] std::uint64_t count(Outcome outcome) const;
  /// Of a cell in which the verdict stays: those whose reasons change.
  [[nodiscard]] std::uint64_t other_reasons(Verdict verdict) const {
    return other_reasons_[static_cast<std::size_t>(verdict)];
  }
  [[nodiscard]] std::uint64_t other_reasons() const;
  /// What the cell adds to the swap set: all of it, or where the verdict stays those with other reasons.
  [[nodiscard]] std::uint64_t swapped(Cell cell) const {
    return cell.outcome() == Outcome::same ? other_reasons(cell.champion) : count(cell);
  }
  [[nodiscard]] const std::vector<CodeCounts>& codes() const {
    return codes_;
  }  ///< beside RuleSetPair::codes
  /// By the side's own rules.
  [[nodiscard]] const std::vector<RuleCounts>& rules(Cell cell, Side side) const {
    return rules_[cell.index()][side];
  }
  /// Which segments profiles are in, on either side; in their order, those in none last.
  [[nodiscard]] std::vector<SegmentCounts> segments() const;
  [[nodiscard]] const std::vector<summary::FactCounts>& by() const { return by_; }  ///< by Outcome

 private:
  /// Numbers that were met since `clear`.
  class Marks {
   public:
    void resize(std::size_t size) { at_.resize(size); }
    void clear() { ++round_; }
    void set(std::uint32_t number) { at_[number] = round_; }
    [[nodiscard]] bool has(std::uint32_t number) const { return at_[number] == round_; }

   private:
    std::vector<std::uint64_t> at_;
    std::uint64_t round_ = 0;
  };

  [[nodiscard]] bool same_reasons(const Both<const decide::DecisionData*>& decisions) const;
  void add_codes(const Both<const decide::DecisionData*>& decisions, Outcome outcome);
  void add_deciding_rules(const decide::DecisionData& decision, Cell cell, Side side);
  void add_other_rules(const Both<const decide::DecisionData*>& decisions);
  void count_answering(Cell cell);

  const RuleSetPair* pair_;
  std::array<std::uint64_t, Cell::count> cells_{};
  std::array<std::uint64_t, 3> other_reasons_{};  // by verdict
  std::uint64_t errors_ = 0, nameless_ = 0;
  std::vector<CodeCounts> codes_;
  std::array<Both<std::vector<RuleCounts>>, Cell::count> rules_;
  std::unordered_map<std::uint64_t, OutcomeCounts> segments_;  // by the two segments
  std::vector<summary::FactCounts> by_;
  Marks marks_;                                 // scratch
  Both<std::vector<std::uint32_t>> answering_;  // the same: rules of the profile at hand
};

}  // namespace eligo::authoring
