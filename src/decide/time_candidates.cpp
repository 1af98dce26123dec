#include "decide/time_candidates.hpp"

#include <algorithm>

#include "decide/bits.hpp"

namespace eligo::decide {

namespace {

using values::Nanoseconds;

bool is_time(const values::Type& type) {
  return type.kind == values::Kind::timestamp || type.kind == values::Kind::duration;
}

}  // namespace

TimeCandidates::TimeCandidates(const Plan& plan, const RowSource& source, program::Context context,
                               Nanoseconds now, Grain grain, StepBudget& budget)
    : plan_(&plan),
      cursor_(source, plan.element_nodes, context),
      now_(now),
      grain_(grain),
      budget_(&budget),
      definitions_(plan.rules->definitions.size()),
      compared_definitions_(plan.rules->definitions.size()) {
  // Dependencies first, so that no chain of definitions is walked twice, or deep.
  for (const auto definition : plan.time.definitions) {
    const auto& declared = plan.rules->definitions[definition];
    definitions_[definition] = step(declared.root);
    const bool same = declared.exact_root == declared.root;
    const bool compared = source.program->value_of(declared.exact_root, context) != program::no_value;
    if (same) compared_definitions_[definition] = definitions_[definition];
    if (!same && compared) compared_definitions_[definition] = step(declared.exact_root);
  }
}

NextChange TimeCandidates::of_figure(std::uint32_t definition) {
  const auto root = plan_->rules->definitions[definition].root;
  if (!cursor_.node(root).uses_now) return {};
  return moves(root) ? at_once() : definitions_[definition];
}

NextChange TimeCandidates::after(Step wait, bool calendar) const {
  if (!wait || *wait > NextChange::never - now_) return {};
  return {now_ + *wait, calendar, false};
}

bool TimeCandidates::is_known(check::NodeId id) const {
  const auto cell = cursor_.cell(id);
  return cell && cell->known();
}

std::optional<bool> TimeCandidates::truth(check::NodeId id) const {
  const auto cell = cursor_.cell(id);
  if (!cell || !cell->known()) return std::nullopt;
  return is_true(*cell->view, cell->row);
}

std::optional<Nanoseconds> TimeCandidates::time_of(check::NodeId id) const {
  const auto cell = cursor_.cell(id);
  if (!cell || !cell->known()) return std::nullopt;
  return cell->view->as<Nanoseconds>()[cell->view->constant ? 0 : cell->row];
}

bool TimeCandidates::moves(check::NodeId id) const { return cursor_.node(id).slope != 0 && is_known(id); }

// The program may have folded a part into another; then nothing is known of it but that it moves.
bool TimeCandidates::is_hidden(check::NodeId id) const {
  return cursor_.node(id).uses_now && !cursor_.cell(id);
}

NextChange TimeCandidates::step(check::NodeId id) {
  const auto& node = cursor_.node(id);
  // Folded to a constant: an operand that does not depend on time decides it.
  if (!node.uses_now || cursor_.is_constant(id)) return {};
  budget_->take(1);
  if (budget_->is_spent()) return at_once();
  switch (node.kind) {
    case check::NodeKind::definition:
      return node.exact ? compared_definitions_[node.index] : definitions_[node.index];
    case check::NodeKind::list_member: return earlier(step_operands(node), list_membership(node));
    case check::NodeKind::call: return step_call(id);
    case check::NodeKind::logical_and:
    case check::NodeKind::logical_or: return step_logical(id);
    case check::NodeKind::conditional: return step_conditional(node);
    case check::NodeKind::comprehension: return step_comprehension(id);
    // `now` keeps to its line; what befalls an element befalls its list, which the comprehension asks.
    default: return step_operands(node);
  }
}

NextChange TimeCandidates::step_operands(const check::Node& node) {
  NextChange next;
  for (const auto operand : node.operands) next = earlier(next, step(operand));
  return next;
}

// A false `&&` stays false as long as any one of its false operands does; a true `||` likewise.
NextChange TimeCandidates::step_logical(check::NodeId id) {
  const auto& node = cursor_.node(id);
  const bool deciding = node.kind == check::NodeKind::logical_or;
  if (truth(id) != std::optional(deciding)) return step_operands(node);
  std::optional<NextChange> last;
  NextChange first;
  for (const auto operand : node.operands) {
    const bool decides = truth(operand) == std::optional(deciding);
    if (!decides && (grain_ == Grain::outcome || is_hidden(operand))) continue;
    const auto next = step(operand);
    first = earlier(first, next);
    if (decides) last = last ? later(*last, next) : next;
  }
  if (!last) return step_operands(node);
  return grain_ == Grain::outcome ? *last : first;
}

NextChange TimeCandidates::step_conditional(const check::Node& node) {
  const auto taken = truth(node.operands[0]);
  const auto next = step(node.operands[0]);
  return taken ? earlier(next, step(node.operands[*taken ? 1 : 2])) : next;
}

NextChange TimeCandidates::step_comprehension(check::NodeId id) {
  const auto& node = cursor_.node(id);
  const auto of_list = step(node.operands[0]);
  if (const auto list = cursor_.cell(node.operands[0]); list && !list->known()) return of_list;
  const auto elements = cursor_.elements(id);
  if (!elements) return earlier(of_list, step_bodies(node));
  // As with `&&` and `||`: one false element decides all(), one true element decides exists().
  const bool quantifier = node.macro == check::Macro::all || node.macro == check::Macro::exists;
  const bool deciding = node.macro == check::Macro::exists;
  const bool decided = grain_ == Grain::outcome && quantifier && truth(id) == std::optional(deciding);
  std::optional<NextChange> last;
  NextChange first;
  cursor_.enter(elements->domain, elements->begin);
  for (std::size_t row = elements->begin; row < elements->end; ++row) {
    cursor_.move(row);
    budget_->take(1);
    if (decided && truth(node.operands[1]) != std::optional(deciding)) continue;
    const auto next = step_bodies(node);
    first = earlier(first, next);
    last = last ? later(*last, next) : next;
  }
  cursor_.leave();
  return earlier(of_list, decided && last ? *last : first);
}

NextChange TimeCandidates::step_bodies(const check::Node& comprehension) {
  NextChange next;
  for (std::size_t body = 1; body < comprehension.operands.size(); ++body) {
    next = earlier(next, step(comprehension.operands[body]));
  }
  return next;
}

NextChange TimeCandidates::step_call(check::NodeId id) {
  const auto& node = cursor_.node(id);
  if (const auto counted = count_comparison(node)) return *counted;
  return earlier(step_operands(node), own_step(id));
}

// Whole hours, minutes or seconds against a number that stands still, `(now - t).getHours() < 24`: solved,
// where else every single hour would have to be tried.
std::optional<NextChange> TimeCandidates::count_comparison(const check::Node& node) {
  const bool compares =
      node.function >= check::Function::equal && node.function <= check::Function::greater_equal;
  if (!compares || cursor_.node(node.operands[0]).uses_now == cursor_.node(node.operands[1]).uses_now)
    return std::nullopt;
  const bool left_moves = cursor_.node(node.operands[0]).uses_now;
  const auto& counter = cursor_.node(behind_definitions(node.operands[left_moves ? 0 : 1]));
  const auto still = cursor_.cell(node.operands[left_moves ? 1 : 0]);
  if (counter.kind != check::NodeKind::call || !still || still->view->kind != values::Kind::integer)
    return std::nullopt;
  const auto unit = unit_of(counter.function);
  const auto counted = unit ? counter.operands[0] : check::no_node;
  const auto wanted =
      counter.function == check::Function::to_int ? values::Kind::timestamp : values::Kind::duration;
  if (!unit || cursor_.node(counted).type.kind != wanted) return std::nullopt;
  const auto structure = step(counted);
  const auto value = time_of(counted);
  if (!value || !still->known()) return is_hidden(counted) ? std::nullopt : std::optional(structure);
  const auto count = still->view->as<std::int64_t>()[still->view->constant ? 0 : still->row];
  return earlier(structure, after(unit_comparison_step(*value, cursor_.node(counted).slope, *unit, count)));
}

check::NodeId TimeCandidates::behind_definitions(check::NodeId id) const {
  while (cursor_.node(id).kind == check::NodeKind::definition) {
    id = plan_->rules->root_of(cursor_.node(id));
  }
  return id;
}

// The change that the operation itself makes of operands that keep to their lines.
NextChange TimeCandidates::own_step(check::NodeId id) {
  const auto& node = cursor_.node(id);
  const bool hidden = std::any_of(node.operands.begin(), node.operands.end(), [&](check::NodeId operand) {
    return cursor_.node(operand).slope != 0 && is_hidden(operand);
  });
  if (hidden) return at_once();
  switch (node.function) {
    case check::Function::equal:
    case check::Function::not_equal:
    case check::Function::less:
    case check::Function::less_equal:
    case check::Function::greater:
    case check::Function::greater_equal: return comparison(node);
    case check::Function::negate:
    case check::Function::add:
    case check::Function::subtract: return is_time(node.type) ? arithmetic(id) : NextChange{};
    case check::Function::in: return membership(node);
    case check::Function::index:
    case check::Function::size:
    case check::Function::to_timestamp:
    case check::Function::to_duration: return {};
    case check::Function::to_int:
      if (is_time(cursor_.node(node.operands[0]).type)) return accessor(node);
      break;
    case check::Function::get_full_year:
    case check::Function::get_month:
    case check::Function::get_date:
    case check::Function::get_day_of_month:
    case check::Function::get_day_of_week:
    case check::Function::get_day_of_year:
    case check::Function::get_hours:
    case check::Function::get_minutes:
    case check::Function::get_seconds:
    case check::Function::get_milliseconds: return accessor(node);
    default: break;
  }
  const bool moving = std::any_of(node.operands.begin(), node.operands.end(),
                                  [&](check::NodeId operand) { return moves(operand); });
  return moving ? at_once() : NextChange{};
}

NextChange TimeCandidates::comparison(const check::Node& node) {
  const auto left = node.operands[0], right = node.operands[1];
  if (!moves(left) && !moves(right)) return {};
  if (!is_known(left) || !is_known(right)) return {};
  const auto left_slope = cursor_.node(left).slope, right_slope = cursor_.node(right).slope;
  if (left_slope == right_slope) return {};
  if (!is_time(cursor_.node(left).type)) return at_once();  // lists
  return after(comparison_step(node.function, *time_of(left) - *time_of(right), left_slope - right_slope));
}

// Sums may leave their range, and become run-time errors, or enter it.
NextChange TimeCandidates::arithmetic(check::NodeId id) {
  const auto& node = cursor_.node(id);
  Nanoseconds value = 0;
  for (std::size_t index = 0; index < node.operands.size(); ++index) {
    const auto operand = time_of(node.operands[index]);
    if (!operand) return {};
    const bool negative = node.function == check::Function::negate ||
                          (node.function == check::Function::subtract && index == 1);
    value += negative ? -*operand : *operand;
  }
  if (node.exact)
    return after(range_step(value, node.slope, -values::max_exact_time, values::max_exact_time));
  const bool timestamp = node.type.kind == values::Kind::timestamp;
  return after(range_step(value, node.slope, timestamp ? values::min_timestamp : values::min_duration,
                          timestamp ? values::max_timestamp : values::max_duration));
}

NextChange TimeCandidates::accessor(const check::Node& node) {
  const auto operand = node.operands[0];
  if (!moves(operand)) return {};
  const auto slope = cursor_.node(operand).slope;
  const auto value = *time_of(operand);
  if (node.function == check::Function::to_int)
    return after(unit_step(value, slope, values::nanoseconds_per_second));
  if (cursor_.node(operand).type.kind == values::Kind::duration) {
    return after(duration_step(node.function, value, slope));
  }
  values::Zone zone;
  if (node.operands.size() > 1) {
    const auto cell = cursor_.cell(node.operands[1]);
    if (!cell || !cell->known()) return {};
    const auto& name = cell->view->as<values::StringValue>()[cell->view->constant ? 0 : cell->row];
    const auto found = plan_->program->zones().find(name.text());
    if (!std::holds_alternative<values::Zone>(found)) return {};  // a run-time error, at any time
    zone = std::get<values::Zone>(found);
  }
  return after(calendar_step(node.function, value, slope, zone), true);
}

NextChange TimeCandidates::membership(const check::Node& node) {
  const auto element = node.operands[0], list = node.operands[1];
  if (!moves(element) && !moves(list)) return {};
  if (!is_known(element) || !is_known(list)) return {};
  const auto element_slope = cursor_.node(element).slope, list_slope = cursor_.node(list).slope;
  if (!is_time(cursor_.node(element).type)) return at_once();
  const auto cell = *cursor_.cell(list);
  const auto row = cell.view->constant ? 0 : cell.row;
  const auto& elements = cell.view->children[0];
  NextChange next;
  for (std::size_t at = cell.view->offsets[row]; at < cell.view->offsets[row + 1]; ++at) {
    if (!elements.is_known(at)) continue;
    const auto member = elements.as<Nanoseconds>()[elements.constant ? 0 : at];
    next = earlier(next, after(comparison_step(check::Function::equal, *time_of(element) - member,
                                               element_slope - list_slope)));
  }
  return next;
}

NextChange TimeCandidates::list_membership(const check::Node& node) {
  const auto element = node.operands[0];
  if (!moves(element)) return {};
  const auto slope = cursor_.node(element).slope;
  const auto value = *time_of(element);
  NextChange next;
  for (const auto& member : plan_->rules->lists[node.index].values) {
    Nanoseconds instant = 0;
    if (const auto* timestamp = std::get_if<values::Timestamp>(&member.content)) {
      instant = timestamp->nanoseconds;
    } else if (const auto* duration = std::get_if<values::Interval>(&member.content)) {
      instant = duration->nanoseconds;
    }
    next = earlier(next, after(comparison_step(check::Function::equal, value - instant, slope)));
  }
  return next;
}

}  // namespace eligo::decide
