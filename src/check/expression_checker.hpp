#pragma once

#include <map>
#include <memory>
#include <optional>
#include <string>
#include <unordered_map>
#include <vector>

#include "check/checked_rule_set.hpp"
#include "diagnostics/suggestion.hpp"
#include "expression/tree.hpp"

namespace eligo::check {

/// The names that an expression may use.
struct Scope {
  struct Name {
    NodeKind kind = NodeKind::fact;  ///< fact, parameter, definition
    std::uint32_t index = 0;
    values::Type type;
    NodeId root = no_node;  ///< definitions only: the node they begin at, among the nodes checked so far
  };
  std::map<std::string, Name> facts;                  ///< by dotted name
  std::unordered_map<std::string, Name> params;       ///< by name, without `params.`
  std::unordered_map<std::string, Name> definitions;  ///< by name; types known (dependencies first)
  std::unordered_map<std::string, std::uint32_t> lists;
  const std::vector<List>* list_table = nullptr;
  const values::ZoneDatabase* zones = nullptr;  ///< without one, zones are not checked
  /// Of the whole load. A scope that is given to somebody else takes it along.
  std::shared_ptr<diagnostics::Suggester> suggester = std::make_shared<diagnostics::Suggester>();
};

/// Types and links one parsed expression, appending its nodes to `nodes` (operands first).
/// Returns the root, or nothing after appending diagnostics (as many as can be found at once).
/// `context` names what the expression belongs to, for the diagnostics.
[[nodiscard]] std::optional<NodeId> check_expression(const expression::Tree& tree,
                                                     const diagnostics::LocatedText& text, const Scope& scope,
                                                     const std::string& context, Nodes& nodes,
                                                     std::vector<Diagnostic>& diagnostics);

}  // namespace eligo::check
