#pragma once

#include <cstddef>
#include <cstdint>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "authoring/coverage/obligations.hpp"
#include "authoring/search/profile_values.hpp"
#include "check/checked_rule_set.hpp"
#include "engine/runner.hpp"
#include "profiles/batch.hpp"
#include "program/program.hpp"
#include "values/scratch_memory.hpp"

namespace eligo::authoring {

/// By which situations an obligation was reached, as their numbers in the order in which they were measured.
struct Witnesses {
  static constexpr std::size_t none = static_cast<std::size_t>(-1);
  std::size_t first = none;   ///< `none`: it was not reached
  std::size_t second = none;  ///< of MC/DC, the one with the other outcome
  bool unique_cause = false;  ///< of MC/DC: all other parts are the same in both; else a masking pair
};

/// What situations bring about. MC/DC of a part: there are a case in which it is true and one in which it is
/// false, the condition's outcomes are known and differ, and in each the part's other value alone would have
/// turned the outcome (masking MC/DC, RTCA DO-178C by way of FAA report DOT/FAA/AR-01/18). Where moreover
/// every other part is the same, it is a unique-cause pair.
class Measurement {
 public:
  /// All of them outlive it.
  Measurement(const check::CheckedRuleSet& rules, const program::Program& program,
              const Obligations& obligations);
  /// What is known so far, to go on from it in another way.
  Measurement(const Measurement& other);
  Measurement& operator=(const Measurement&) = delete;

  /// Measures situations that are decided at one instant. Their numbers go on from those before.
  /// Gives back those by which something was reached for the first time, as places in `facts`; that includes
  /// the first half of an MC/DC pair.
  std::vector<std::size_t> measure(std::span<const values::View> facts, std::size_t rows,
                                   values::Nanoseconds now);
  /// The same for profiles as values.
  std::vector<std::size_t> measure(std::span<const Situation> situations);

  [[nodiscard]] const Witnesses& witnesses(std::size_t obligation) const { return witnesses_[obligation]; }
  [[nodiscard]] bool reached(std::size_t obligation) const {
    return witnesses_[obligation].first != Witnesses::none;
  }
  [[nodiscard]] std::size_t reached() const;
  /// How many situations were measured.
  [[nodiscard]] std::size_t situations() const { return situations_; }
  /// Leaves an obligation out from here on, so that only others are looked for.
  void leave_out(std::size_t obligation) { left_out_[obligation] = true; }
  /// Forgets all that was measured; what was left out stays so.
  void restart();

 private:
  /// What is known of the parts of a condition.
  struct Cases {
    std::map<std::string, std::size_t> seen;  ///< by whom; a byte a part, and the outcome behind them
    std::vector<std::size_t> halves;          ///< by part, its truth and the outcome: who has it turn it
    std::vector<std::size_t> obligations;     ///< MC/DC, by part
    std::size_t parts = 0;                    ///< that have an obligation
    std::size_t open = 0;                     ///< those among them without a unique-cause pair
  };
  class Run;

  std::vector<std::size_t> measure_together(std::span<const values::View> facts, std::size_t rows,
                                            values::Nanoseconds now);

  const check::CheckedRuleSet* rules_;
  const program::Program* program_;
  const Obligations* obligations_;
  std::vector<Witnesses> witnesses_;
  std::vector<bool> left_out_;
  std::vector<Cases> cases_;                          // one a condition
  std::vector<std::vector<program::ValueId>> lists_;  // for each list what asks whether something is in it
  std::vector<std::vector<std::uint32_t>> waiving_;   // rules by code
  std::size_t situations_ = 0;
  // What one call of `measure` uses.
  values::ScratchMemory memory_;
  std::optional<profiles::Batch> batch_;
};

}  // namespace eligo::authoring
