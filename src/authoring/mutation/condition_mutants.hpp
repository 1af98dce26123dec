#pragma once

#include <vector>

#include "authoring/mutation/mutant.hpp"
#include "authoring/mutation/node_uses.hpp"
#include "authoring/mutation/thresholds.hpp"

namespace eligo::authoring {

/// The mutants of conditions and definitions: thresholds, comparisons, connectives, macros, parts negated and
/// left out, members of written lists. One call for each node, in ascending order.
class ConditionMutants {
 public:
  /// All outlive it.
  ConditionMutants(const check::CheckedRuleSet& rules, const NodeUses& uses, const Thresholds& thresholds);

  /// Appends the mutants of one node.
  void find(check::NodeId node, std::vector<Mutant>& mutants) const;

 private:
  void find_threshold(check::NodeId id, std::vector<Mutant>& mutants) const;
  void find_comparison(check::NodeId id, std::vector<Mutant>& mutants) const;
  void find_connectives(check::NodeId id, std::vector<Mutant>& mutants) const;
  void find_left_out(check::NodeId id, std::vector<Mutant>& mutants) const;
  void find_negation(check::NodeId id, std::vector<Mutant>& mutants) const;
  void find_members(check::NodeId id, std::vector<Mutant>& mutants) const;
  [[nodiscard]] bool is_group(check::NodeId id) const;
  [[nodiscard]] bool is_hidden(check::NodeId id) const;
  [[nodiscard]] std::string name_of(check::NodeId id) const;
  [[nodiscard]] std::string text_of(check::NodeId id) const;
  void add(check::NodeId id, Operator kind, Change change, const std::string& short_form, std::string mistake,
           std::vector<Mutant>& mutants) const;

  const check::CheckedRuleSet* rules_;
  const NodeUses* uses_;
  const Thresholds* thresholds_;
  std::vector<bool> parts_;   // by node: can be negated as it stands
  std::vector<bool> copies_;  // by node: is an exact copy of another
};

}  // namespace eligo::authoring
