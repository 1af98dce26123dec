#pragma once

#include <cstdint>
#include <vector>

#include <eligo/verdict.hpp>

#include "check/checked_rule_set.hpp"
#include "decide/figures.hpp"
#include "program/program.hpp"

namespace eligo::decide {

/// One way for a rule to become a reason: by a hit, by an undecided condition, or by either where both
/// have the same effect.
struct Ground {
  std::uint32_t rule = 0;
  program::ValueId condition = program::no_value;
  std::uint64_t on_hit = 0;      ///< all bits or none, so that they mask a word of rows
  std::uint64_t on_unknown = 0;  ///< the same
  check::Effect effect = check::Effect::hide;
  bool windowed = false;     ///< the rule is in force only at some instants
  bool review = false;       ///< a hit asks for a person
  std::uint32_t waiver = 0;  ///< of the rule's code: see RuleOrder::waiver_of_code
};

/// What follows from the rule set alone about the order of reasons; worked out once. Immutable.
struct RuleOrder {
  static constexpr std::uint32_t never_waived = 0xFFFF'FFFF;

  RuleOrder(const check::CheckedRuleSet& rules, const program::Program& program);

  std::vector<Ground> grounds;                      ///< in the order of reasons: effect, priority, document
  std::vector<std::vector<Figure>> figures;         ///< one list a rule
  std::vector<std::uint32_t> waiver_of_code;        ///< index into `waivers`, or never_waived
  std::vector<std::vector<std::uint32_t>> waivers;  ///< the segments that waive a code, ascending
  std::vector<std::vector<std::uint32_t>> waivers_of_segment;  ///< the last list, empty, is for no segment
  std::vector<std::uint32_t> used_facts;                       ///< those that anything depends on, ascending

  /// Whether `segment` (the number of segments: none) sets `code` aside.
  [[nodiscard]] bool waives(std::uint32_t segment, std::uint32_t code) const;
};

/// Whether the rule is in force at `now`: `[from, until)`.
[[nodiscard]] bool is_active(const check::Rule& rule, values::Nanoseconds now);

/// A rule's effect as a verdict.
[[nodiscard]] Verdict verdict_of(check::Effect effect);

}  // namespace eligo::decide
