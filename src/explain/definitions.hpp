#pragma once

#include <cstddef>
#include <map>
#include <utility>
#include <vector>

#include "explain/condition_walk.hpp"
#include "explain/explanation.hpp"

namespace eligo::explain {

/// Explains conditions, and each definition that they use once, however many use it.
class Definitions {
 public:
  /// `segment` is the one that applies; null for none.
  Definitions(const decide::RowSource& source, const check::Segment* segment);

  [[nodiscard]] values::Value value(check::NodeId condition) const;
  [[nodiscard]] ExplainedPart part(check::NodeId condition, program::Context context, std::size_t depth);
  /// Opens the definitions that only one place uses there, and lists the others.
  void place(Explanation& explanation);

 private:
  struct Entry {
    ExplainedDefinition definition;
    check::NodeId root = check::no_node;
    program::Context context = program::Context::segment;
    std::size_t depth = 0;
    std::size_t uses = 0;
    std::uint32_t place = 0;  // among those listed
  };

  void take_uses(ConditionWalk& walk, program::Context context, ExplainedPart& part);
  [[nodiscard]] std::uint32_t entry_of(const DefinitionUse& use, program::Context context);
  void open_waiting();
  [[nodiscard]] bool is_overridden(check::NodeId root);
  void count(const ExplainedPart& part);
  void place(ExplainedPart& part);

  const decide::RowSource* source_;
  const check::Segment* segment_;
  std::vector<check::NodeId> element_nodes_;
  std::vector<Entry> entries_;
  std::map<std::pair<check::NodeId, program::Context>, std::uint32_t> numbers_;
  std::map<check::NodeId, bool> overridden_;
  std::vector<std::uint32_t> waiting_;  // entries, to be opened or counted
};

}  // namespace eligo::explain
