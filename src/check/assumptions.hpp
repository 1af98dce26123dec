#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <unordered_map>
#include <vector>

#include "check/checked_rule_set.hpp"
#include "check/number_range.hpp"
#include "check/part_numbers.hpp"

namespace eligo::check {

/// What may be assumed of numbers where a part of a condition matters: in `x > 0 && a / x > 1` that x is
/// above 0, since the condition is false otherwise, whatever the other part comes to. Likewise what stands
/// beside a part in an `||`, and in the branches of `?:`.
///
/// Assumptions come in levels, one for each `&&`, `||` or `?:` on the way to a part. What an operand says of
/// numbers holds for its siblings, never for itself.
class Assumptions {
 public:
  explicit Assumptions(const CheckedRuleSet& rules) : rules_(rules), numbers_(rules) {}

  /// Opens a level in which each of the operands is `truth`, beside the others.
  void open(std::span<const NodeId> operands, bool truth);
  /// The operand of the innermost level that is looked into from now on.
  void look_into(NodeId operand) { levels_.back().current = operand; }
  void close();

  /// What numbers the part can come to. Everything where working it out takes too long.
  [[nodiscard]] NumberRange range_of(NodeId part);

 private:
  struct Level {
    NodeId current = no_node;
    std::vector<std::uint32_t> touched;  // numbers of the parts that it speaks of
  };
  struct Entry {
    std::size_t level;
    NodeId operand;  // which says so
    NumberRange range;
  };
  struct Found {
    std::uint32_t number;
    Entry entry;
  };

  void derive(NodeId condition, bool truth, NodeId operand, std::vector<Found>& found);
  void derive_comparison(const Node& node, bool truth, NodeId operand, std::vector<Found>& found);
  [[nodiscard]] NumberRange work_out(NodeId part);
  [[nodiscard]] NumberRange of_operation(const Node& node);
  [[nodiscard]] NumberRange of_conditional(const Node& node);
  [[nodiscard]] NumberRange of_parameter(std::uint32_t param) const;
  [[nodiscard]] NumberRange of_field(const Node& node) const;

  const CheckedRuleSet& rules_;
  PartNumbers numbers_;
  std::vector<Level> levels_;
  std::unordered_map<std::uint32_t, std::vector<Entry>> entries_;  // by the part's number
  std::size_t steps_ = 0, depth_ = 0;
};

}  // namespace eligo::check
