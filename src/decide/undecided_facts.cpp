#include "decide/undecided_facts.hpp"

#include <algorithm>
#include <bit>

#include "decide/cursor.hpp"
#include "decide/decider.hpp"
#include "decide/evidence.hpp"

namespace eligo::decide {

UndecidedFacts::UndecidedFacts(const check::CheckedRuleSet& rules)
    : rules_(&rules), found_(rules.facts.size()), sought_(rules.facts.size()) {}

void UndecidedFacts::watch(std::span<const std::uint32_t> absent) {
  std::vector<bool> sought(found_.size());
  for (const std::uint32_t fact : absent) sought[fact] = !found_[fact];
  if (sought == sought_) return;
  sought_ = std::move(sought);
  find_conditions();
}

void UndecidedFacts::find_conditions() {
  conditions_.clear();
  if (std::ranges::find(sought_, true) == sought_.end()) return;
  reads_.assign(rules_->nodes.size(), false);
  for (check::NodeId id = 0; id < rules_->nodes.size(); ++id) {
    const check::Node& node = rules_->nodes[id];
    if (node.kind == check::NodeKind::fact) {
      reads_[id] = sought_[node.fact()];
    } else if (node.kind == check::NodeKind::definition) {
      reads_[id] = reads_[rules_->definitions[node.definition()].root];
    } else {
      reads_[id] = std::ranges::any_of(rules_->nodes.operands(node),
                                       [&](check::NodeId operand) { return reads_[operand]; });
    }
  }
  const auto add = [&](Condition::Of of, const auto& entries) {
    for (std::uint32_t index = 0; index < entries.size(); ++index) {
      if (reads_[entries[index].when]) conditions_.push_back({of, index, entries[index].when});
    }
  };
  add(Condition::Of::rule, rules_->rules);
  add(Condition::Of::segment, rules_->segments);
  add(Condition::Of::alternative, rules_->alternatives);
}

bool UndecidedFacts::look_at(const Condition& condition, const Plan& plan, const engine::Results& results,
                             std::size_t row) {
  const RowSource source(*rules_, results, row);
  const bool base = condition.of == Condition::Of::segment;
  std::vector<MissingInput> missing, errors;
  Evidence(source, plan.element_nodes, base ? program::Context::base : program::Context::segment)
      .add_missing_inputs(condition.root, missing, errors);
  bool any = false;
  for (const MissingInput& input : missing) {
    if (!sought_[input.index]) continue;
    any = true;
    found_[input.index] = true;
    sought_[input.index] = false;
  }
  return any;
}

void UndecidedFacts::look(const Plan& plan, engine::Results& results, const Facts& facts,
                          values::Nanoseconds now) {
  const auto value_of = [&](const Condition& condition) {
    switch (condition.of) {
      case Condition::Of::rule: return plan.program->rule_condition(condition.index);
      case Condition::Of::segment: return plan.program->segment_condition(condition.index);
      case Condition::Of::alternative: break;
    }
    return plan.program->alternative_condition(condition.index);
  };
  // What is found makes the list shorter, so a copy is walked over.
  for (const Condition condition : std::vector<Condition>(conditions_)) {
    if (condition.of == Condition::Of::rule && !is_active(rules_->rules[condition.index], now)) continue;
    results.require(value_of(condition));
    const auto bits = results.truth(value_of(condition));
    for (std::size_t word = 0; word < values::words_for(facts.rows); ++word) {
      std::uint64_t unknown = bits.unknown(word) & values::first_rows(facts.rows - word * 64);
      for (; unknown != 0 && !conditions_.empty() && reads_[condition.root]; unknown &= unknown - 1) {
        const std::size_t row = word * 64 + static_cast<std::size_t>(std::countr_zero(unknown));
        if (std::ranges::binary_search(facts.unreadable, row)) continue;
        if (look_at(condition, plan, results, row)) find_conditions();
      }
    }
  }
}

void UndecidedFacts::merge(const UndecidedFacts& other) {
  for (std::size_t fact = 0; fact < found_.size(); ++fact) found_[fact] = found_[fact] || other.found_[fact];
}

}  // namespace eligo::decide
