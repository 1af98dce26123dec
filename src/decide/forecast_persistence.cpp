#include <algorithm>

#include "decide/forecast.hpp"
#include "decide/time_steps.hpp"

namespace eligo::decide {

using check::Composition;
using values::Kind;
using values::Nanoseconds;

NextChange Forecast::stays(check::NodeId id) {
  const auto& node = cursor_.node(id);
  if (!node.uses_now || cursor_.is_constant(id)) return {};
  if (has_reading(cursor_.type(node))) return at(id, now_).until;
  limits_->charge(1);
  if (limits_->are_spent()) return at_once();
  if (node.kind != check::NodeKind::definition) return stays_by_parts(id);
  prepare(node.definition(), now_);
  return definition_stays(plan_->rules->root_of(node));
}

NextChange Forecast::stays_by_parts(check::NodeId id) {
  const auto& node = cursor_.node(id);
  switch (node.composition()) {
    case Composition::conditional: {
      const Reading condition = at(cursor_.operands(node)[0], now_);
      const auto* const taken = std::get_if<bool>(&condition.value);
      return taken ? earlier(condition.until, stays(cursor_.operands(node)[*taken ? 1 : 2]))
                   : condition.until;
    }
    case Composition::comprehension: {
      NextChange next = stays(cursor_.operands(node)[0]);
      const auto add = [&] { next = earlier(next, bodies_stay(id)); };
      if (!for_each_element(id, add)) add();
      return next;
    }
    case Composition::operation:
      if (node.kind == check::NodeKind::call) return earlier(operands_stay(node), own_step(id));
      if (node.kind == check::NodeKind::list_member) return earlier(operands_stay(node), member_step(node));
      break;
    // What befalls an element befalls its list, which the comprehension asks.
    case Composition::leaf:
    case Composition::definition:
    case Composition::negation:
    case Composition::junction: break;
  }
  return operands_stay(node);
}

NextChange Forecast::operands_stay(const check::Node& node) {
  NextChange next;
  for (const auto operand : cursor_.operands(node)) next = earlier(next, stays(operand));
  return next;
}

NextChange Forecast::bodies_stay(check::NodeId comprehension) {
  NextChange next;
  const auto operands = cursor_.operands(comprehension);
  for (std::size_t body = 1; body < operands.size(); ++body) next = earlier(next, stays(operands[body]));
  return next;
}

// The change that the operation itself makes of operands that keep to their lines.
NextChange Forecast::own_step(check::NodeId id) {
  const auto& node = cursor_.node(id);
  const bool hidden = std::ranges::any_of(cursor_.operands(node), [&](check::NodeId operand) {
    return cursor_.node(operand).slope != 0 && is_hidden(operand);
  });
  if (hidden) return at_once();
  switch (node.function) {
    case check::Function::negate:
    case check::Function::add:
    case check::Function::subtract:
      return is_time(cursor_.type(node)) ? sum_stays_in_range(id) : NextChange{};
    case check::Function::index:
    case check::Function::size:
    case check::Function::to_timestamp:
    case check::Function::to_duration: return {};
    default: break;
  }
  const bool moving =
      std::ranges::any_of(cursor_.operands(node), [&](check::NodeId operand) { return moves(operand); });
  return moving ? at_once() : NextChange{};
}

// A time that moves meets the members of one of the rule set's lists.
NextChange Forecast::member_step(const check::Node& node) {
  const auto element = cursor_.operands(node)[0];
  if (!moves(element)) return {};
  const auto slope = cursor_.node(element).slope;
  const auto value = time_at(element, now_);
  NextChange next;
  for (const auto& member : plan_->rules->lists[node.list()].values) {
    limits_->charge(1);
    Nanoseconds instant = 0;
    if (const auto* const timestamp = std::get_if<values::Timestamp>(&member.content)) {
      instant = timestamp->nanoseconds;
    } else if (const auto* const duration = std::get_if<values::Interval>(&member.content)) {
      instant = duration->nanoseconds;
    }
    const auto step = comparison_step(check::Function::equal, value - instant, slope);
    next = earlier(next, change_after(now_, step));
  }
  return next;
}

// Sums may leave the range of timestamps or durations, and become run-time errors, or enter it.
NextChange Forecast::sum_stays_in_range(check::NodeId id) {
  const auto& node = cursor_.node(id);
  Nanoseconds value = 0;
  for (std::size_t index = 0; index < cursor_.operands(node).size(); ++index) {
    if (!is_known(cursor_.operands(node)[index])) return {};
    const bool negative = node.function == check::Function::negate ||
                          (node.function == check::Function::subtract && index == 1);
    const auto operand = time_at(cursor_.operands(node)[index], now_);
    value += negative ? -operand : operand;
  }
  if (node.exact)
    return change_after(now_, range_step(value, node.slope, -values::max_exact_time, values::max_exact_time));
  const bool timestamp = cursor_.type(node).kind == Kind::timestamp;
  return change_after(now_,
                      range_step(value, node.slope, timestamp ? values::min_timestamp : values::min_duration,
                                 timestamp ? values::max_timestamp : values::max_duration));
}

NextChange Forecast::definition_stays(check::NodeId root) {
  const auto known = definitions_.find(root);
  return known != definitions_.end() ? known->second : definitions_.emplace(root, stays(root)).first->second;
}

bool Forecast::is_unknown(check::NodeId id) {
  const auto& node = cursor_.node(id);
  if (has_reading(cursor_.type(node))) return at(id, now_).undecided();
  if (const auto cell = cursor_.cell(id)) return !cell->known();
  return node.kind == check::NodeKind::comprehension && has_unknown_elements(id);
}

NextChange Forecast::knowledge_stays(check::NodeId id) {
  int nodes_left = most_nodes;
  return knowledge_stays(id, nodes_left);
}

NextChange Forecast::knowledge_stays(check::NodeId id, int& nodes_left) {
  id = behind_definitions(id);
  const auto& node = cursor_.node(id);
  if (!node.uses_now || cursor_.is_constant(id)) return {};
  if (node.kind == check::NodeKind::conditional && --nodes_left >= 0) {
    const Reading condition = at(cursor_.operands(node)[0], now_);
    const auto* const taken = std::get_if<bool>(&condition.value);
    if (taken == nullptr) return condition.until;
    return earlier(condition.until, knowledge_stays(cursor_.operands(node)[*taken ? 1 : 2], nodes_left));
  }
  const bool chosen = node.kind == check::NodeKind::comprehension && node.macro == check::Macro::filter;
  const bool counted = node.kind == check::NodeKind::call && is_number(cursor_.type(node));
  if (--nodes_left < 0 || !(chosen || (counted && !is_unknown(id)))) return stays(id);
  limits_->charge(1);
  if (chosen)
    return earlier(knowledge_stays(cursor_.operands(node)[0], nodes_left), unknown_elements_stay(id));
  if (is_accessor(node)) return operands_stay(node);
  if (node.function != check::Function::size) {
    int range_nodes_left = most_nodes;
    if (!range(id, range_nodes_left)) return stays(id);
  }
  NextChange next;
  for (const auto operand : cursor_.operands(node)) {
    next = earlier(next, knowledge_stays(operand, nodes_left));
  }
  return next;
}

}  // namespace eligo::decide
