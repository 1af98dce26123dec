#pragma once

#include <cstddef>
#include <map>
#include <utility>
#include <vector>

#include "decide/cursor.hpp"
#include "explain/explanation.hpp"

namespace eligo::explain {

/// A definition that a walk met and did not open.
struct DefinitionUse {
  std::uint32_t definition = 0;
  check::NodeId root = check::no_node;
  std::size_t depth = 0;  ///< left for its root
};

/// Walks one condition of one profile and copies what the run made of its parts.
class ConditionWalk {
 public:
  ConditionWalk(const decide::RowSource& source, const std::vector<check::NodeId>& element_nodes,
                program::Context context)
      : source_(&source), cursor_(source, element_nodes, context) {}

  [[nodiscard]] values::Value value(check::NodeId id) const { return value(id, cursor_.node(id)); }
  /// The part and `depth` levels below it. A definition has no parts, but its place in `uses()`.
  [[nodiscard]] ExplainedPart part(check::NodeId id, std::size_t depth);
  [[nodiscard]] std::vector<DefinitionUse>& uses() { return uses_; }

 private:
  struct Choice;

  [[nodiscard]] values::Value value(check::NodeId id, const check::Node& node) const;
  [[nodiscard]] values::Cause cause_in_profile(const check::Node& node) const;
  [[nodiscard]] values::Cause cause_of_element(check::NodeId comprehension, const check::Node* field) const;
  [[nodiscard]] bool is_of_profile(const check::Node& node) const;
  [[nodiscard]] bool is_literal(check::NodeId id) const;
  [[nodiscard]] bool has_parts(const check::Node& node) const;
  [[nodiscard]] bool decides(const check::Node& comprehension, Deciding which) const;
  [[nodiscard]] Choice choose(const check::Node& comprehension, const decide::Cursor::Elements& elements,
                              bool known);
  void refer(const check::Node& node, ExplainedPart& part, std::size_t depth);
  void add_operand(check::NodeId id, ExplainedPart& part, std::size_t depth);
  void add_elements(check::NodeId id, const check::Node& node, ExplainedPart& part, std::size_t depth);

  const decide::RowSource* source_;
  decide::Cursor cursor_;
  std::map<check::NodeId, std::size_t>
      positions_;                    // of the present elements in their lists, by comprehension
  std::vector<DefinitionUse> uses_;  // by ExplainedPart::definition
};

}  // namespace eligo::explain
