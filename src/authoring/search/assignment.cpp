#include "authoring/search/assignment.hpp"

#include <algorithm>
#include <cmath>
#include <optional>
#include <utility>

namespace eligo::authoring {

namespace {

using check::Function;
using check::NodeId;
using check::NodeKind;
using values::Value;

constexpr std::size_t most_elements = 200;
// Definitions that use each other again and again could take exponential time, or overflow the stack.
constexpr std::size_t most_steps = 10'000, most_depth = 300;

Truth opposite(Truth truth) {
  if (truth == Truth::unknown) return truth;
  return truth == Truth::yes ? Truth::no : Truth::yes;
}

bool holds(Function comparison, long double difference) {
  if (comparison == Function::equal) return difference == 0;
  if (comparison == Function::not_equal) return difference != 0;
  if (comparison == Function::less) return difference < 0;
  if (comparison == Function::less_equal) return difference <= 0;
  if (comparison == Function::greater) return difference > 0;
  return comparison == Function::greater_equal && difference >= 0;
}

Value absent() { return {values::Unknown{values::Cause::absent}}; }

}  // namespace

Assignment::Assignment(const check::CheckedRuleSet& rules, const Boundaries& boundaries,
                       std::span<const ParameterValue> params, Situation from)
    : rules_(&rules), boundaries_(&boundaries), params_(params), situation_(std::move(from)) {}

void Assignment::make(NodeId id, Truth wanted) {
  if (++steps_ > most_steps || depth_ == most_depth) return;
  ++depth_;
  make_part(id, wanted);
  --depth_;
}

void Assignment::make_part(NodeId id, Truth wanted) {
  const check::Node& node = (*rules_)[id];
  const auto operands = rules_->nodes.operands(node);
  switch (node.composition()) {
    case check::Composition::definition: return make(rules_->root_of(node), wanted);
    case check::Composition::negation: return make(operands[0], opposite(wanted));
    case check::Composition::junction: {
      const Truth decisive = node.kind == NodeKind::logical_and ? Truth::no : Truth::yes;
      if (wanted == decisive) return make(operands[0], decisive);
      for (const NodeId operand : operands) make(operand, opposite(decisive));
      if (wanted == Truth::unknown) make_unknown(operands[0]);
      return;
    }
    case check::Composition::conditional:
      if (wanted == Truth::unknown) return make_unknown(operands[0]);
      make(operands[0], Truth::yes);
      return make(operands[1], wanted);
    case check::Composition::comprehension:
      return wanted == Truth::unknown ? make_unknown(id) : make_comprehension(id, wanted);
    case check::Composition::leaf:
    case check::Composition::operation: break;
  }
  if (wanted == Truth::unknown) return make_unknown(id);
  if (node.kind == NodeKind::has) return make_present(operands[0], wanted == Truth::yes);
  if (node.kind == NodeKind::list_member) return make_member(node, wanted);
  if (node.kind != NodeKind::call) {
    if (const auto slot = slot_of(*rules_, id)) set(*slot, Value{wanted == Truth::yes});
  } else if (node.function == Function::in) {
    make_member(node, wanted);
  } else if (check::is_comparison(node.function) || operands.size() == 2) {  // contains and its like, too
    make_comparison(node, wanted);
  }
}

void Assignment::make_present(NodeId asked, bool wanted) {
  const auto slot = slot_of(*rules_, asked);
  if (!slot) return;
  if (!wanted) return set(*slot, absent());
  const Value* value = value_at(*slot);
  if (value != nullptr && !value->known() && slot->part == Slot::itself)
    set(*slot, boundaries_->facts[slot->fact].front());
}

bool Assignment::contains(NodeId id, NodeId part) const {
  if (id == part) return true;
  const check::Node& node = (*rules_)[id];
  const auto composition = node.composition();
  if (composition != check::Composition::negation && composition != check::Composition::junction &&
      composition != check::Composition::conditional)
    return false;
  return std::ranges::any_of(rules_->nodes.operands(node),
                             [&](NodeId operand) { return contains(operand, part); });
}

bool Assignment::make_decisive(NodeId condition, NodeId part, Truth wanted) {
  if (condition == part) {
    make(part, wanted);
    return true;
  }
  if (!contains(condition, part)) return false;
  const check::Node& node = (*rules_)[condition];
  const auto operands = rules_->nodes.operands(node);
  NodeId holder = check::no_node;
  for (const NodeId operand : operands) {
    if (holder == check::no_node && contains(operand, part)) holder = operand;
  }
  if (node.kind == NodeKind::logical_and || node.kind == NodeKind::logical_or) {
    for (const NodeId operand : operands) {
      if (operand != holder) make(operand, node.kind == NodeKind::logical_and ? Truth::yes : Truth::no);
    }
  } else if (node.kind == NodeKind::conditional) {
    if (holder == operands[0]) {
      make(operands[1], Truth::yes);
      make(operands[2], Truth::no);
    } else {
      make(operands[0], holder == operands[1] ? Truth::yes : Truth::no);
    }
  }
  return make_decisive(holder, part, wanted);
}

const Value* Assignment::value_at(const Slot& slot) const {
  if (slot.part == Slot::itself) return &situation_.profile[slot.fact];
  const auto element = elements_.find(slot.fact);
  if (element == elements_.end()) return nullptr;
  if (slot.part == Slot::elements) return &element->second;
  const auto* record = std::get_if<values::Record>(&element->second.content);
  return record == nullptr ? nullptr : &record->fields[slot.part];
}

void Assignment::set(const Slot& slot, Value value) {
  if (slot.part == Slot::itself) {
    situation_.profile[slot.fact] = std::move(value);
    return;
  }
  const auto element = elements_.find(slot.fact);
  if (element == elements_.end()) return;
  if (slot.part == Slot::elements) {
    element->second = std::move(value);
  } else if (auto* record = std::get_if<values::Record>(&element->second.content)) {
    record->fields[slot.part] = std::move(value);
  }
}

bool Assignment::is_in_range(const Slot& slot, const Value& value) const {
  const check::Range& range = range_of(*rules_, slot);
  const auto number = number_of(value);
  return number && !(range.lowest && *number < *number_of(*range.lowest)) &&
         !(range.highest && *number > *number_of(*range.highest));
}

void Assignment::make_comparison(const check::Node& node, Truth wanted) {
  const auto operands = rules_->nodes.operands(node);
  const values::Type& type = rules_->nodes.type(operands[0]);
  if (is_number(type) || is_time(type)) return make_numbers(node, wanted);
  for (const auto& [asked, with] :
       {std::pair(operands[0], operands[1]), std::pair(operands[1], operands[0])}) {
    const auto slot = slot_of(*rules_, asked);
    if (!slot) continue;
    Value literal = absent();
    const check::Node& other = (*rules_)[with];
    if (other.kind == NodeKind::constant) literal = rules_->nodes.value(with);
    if (other.kind == NodeKind::parameter) literal = params_[other.parameter()].value;
    if (const auto other_slot = slot_of(*rules_, with); other_slot && !literal.known()) {
      if (const Value* value = value_at(*other_slot)) literal = *value;
    }
    if (!literal.known()) continue;
    const bool same = (wanted == Truth::yes) == (node.function != Function::not_equal);
    if (same) return set(*slot, literal);
    const values::Type& own = type_of(*rules_, *slot);
    if (own.kind == values::Kind::boolean) return set(*slot, Value{!std::get<bool>(literal.content)});
    if (own.enumeration != nullptr) {
      for (const std::string& name : *own.enumeration) {
        if (Value{name} != literal) return set(*slot, Value{name});
      }
    }
    if (own.kind == values::Kind::string) return set(*slot, Value{std::string("other")});
    return;
  }
}

void Assignment::make_numbers(const check::Node& node, Truth wanted) {
  const auto operands = rules_->nodes.operands(node);
  const auto left = linear_sum(*rules_, operands[0], params_),
             right = linear_sum(*rules_, operands[1], params_);
  if (!left || !right) return;
  const LinearSum sum = difference(*left, *right);
  const auto known = [&](const Variable& variable) -> std::optional<long double> {
    if (variable.kind == Variable::Kind::now) return static_cast<long double>(situation_.now);
    if (variable.kind == Variable::Kind::slot) {
      const Value* value = value_at(variable.slot);
      return value == nullptr ? std::nullopt : number_of(*value);
    }
    const auto fact = listed_fact(*rules_, variable.sized);
    if (!fact) return std::nullopt;
    const auto* list = std::get_if<values::List>(&situation_.profile[*fact].content);
    return list == nullptr ? std::nullopt : std::optional(static_cast<long double>(list->size()));
  };
  for (const auto pick : {Variable::Kind::slot, Variable::Kind::size, Variable::Kind::now}) {
    for (const LinearSum::Term& term : sum.terms) {
      if (term.variable.kind != pick) continue;
      long double rest = sum.constant;
      for (const LinearSum::Term& other : sum.terms) {
        if (other.variable == term.variable) continue;
        rest += other.factor * known(other.variable).value_or(0);
      }
      const long double threshold = -rest / term.factor;
      const auto meets = [&](long double number, long double factor, long double constant,
                             Function comparison, Truth truth) {
        return holds(comparison, number * factor + constant) == (truth == Truth::yes);
      };
      if (pick == Variable::Kind::size) {
        for (const int by : {0, 1, -1, 2}) {
          const long double size = std::trunc(threshold) + by;
          if (size < 0 || size > static_cast<long double>(most_elements)) continue;
          if (!meets(size, term.factor, rest, node.function, wanted)) continue;
          return make_size(term.variable.sized, static_cast<std::size_t>(size));
        }
        continue;
      }
      if (pick == Variable::Kind::now) {
        for (const int by : {0, -1, 1}) {
          const long double moment =
              threshold + by * static_cast<long double>(values::nanoseconds_per_second);
          const auto value = value_of(moment, values::Kind::timestamp);
          if (!value || !meets(*number_of(*value), term.factor, rest, node.function, wanted)) continue;
          return set_now(std::get<values::Timestamp>(value->content).nanoseconds);
        }
        continue;
      }
      const Slot slot = term.variable.slot;
      const auto value = value_of(threshold, type_of(*rules_, slot).kind);
      if (!value) continue;
      const Decimals decimals = std::fabs(term.factor) == 1 ? sum.decimals : std::nullopt;
      std::vector<Value> tried{*value};
      if (const auto step = step_of(*rules_, slot, *value, decimals)) {
        for (const int by : {-1, 1, -1000, 1000}) {
          if (const auto next = moved(*value, *step, by)) tried.push_back(*next);
        }
      }
      for (const Constraint& constraint : constraints_) {
        if (constraint.slot != slot) continue;
        const auto edge = value_of(-constraint.rest / constraint.factor, type_of(*rules_, slot).kind);
        const auto step = edge ? step_of(*rules_, slot, *edge, constraint.decimals) : std::nullopt;
        for (const int by : {0, -1, 1}) {
          if (const auto next = step ? moved(*edge, *step, by) : std::nullopt) tried.push_back(*next);
        }
      }
      const Value* chosen = nullptr;
      for (const bool all : {true, false}) {
        for (const Value& candidate : tried) {
          const long double number = *number_of(candidate);
          if (chosen != nullptr || !is_in_range(slot, candidate)) continue;
          if (!meets(number, term.factor, rest, node.function, wanted)) continue;
          const bool suits = std::ranges::all_of(constraints_, [&](const Constraint& constraint) {
            return constraint.slot != slot || meets(number, constraint.factor, constraint.rest,
                                                    constraint.comparison, constraint.wanted);
          });
          if (suits || !all) chosen = &candidate;
        }
      }
      if (chosen == nullptr) continue;
      constraints_.push_back({slot, term.factor, rest, node.function, wanted, decimals});
      return set(slot, *chosen);
    }
  }
}

void Assignment::make_member(const check::Node& node, Truth wanted) {
  const auto operands = rules_->nodes.operands(node);
  const auto slot = slot_of(*rules_, operands[0]);
  std::vector<Value> members;
  if (node.kind == NodeKind::list_member) {
    members = rules_->lists[node.list()].values;
  } else if (const auto* items = rules_->nodes.literal<values::List>(operands[1])) {
    members = *items;
  } else if ((*rules_)[operands[1]].kind == NodeKind::make_list) {
    for (const NodeId item : rules_->nodes.operands(operands[1])) {
      if ((*rules_)[item].kind == NodeKind::constant) members.push_back(rules_->nodes.value(item));
    }
  } else if (const auto fact = listed_fact(*rules_, operands[1])) {
    const check::Node& sought = (*rules_)[operands[0]];
    values::List list;
    if (wanted == Truth::yes && sought.kind == NodeKind::constant)
      list.push_back(rules_->nodes.value(sought));
    return set({*fact, Slot::itself}, Value{std::move(list)});
  }
  if (!slot || members.empty()) return;
  if (wanted == Truth::yes) return set(*slot, members.front());
  const auto is_member = [&](const Value& value) {
    return std::ranges::find(members, value) != members.end();
  };
  const values::Type& type = type_of(*rules_, *slot);
  if (type.enumeration != nullptr) {
    for (const std::string& name : *type.enumeration) {
      if (!is_member(Value{name})) return set(*slot, Value{name});
    }
    return;
  }
  if (type.kind == values::Kind::string && !is_member(Value{std::string("other")}))
    return set(*slot, Value{std::string("other")});
  if (slot->part != Slot::itself) return;
  for (const Value& value : boundaries_->facts[slot->fact]) {
    if (value.known() && !is_member(value)) return set(*slot, value);
  }
}

Value Assignment::first_element(std::uint32_t fact) const {
  for (const Value& value : boundaries_->facts[fact]) {
    const auto* list = std::get_if<values::List>(&value.content);
    if (list != nullptr && !list->empty()) return list->front();
  }
  return absent();
}

void Assignment::begin_element(NodeId comprehension) {
  if (const auto fact = listed_fact(*rules_, rules_->nodes.operands(comprehension)[0]))
    elements_[*fact] = first_element(*fact);
}

void Assignment::end_element(NodeId comprehension, std::size_t count) {
  const auto fact = listed_fact(*rules_, rules_->nodes.operands(comprehension)[0]);
  if (!fact) return;
  const auto element = elements_.find(*fact);
  if (element == elements_.end()) return;
  situation_.profile[*fact] = Value{values::List(count, element->second)};
  elements_.erase(element);
  std::erase_if(constraints_, [&](const Constraint& constraint) {
    return constraint.slot.fact == *fact && constraint.slot.part != Slot::itself;
  });
}

void Assignment::make_comprehension(NodeId id, Truth wanted) {
  const check::Node& node = (*rules_)[id];
  const auto operands = rules_->nodes.operands(node);
  if (node.macro == check::Macro::map || node.macro == check::Macro::filter) return;
  begin_element(id);
  make(operands[1], wanted);
  end_element(id, 1);
}

void Assignment::make_size(NodeId list, std::size_t size) {
  const check::Node& node = (*rules_)[list];
  if (node.kind == NodeKind::definition) return make_size(rules_->root_of(node), size);
  if (rules_->nodes.type(node).kind == values::Kind::string) {
    if (const auto slot = slot_of(*rules_, list)) set(*slot, Value{std::string(size, 'x')});
    return;
  }
  const auto fact = listed_fact(*rules_, list);
  if (!fact) return;
  if (node.kind == NodeKind::fact) {
    situation_.profile[*fact] = Value{values::List(size, first_element(*fact))};
    return;
  }
  begin_element(list);
  make(rules_->nodes.operands(node)[1], Truth::yes);
  end_element(list, size);
}

void Assignment::make_unknown(NodeId id) {
  const check::Node& node = (*rules_)[id];
  if (node.kind == NodeKind::has) return;
  if (node.kind == NodeKind::logical_and || node.kind == NodeKind::logical_or)
    return make(id, Truth::unknown);
  if (node.kind == NodeKind::comprehension && node.macro != check::Macro::map) {
    begin_element(id);
    make_unknown(rules_->nodes.operands(node)[1]);
    return end_element(id, 1);
  }
  if (const auto slot = slot_of(*rules_, id)) return set(*slot, absent());
  for (const NodeId child : rules_->children(node)) {
    const check::NodeKind kind = (*rules_)[child].kind;
    if (kind == NodeKind::constant || kind == NodeKind::parameter || kind == NodeKind::now) continue;
    return make_unknown(child);
  }
}

}  // namespace eligo::authoring
