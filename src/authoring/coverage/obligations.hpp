#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "authoring/coverage/condition_tree.hpp"
#include "check/checked_rule_set.hpp"
#include "program/program.hpp"
#include "values/value.hpp"

namespace eligo::authoring {

/// What a condition that is measured on its own belongs to.
enum class ConditionOwner : std::uint8_t { rule, segment, alternative, definition };

/// A condition that is measured: a rule's, a segment's, an alternative's or a boolean definition's, or the
/// body of a comprehension in one of them, whose cases are elements.
struct MeasuredCondition {
  ConditionOwner owner = ConditionOwner::rule;
  std::uint32_t index = 0;                       ///< of the owner
  check::NodeId comprehension = check::no_node;  ///< of a body
  check::NodeId root = check::no_node;
  program::Context context = program::Context::segment;
  program::ValueId value = program::no_value;
  program::DomainId domain = program::profile_domain;  ///< in which it has its cases
  ConditionTree tree;
};

/// By how much the neighbours of a threshold differ from it, as it is written.
struct DoubleStep {
  double threshold = 0, step = 0;
};

/// Something that fixtures are to bring about.
struct Obligation {
  enum class Kind : std::uint8_t {
    outcome,    ///< the condition comes out as `truth`
    part,       ///< the part does
    mcdc,       ///< the part alone turns the condition
    threshold,  ///< what is compared lies `steps` steps from the threshold
    waiver,     ///< the segment sets a reason of that code aside
    list,       ///< a member of the list is asked for, or another value
    window,     ///< the instant is where `window` says
  };
  enum class Window : std::uint8_t { before, first, last, after };
  Kind kind = Kind::outcome;
  std::uint32_t condition = 0;  ///< index of the measured condition; of `waiver`, of the segment's
  std::uint32_t part = 0;       ///< in its tree; of `waiver`, the code
  Truth truth = Truth::no;
  int steps = 0;
  check::NodeId comparison = check::no_node;
  bool threshold_left = false;
  std::optional<values::Value> step;  ///< the author's, or that of what is no double; else it is:
  std::vector<DoubleStep> steps_by_threshold;
  std::uint32_t list = 0;
  Window window = Window::before;
  std::uint32_t group = 0;  ///< index into Obligations::groups
  std::string id;           ///< stable, and what reports call it
};

/// What is reported together: a rule, a segment, an alternative, a definition, the lists.
struct ObligationGroup {
  std::string name;  ///< `rule credit.score`
  std::size_t constant_parts = 0;
};

/// Everything that fixtures of a rule set are to bring about.
struct Obligations {
  std::vector<MeasuredCondition> conditions;
  std::vector<ObligationGroup> groups;
  std::vector<Obligation> all;
};

/// A condition that is one part has no obligations for the part: its own are the same. What no profile can
/// bring about is none: parts that are the same for every profile, that a part without facts is unknown,
/// steps beyond a fact's range.
[[nodiscard]] Obligations obligations_of(const check::CheckedRuleSet& rules, const program::Program& program);

}  // namespace eligo::authoring
