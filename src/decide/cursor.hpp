#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <utility>
#include <vector>

#include "check/checked_rule_set.hpp"
#include "engine/runner.hpp"
#include "program/program.hpp"
#include "values/view.hpp"

namespace eligo::decide {

/// One profile and what a run made of it. The parts outlive it.
struct RowSource {
  RowSource(const check::CheckedRuleSet& checked, const engine::Results& run, std::size_t profile)
      : rules(&checked), results(&run), row(profile) {}

  [[nodiscard]] const program::Program& program() const { return results->program(); }
  [[nodiscard]] const values::View& fact(std::uint32_t index) const { return results->facts()[index]; }

  const check::CheckedRuleSet* rules;
  const engine::Results* results;
  std::size_t row;  ///< in the results
};

/// For each comprehension a node that names its element, by which its domain is found; `no_node` where
/// the body uses none.
[[nodiscard]] std::vector<check::NodeId> element_nodes(const check::CheckedRuleSet& rules);

/// Where a walk over the checked nodes of one profile stands: at a row of the profiles' domain and of
/// every element domain that it has entered.
class Cursor {
 public:
  /// A node's value at the present position.
  struct Cell {
    const values::View* view = nullptr;
    std::size_t row = 0;
    program::ValueId value = program::no_value;

    [[nodiscard]] bool known() const { return view->is_known(row); }
  };
  /// The element rows of a comprehension at the present position.
  struct Elements {
    program::DomainId domain = program::profile_domain;
    std::size_t begin = 0, end = 0;
  };

  Cursor(const RowSource& source, const std::vector<check::NodeId>& element_nodes, program::Context context);

  [[nodiscard]] const RowSource& source() const { return *source_; }
  [[nodiscard]] const check::Node& node(check::NodeId id) const { return (*source_->rules)[id]; }
  /// Of a node, or its id.
  template <typename NodeOrId>
  [[nodiscard]] std::span<const check::NodeId> operands(const NodeOrId& of) const {
    return source_->rules->nodes.operands(of);
  }
  template <typename NodeOrId>
  [[nodiscard]] const values::Type& type(const NodeOrId& of) const {
    return source_->rules->nodes.type(of);
  }
  /// Nothing where the node was not run (folded away, or nothing asked for it).
  [[nodiscard]] std::optional<Cell> cell(check::NodeId id) const {
    const auto value = source_->program().value_of(id, context_);
    if (value == program::no_value || !source_->results->has(value)) return std::nullopt;
    const auto row = row_in(source_->program().domain_of(value));
    if (!row) return std::nullopt;
    return Cell{&(*source_->results)[value], *row, value};
  }
  /// Whether the program computes the node at all.
  [[nodiscard]] bool is_compiled(check::NodeId id) const {
    return source_->program().value_of(id, context_) != program::no_value;
  }
  /// Whether the node came out when the rule set was loaded, the same for every profile.
  [[nodiscard]] bool is_constant(check::NodeId id) const {
    const auto value = source_->program().value_of(id, context_);
    return value != program::no_value &&
           source_->program().operations()[value].opcode == program::Opcode::constant;
  }
  /// Nothing where the comprehension has no element domain of its own.
  [[nodiscard]] std::optional<Elements> elements(check::NodeId comprehension) const;

  void enter(program::DomainId domain, std::size_t row) { frames_.emplace_back(domain, row); }
  void move(std::size_t row) { frames_.back().second = row; }
  void leave() { frames_.pop_back(); }

 private:
  [[nodiscard]] std::optional<std::size_t> row_in(program::DomainId domain) const {
    if (domain == program::profile_domain) return source_->row;
    for (auto frame = frames_.rbegin(); frame != frames_.rend(); ++frame) {
      if (frame->first == domain) return frame->second;
    }
    return std::nullopt;
  }

  const RowSource* source_;
  const std::vector<check::NodeId>* element_nodes_;
  program::Context context_;
  std::vector<std::pair<program::DomainId, std::size_t>> frames_;  // innermost last
};

}  // namespace eligo::decide
