#include "decide/forecast.hpp"

#include <algorithm>

#include "decide/time_steps.hpp"

namespace eligo::decide {

using check::Composition;
using values::Kind;
using values::Nanoseconds;

Forecast::Forecast(const Plan& plan, const RowSource& source, program::Context context, Nanoseconds now,
                   SearchLimits& limits)
    : plan_(&plan),
      cursor_(source, plan.element_nodes, context),
      now_(now),
      limits_(&limits),
      kept_(plan.time.slot_count) {}

void Forecast::forget() {
  kept_.assign(kept_.size(), {});
  definitions_.clear();
}

// --- what the run says

bool Forecast::is_known(check::NodeId id) const {
  const auto cell = cursor_.cell(id);
  return cell && cell->known();
}

// The program may have folded a part into another; then nothing is known of it but that it moves.
bool Forecast::is_hidden(check::NodeId id) const { return cursor_.node(id).uses_now && !cursor_.cell(id); }

Nanoseconds Forecast::time_at(check::NodeId id, Nanoseconds instant) const {
  const auto cell = *cursor_.cell(id);
  const auto in_run = cell.view->as<Nanoseconds>()[cell.view->constant ? 0 : cell.row];
  return in_run + cursor_.node(id).slope * (instant - now_);
}

std::optional<Reading::Value> Forecast::value_in_run(check::NodeId id) const {
  const auto cell = cursor_.cell(id);
  if (!cell) return std::nullopt;
  if (!cell->known()) return Undecided{};
  const values::View& view = *cell->view;
  const std::size_t row = view.constant ? 0 : cell->row;
  if (view.kind == Kind::boolean) return values::bit_at(view.as<std::uint64_t>(), row);
  if (!is_number(view.kind)) return std::nullopt;
  return view.kind == Kind::integer ? Reading::Value(view.as<std::int64_t>()[row]) : view.as<double>()[row];
}

check::NodeId Forecast::behind_definitions(check::NodeId id) const {
  while (cursor_.node(id).kind == check::NodeKind::definition) {
    id = plan_->rules->root_of(cursor_.node(id));
  }
  return id;
}

// --- reading

Reading Forecast::as_in_run(check::NodeId id, Nanoseconds instant) {
  const NextChange next = stays_by_parts(id);
  if (instant >= next.at) return unreadable(instant);
  const auto value = value_in_run(id);
  return value ? Reading{*value, next} : unreadable(instant);
}

Reading Forecast::at(check::NodeId id, Nanoseconds instant) {
  if (!cursor_.node(id).uses_now || cursor_.is_constant(id)) {
    if (const auto value = value_in_run(id)) return {*value, {}};
  }
  limits_->charge(1);
  if (limits_->are_spent()) return unreadable(instant);
  const auto slot = plan_->time.slots[id];
  if (slot == TimeDependence::no_slot) return read(id, instant);
  auto& kept = kept_[slot];
  if (instant < kept.from || instant >= kept.reading.until.at) {
    Reading reading = read(id, instant);
    kept = {instant, reading};
  }
  return kept.reading;
}

// Long chains of definitions are read from their end, so that none is read in the middle of another.
void Forecast::prepare(std::uint32_t definition, Nanoseconds instant) {
  if (preparing_ || !plan_->time.is_deep(definition)) return;
  preparing_ = true;
  for (const auto needed : plan_->time.definitions) {
    if (needed == definition) break;
    const auto& declared = plan_->rules->definitions[needed];
    if (has_reading(cursor_.type(declared.root))) {
      static_cast<void>(at(declared.root, instant));
      continue;
    }
    static_cast<void>(definition_stays(declared.root));
    if (cursor_.is_compiled(declared.exact_root)) static_cast<void>(definition_stays(declared.exact_root));
  }
  preparing_ = false;
}

Reading Forecast::read(check::NodeId id, Nanoseconds instant) {
  const auto& node = cursor_.node(id);
  switch (node.composition()) {
    case Composition::definition:
      prepare(node.definition(), instant);
      return at(plan_->rules->root_of(node), instant);
    case Composition::negation: {
      Reading reading = at(cursor_.operands(node)[0], instant);
      if (auto* const truth = std::get_if<bool>(&reading.value)) *truth = !*truth;
      return reading;
    }
    case Composition::junction:
      return settled(instant, [&](Nanoseconds when) { return read_logical(node, when); });
    case Composition::conditional:
      return settled(instant, [&](Nanoseconds when) { return read_conditional(node, when); });
    case Composition::comprehension:
      if (cursor_.type(node).kind == Kind::boolean) return read_quantifier(id, instant);
      break;
    case Composition::operation:
      if (node.kind == check::NodeKind::call) return read_call(id, instant);
      break;
    case Composition::leaf: break;
  }
  return as_in_run(id, instant);
}

// A false `&&` stays false as long as any one of its false operands does; a true `||` likewise.
Reading Forecast::read_logical(const check::Node& node, Nanoseconds instant) {
  const bool deciding = node.kind == check::NodeKind::logical_or;
  std::optional<NextChange> decided;
  NextChange first;
  bool readable = true, undecided = false;
  for (const bool moving : {false, true}) {  // first what does not cost anything
    for (const auto operand : cursor_.operands(node)) {
      if (cursor_.node(operand).uses_now != moving) continue;
      const Reading reading = at(operand, instant);
      if (reading.is(deciding)) {
        decided = decided ? later(*decided, reading.until) : reading.until;
        if (!decided->comes()) return {deciding, *decided};
      }
      readable = readable && reading.readable();
      undecided = undecided || reading.undecided();
      first = earlier(first, reading.until);
    }
  }
  if (decided) return {deciding, *decided};
  if (!readable) return unreadable(instant);
  if (undecided) return {Undecided{}, first};
  return {!deciding, first};
}

Reading Forecast::read_conditional(const check::Node& node, Nanoseconds instant) {
  const Reading condition = at(cursor_.operands(node)[0], instant);
  const auto* const taken = std::get_if<bool>(&condition.value);
  if (taken == nullptr) return condition;
  const Reading branch = at(cursor_.operands(node)[*taken ? 1 : 2], instant);
  return {branch.value, earlier(condition.until, branch.until)};
}

Reading Forecast::read_call(check::NodeId id, Nanoseconds instant) {
  const auto& node = cursor_.node(id);
  const auto type_of = [&](std::size_t operand) -> const values::Type& {
    return cursor_.type(cursor_.operands(node)[operand]);
  };
  if (is_accessor(node)) return read_accessor(node, instant);
  if (check::is_comparison(node.function)) {
    if (is_time(type_of(0)) && is_time(type_of(1))) return read_time_comparison(node, instant);
    if (has_reading(type_of(0)) && has_reading(type_of(1))) return read_comparison(node, instant);
    return as_in_run(id, instant);
  }
  if (node.function == check::Function::in) return read_membership(id, instant);
  if (node.function == check::Function::size) return read_size(id, instant);
  const bool numbers = is_number(cursor_.type(node)) &&
                       std::ranges::all_of(cursor_.operands(node),
                                           [&](auto operand) { return is_number(cursor_.type(operand)); });
  return numbers ? read_arithmetic(id, instant) : as_in_run(id, instant);
}

Reading Forecast::read_time_comparison(const check::Node& node, Nanoseconds instant) {
  const auto left = cursor_.operands(node)[0], right = cursor_.operands(node)[1];
  const NextChange lines = operands_stay(node);
  if (!cursor_.cell(left) || !cursor_.cell(right) || instant >= lines.at) return unreadable(instant);
  if (!is_known(left) || !is_known(right)) return {Undecided{}, lines};
  const auto difference = time_at(left, instant) - time_at(right, instant);
  const auto slope = cursor_.node(left).slope - cursor_.node(right).slope;
  return {holds(node.function, difference),
          earlier(lines, change_after(instant, comparison_step(node.function, difference, slope)))};
}

}  // namespace eligo::decide
