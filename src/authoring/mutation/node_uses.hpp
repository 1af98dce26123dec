#pragma once

#include <cstdint>
#include <unordered_map>
#include <vector>

#include "authoring/mutation/mutant.hpp"
#include "check/checked_rule_set.hpp"

namespace eligo::authoring {

/// What a condition or definition belongs to.
struct Owner {
  enum class Kind : std::uint8_t { definition, segment, rule, alternative };
  Kind kind = Kind::rule;
  std::uint32_t index = 0;
  friend auto operator<=>(const Owner&, const Owner&) = default;
};

/// What hangs on a change: the nodes that have to be made anew, and whose roots are among them.
struct Reach {
  std::vector<check::NodeId> nodes;  ///< ascending, so operands first
  std::vector<Owner> owners;         ///< ascending; a definition once

  [[nodiscard]] bool has(Owner::Kind kind) const;
};

/// Leads from the nodes of a rule set to what uses them. Immutable; the rule set outlives it.
class NodeUses {
 public:
  explicit NodeUses(const check::CheckedRuleSet& rules);

  /// The nodes at which a change is made: the one that it names, or those that name what it changes.
  [[nodiscard]] std::vector<check::NodeId> places(const Change& change) const;
  /// All that hangs on them, but for segments where a change is of what a segment gives to params, since
  /// their conditions see the base ones.
  [[nodiscard]] Reach reach(const Change& change) const;
  /// What a node stands in.
  [[nodiscard]] Owner owner_of(check::NodeId node) const;

 private:
  const check::CheckedRuleSet* rules_;
  std::vector<std::uint32_t> first_;  // by node: where its users begin; and their end
  std::vector<check::NodeId> users_;  // of a definition's root those that name the definition, too
  std::vector<std::vector<check::NodeId>> params_, lists_;                  // nodes that name them
  std::unordered_map<check::NodeId, std::vector<check::NodeId>> elements_;  // by comprehension
  std::vector<std::pair<check::NodeId, Owner>> roots_;                      // ascending
};

}  // namespace eligo::authoring
