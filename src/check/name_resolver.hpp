#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "check/expression_checker.hpp"
#include "check/node_maker.hpp"
#include "expression/reporter.hpp"
#include "expression/tree.hpp"

namespace eligo::check {

/// A name that a macro binds, while its body is checked.
struct BoundVariable {
  std::string name;
  values::Type type;
  NodeKind kind = NodeKind::element;  ///< or position
  std::vector<NodeId> uses;           ///< nodes that name it; they get its macro's index at the end
};

/// Finds what the names of an expression mean. A dotted name is a chain of selections to the parser; the
/// longest beginning of it that names something counts, the rest are fields. Bound variables hide all else.
class NameResolver {
 public:
  NameResolver(const expression::Tree& tree, const Scope& scope, NodeMaker& maker,
               expression::Reporter& reporter)
      : tree_(tree), scope_(scope), maker_(maker), reporter_(reporter) {}

  void bind(BoundVariable variable) { variables_.push_back(std::move(variable)); }
  /// The innermost variable, which is bound no more.
  BoundVariable unbind();
  /// Forgets uses of variables by nodes from `first` on, which are dropped.
  void forget_uses(NodeId first);
  [[nodiscard]] bool is_bound(std::string_view name) const;

  /// What a name or a chain of selections means; nothing where the chain does not begin with a name.
  [[nodiscard]] std::optional<Part> resolve(expression::NodeId id);
  /// The same for what `has()` asks about.
  [[nodiscard]] std::optional<Part> resolve_has(expression::NodeId id);
  /// A field of a record.
  [[nodiscard]] Part field(const Part& record, expression::NodeId id);
  /// The list that `lists.NAME` names; nothing where the expression is not of that form. The inner
  /// nothing: there is no such list, which has been reported.
  [[nodiscard]] std::optional<std::optional<std::uint32_t>> list_named(expression::NodeId id);

 private:
  /// `a.b.c`: the parts, and the node as written at which each is reached.
  struct Chain {
    std::vector<std::string> names;
    std::vector<expression::NodeId> ids;
    diagnostics::Span span;

    [[nodiscard]] std::string text(std::size_t count) const;
    [[nodiscard]] std::string text() const { return text(names.size()); }
  };
  /// The beginning of a chain that names something.
  struct Match {
    std::size_t count = 0;
    Part part;
  };

  [[nodiscard]] std::optional<Chain> chain_of(expression::NodeId id) const;
  [[nodiscard]] Match match(const Chain& chain);
  [[nodiscard]] Match match_variable(const Chain& chain, BoundVariable& variable);
  [[nodiscard]] Match match_parameter(const Chain& chain);
  [[nodiscard]] std::optional<Match> match_fact(const Chain& chain);
  [[nodiscard]] Match unknown(const Chain& chain);
  [[nodiscard]] BoundVariable* variable(std::string_view name);
  [[nodiscard]] Part named(const Chain& chain, std::size_t count, const Scope::Name& name);
  [[nodiscard]] std::string hint_for(const Chain& chain) const;
  [[nodiscard]] std::vector<std::string> all_names() const;
  [[nodiscard]] std::string closest_name(const std::string& text) const;
  [[nodiscard]] std::string fact_hint(const std::string& text) const;
  [[nodiscard]] std::string suggested_field(const std::string& name, const values::Type& record) const;
  template <typename Map>
  [[nodiscard]] std::string suggestion(const std::string& name, const Map& map, const char* prefix) const;
  [[nodiscard]] std::vector<std::string> group(const std::string& prefix) const;

  const expression::Tree& tree_;
  const Scope& scope_;
  NodeMaker& maker_;
  expression::Reporter& reporter_;
  std::vector<BoundVariable> variables_;
};

}  // namespace eligo::check
