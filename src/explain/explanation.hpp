#pragma once

#include <cstddef>
#include <cstdint>
#include <limits>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "check/checked_rule_set.hpp"
#include "decide/decision_data.hpp"
#include "values/time.hpp"
#include "values/value.hpp"

namespace eligo::decide {
class Decider;
struct Facts;
}  // namespace eligo::decide

namespace eligo::explain {

/// Which elements of a list make a comprehension's value what it is: of `all` those that are false, of
/// `exists` and `exists_one` those that are true, of `filter` and a `map` with a filter those kept, of every
/// one that is unknown those that are. Of `map` none more than others.
enum class Deciding : std::uint8_t { none, are_false, are_true, are_kept, are_unknown };

/// `false`, `true`, `kept`, `unknown`; empty for none.
[[nodiscard]] std::string_view to_string(Deciding deciding) noexcept;

/// Of a comprehension: what its list holds, and how much of that is shown.
struct ExplainedElements {
  std::size_t number = 0;  ///< in the list
  Deciding which = Deciding::none;
  std::size_t deciding = 0;  ///< how many of them are so
  std::size_t shown = 0;     ///< the first that decide; where none does, the first of all
};

/// A part of a condition and what it came out as for one profile.
struct ExplainedPart {
  const check::Node* node = nullptr;   ///< of the rule set; null for an element of a comprehension's list
  std::string text;                    ///< as written; for an element `element 1`
  const values::Type* type = nullptr;  ///< of the value; null where it is not known
  values::Value value;                 ///< `Unknown` with its cause, or with `none` where a part below has it
  std::vector<ExplainedPart> parts;
  std::optional<ExplainedElements> elements;  ///< of a comprehension
  /// A definition whose parts stand in Explanation::definitions, at this place.
  std::optional<std::uint32_t> definition = std::nullopt;
  bool cut = false;  ///< it has parts, which lie beyond the depth asked for
};

/// What became of a rule.
enum class RuleState : std::uint8_t {
  hit,        ///< the condition is true
  not_hit,    ///< it is false
  undecided,  ///< it is unknown; the rule's `on_missing` says what then happens
  inactive,   ///< the instant is outside of the rule's window
  waived,     ///< hit or undecided, and set aside by the segment
};

[[nodiscard]] std::string_view to_string(RuleState state) noexcept;

struct ExplainedRule {
  std::uint32_t rule = 0;
  RuleState state = RuleState::not_hit;
  ExplainedPart condition;
};

/// A segment's or an alternative's condition.
struct ExplainedCondition {
  std::uint32_t index = 0;
  ExplainedPart condition;
};

/// A definition that is used in more than one place.
struct ExplainedDefinition {
  std::uint32_t index = 0;
  bool base = false;   ///< with the params as they are outside of the segment, which segments' conditions see
  bool exact = false;  ///< as it is compared: beyond the range of its type
  ExplainedPart part;
};

/// What to explain.
struct Scope {
  static constexpr std::size_t any_depth = std::numeric_limits<std::size_t>::max();
  std::vector<std::uint32_t>
      rules;  ///< these rules alone; all of them, segments and alternatives where empty
  /// Only rules that hit or are undecided, the segment that applies and the alternatives that are offered.
  bool hits = false;
  std::size_t depth = any_depth;  ///< how many levels of parts below each condition
};

/// Why a decision is what it is: rules with every part's value. Refers to the rule set.
struct Explanation {
  decide::DecisionData decision;
  std::vector<ExplainedRule> rules;  ///< in the order of the document
  std::size_t rules_left_out = 0;    ///< by the scope
  std::vector<ExplainedCondition> segments;
  std::vector<ExplainedCondition> alternatives;
  std::vector<ExplainedDefinition> definitions;  ///< in the order of the document
};

/// Explains the first row of `facts` (whose columns must be given). A definition is opened where it is used,
/// or, if more than one place uses it, once among the definitions.
[[nodiscard]] Explanation explain(const decide::Decider& decider, const decide::Facts& facts,
                                  values::Nanoseconds now, const Scope& scope = {});

}  // namespace eligo::explain
