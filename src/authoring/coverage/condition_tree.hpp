#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "authoring/search/assignment.hpp"
#include "check/checked_rule_set.hpp"
#include "program/program.hpp"

namespace eligo::authoring {

/// A condition as connectives over its parts: what the explanation shows as one is one here. A part that
/// stands in it twice is one, and so is what the program computes once.
class ConditionTree {
 public:
  struct Part {
    check::NodeId node = check::no_node;
    program::ValueId value = program::no_value;
  };

  ConditionTree(const check::CheckedRuleSet& rules, const program::Program& program, program::Context context,
                check::NodeId root);

  /// Those that a profile or the instant decides, in the order of the text.
  [[nodiscard]] const std::vector<Part>& parts() const { return parts_; }
  /// Those that are the same for every profile, or that nothing computes.
  [[nodiscard]] const std::vector<check::NodeId>& constant_parts() const { return constant_; }

  /// What the condition is where its parts are these, in three-valued logic.
  [[nodiscard]] Truth outcome(std::span<const Truth> parts) const { return outcome(0, parts); }

 private:
  enum class Kind : std::uint8_t { part, constant, negation, conjunction, disjunction, conditional };
  struct Step {
    Kind kind = Kind::constant;
    Truth constant = Truth::unknown;
    std::uint32_t part = 0;
    std::vector<std::uint32_t> operands;  ///< steps
  };
  std::uint32_t add(check::NodeId node);
  [[nodiscard]] Truth outcome(std::uint32_t step, std::span<const Truth> parts) const;

  const check::CheckedRuleSet* rules_;
  const program::Program* program_;
  program::Context context_;
  std::vector<Step> steps_;  // the whole condition first
  std::vector<Part> parts_;
  std::vector<check::NodeId> constant_;
};

}  // namespace eligo::authoring
