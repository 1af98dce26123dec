#pragma once

#include <optional>
#include <stdexcept>
#include <string>
#include <utility>
#include <vector>

#include "check/expression_checker.hpp"
#include "expression/parser.hpp"
#include "scaffold/scalar_type.hpp"

namespace eligo::check {

using test::scalar_type;

/// The names that the expressions of the tests use. A new name may be added; those that stand here are
/// spoken of by cases under tests/golden/expression.
class SampleScope {
 public:
  SampleScope() {
    using values::Kind;
    fact("credit.score", scalar_type(Kind::integer));
    fact("credit.debt_ratio", scalar_type(Kind::floating));
    fact("credit.bureau.adverse", scalar_type(Kind::boolean));
    fact("account.status", values::enum_of({"active", "inactive", "restricted", "frozen"}));
    fact("account.opened", scalar_type(Kind::timestamp));
    fact("account.grace", scalar_type(Kind::duration));
    fact("region.code", scalar_type(Kind::string));
    fact("tags", values::list_of(scalar_type(Kind::string)));
    fact("inquiries", values::list_of(scalar_type(Kind::timestamp)));
    fact("amounts", values::list_of(scalar_type(Kind::floating)));
    fact("pilot", scalar_type(Kind::boolean));
    fact("loans",
         values::list_of(values::record_of({{"amount", scalar_type(Kind::floating)},
                                            {"status", values::enum_of({"open", "closed", "overdue"})},
                                            {"opened", scalar_type(Kind::timestamp)}})));
    name(scope_.params, NodeKind::parameter, "min_score", scalar_type(Kind::integer));
    name(scope_.params, NodeKind::parameter, "cooldown", scalar_type(Kind::duration));
    name(scope_.params, NodeKind::parameter, "zone", scalar_type(Kind::string));
    list("pilot_regions", Kind::string);
    list("special_scores", Kind::integer);
    define("recent_inquiries", "inquiries.filter(t, now - t < params.cooldown).size()");
    define("account_age", "now - account.opened");
    scope_.list_table = &lists_;
    scope_.zones = &zones_;
  }
  SampleScope(const SampleScope&) = delete;
  SampleScope& operator=(const SampleScope&) = delete;

  /// The root of the checked expression; nothing after adding to `diagnostics`.
  std::optional<NodeId> check(const std::string& text, std::vector<Diagnostic>& diagnostics,
                              const expression::Limits& limits = {}) {
    const auto located = diagnostics::text_from_memory(text);
    const auto tree = expression::parse(located, diagnostics, limits);
    if (!tree) return std::nullopt;
    return check_expression(*tree, located, scope_, "rule `sample`", nodes_, diagnostics);
  }

  /// The root of an expression of which nothing is said; std::runtime_error with what is said.
  NodeId accepted(const std::string& text) {
    std::vector<Diagnostic> diagnostics;
    const auto root = check(text, diagnostics);
    if (!root || !diagnostics.empty()) throw std::runtime_error(text + "\n" + render(diagnostics));
    return *root;
  }

  [[nodiscard]] const Node& operator[](NodeId id) const { return nodes_[id]; }
  [[nodiscard]] const Nodes& nodes() const { return nodes_; }

 private:
  template <typename Names>
  void name(Names& names, NodeKind kind, const std::string& text, values::Type type) {
    names.emplace(text, Scope::Name{kind, static_cast<std::uint32_t>(names.size()), std::move(type)});
  }
  void fact(const std::string& text, values::Type type) {
    name(scope_.facts, NodeKind::fact, text, std::move(type));
  }
  void list(const std::string& text, values::Kind of) {
    scope_.lists.emplace(text, static_cast<std::uint32_t>(lists_.size()));
    lists_.push_back({text, scalar_type(of), {}, 0, {}});
  }
  void define(const std::string& text, const std::string& expression) {
    scope_.list_table = &lists_;
    const NodeId root = accepted(expression);
    const auto index = static_cast<std::uint32_t>(scope_.definitions.size());
    scope_.definitions.emplace(text, Scope::Name{NodeKind::definition, index, nodes_.type(root), root});
  }

  Scope scope_;
  std::vector<List> lists_;
  values::ZoneDatabase zones_;
  Nodes nodes_;
};

}  // namespace eligo::check
