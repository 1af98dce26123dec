#pragma once

#include <cstdint>
#include <memory>
#include <span>
#include <vector>

#include <eligo/verdict.hpp>

#include "check/checked_rule_set.hpp"
#include "decide/placeholders.hpp"
#include "program/condition_plan.hpp"
#include "program/distinct_lists.hpp"
#include "program/program.hpp"

namespace eligo::decide {

/// One way for a rule to become a reason: by a hit, by an undecided condition, or by either where both
/// have the same effect.
struct ReasonTrigger {
  std::uint32_t rule = 0;
  std::uint32_t waiver = 0;  ///< of the rule's code: see RuleOrder::waiver_of_code
  std::uint32_t code = 0;    ///< the rule's
  /// The number of the code among those that several triggers may give; `once` where this one alone does.
  std::uint32_t repeated = once;
  static constexpr std::uint32_t once = 0xFFFF'FFFF;
  std::uint32_t asked = 0;         ///< see ConditionPlan::asked_list()
  std::uint32_t placeholders = 0;  ///< the number of the list: see RuleOrder::placeholder_lists
  check::Effect effect = check::Effect::hide;
  bool on_hit = false, on_unknown = false;
  bool windowed = false;  ///< the rule is in force only at some instants
  bool review = false;    ///< a hit asks for a person
};

/// What follows from the rule set alone about the order of reasons; worked out once. Immutable.
struct RuleOrder {
  static constexpr std::uint32_t never_waived = 0xFFFF'FFFF;

  RuleOrder(const check::CheckedRuleSet& rules, const program::ConditionPlan& conditions);

  std::vector<ReasonTrigger> triggers;  ///< in the order of reasons: effect, priority, document
  /// By rule, what it triggers by a hit and by an undecided condition; no_trigger where nothing.
  std::vector<std::uint32_t> hit_triggers, undecided_triggers;
  static constexpr std::uint32_t no_trigger = 0xFFFF'FFFF;
  std::uint32_t repeated_codes = 0;                            ///< see ReasonTrigger::repeated
  program::DistinctLists<Placeholder> placeholder_lists;       ///< of the rules' texts
  std::vector<std::uint32_t> placeholder_list;                 ///< by rule, its number
  std::vector<std::uint32_t> waiver_of_code;                   ///< index into `waivers`, or never_waived
  std::vector<std::vector<std::uint32_t>> waivers;             ///< the segments that waive a code, ascending
  std::vector<std::vector<std::uint32_t>> waivers_of_segment;  ///< the last list, empty, is for no segment
  std::vector<std::uint32_t> used_facts;                       ///< those that anything depends on, ascending

  /// Of a rule's texts.
  [[nodiscard]] std::span<const Placeholder> placeholders(std::uint32_t rule) const {
    return placeholder_lists[placeholder_list[rule]];
  }
  /// Whether `segment` (the number of segments: none) sets `code` aside.
  [[nodiscard]] bool waives(std::uint32_t segment, std::uint32_t code) const {
    return is_waived(segment, waiver_of_code[code]);
  }
  /// The same of a code with that waiver.
  [[nodiscard]] bool is_waived(std::uint32_t segment, std::uint32_t waiver) const;
};

/// Whether the rule is in force at `now`: `[from, until)`.
[[nodiscard]] bool is_active(const check::Rule& rule, values::Nanoseconds now);

/// A rule's effect as a verdict.
[[nodiscard]] Verdict verdict_of(check::Effect effect);

/// Which conditions of a rule set can come out differently when only time passes. Worked out once from
/// the checked nodes. Immutable.
struct TimeDependence {
  explicit TimeDependence(const check::CheckedRuleSet& rules);

  static constexpr std::uint32_t no_slot = 0xFFFF'FFFF;

  std::vector<bool> conditions;            ///< one a rule: its condition may
  std::vector<std::uint32_t> rules;        ///< whose condition may, or which have an active window
  std::vector<std::uint32_t> definitions;  ///< whose value may, dependencies first
  bool segments = false;                   ///< some segment's condition may
  bool alternatives = false;               ///< some alternative's condition may
  bool any = false;                        ///< anything at all may, active windows and definitions included
  /// One a node: a number for those that are worth remembering, as they depend on time and on no element of
  /// a list around them: conditions, and what definitions stand for.
  std::vector<std::uint32_t> slots;
  std::uint32_t slot_count = 0;
  /// Whether so many definitions stand one behind the other in this one that walks need care.
  [[nodiscard]] bool is_deep(std::uint32_t definition) const { return depths[definition] >= 32; }
  std::vector<std::uint32_t> depths;  ///< one a definition
};

class SolvedTimes;

/// A rule set, its program, and all that deciding needs to know that follows from them alone; worked out
/// once. Immutable; safe to read from many threads at once.
struct Plan {
  Plan(std::shared_ptr<const check::CheckedRuleSet> checked, std::shared_ptr<const program::Program> compiled,
       std::size_t least_indexed = program::ConditionPlan::usual_least_indexed);

  std::shared_ptr<const check::CheckedRuleSet> rules;
  std::shared_ptr<const program::Program> program;
  program::ConditionPlan conditions;
  RuleOrder order;
  std::vector<std::uint32_t> column_triggers;  ///< ascending: those of rules that no index finds
  std::vector<check::NodeId> element_nodes;    ///< see cursor.hpp
  TimeDependence time;
  std::shared_ptr<const SolvedTimes> solved;  ///< what of it batches solve at once
  std::vector<std::uint32_t> presence_facts;  ///< those that has() asks for
  std::vector<bool> may_stay_unknown;  ///< a rule's condition, even with every fact given: see bounds.hpp

  /// The number that stands for "in no segment".
  [[nodiscard]] std::uint32_t no_segment() const {
    return static_cast<std::uint32_t>(rules->segments.size());
  }
};

}  // namespace eligo::decide
