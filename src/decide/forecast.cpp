#include "decide/forecast.hpp"

#include <algorithm>

#include "decide/time_steps.hpp"

namespace eligo::decide {

namespace {

using values::Kind;
using values::Nanoseconds;

bool is_scalar(const values::Type& type) { return type.kind == Kind::boolean || is_number(type); }

bool compares(check::Function function) {
  return function >= check::Function::equal && function <= check::Function::greater_equal;
}

Reading unreadable(Nanoseconds instant) { return {Unreadable{}, next_nanosecond(instant)}; }

Reading::Value truth_of(check::Macro macro, const ElementCounts& counts, const ElementCounts::Stretch& at) {
  const bool decides = macro == check::Macro::all      ? at.hits + at.unknown < counts.elements()
                       : macro == check::Macro::exists ? at.hits > 0
                                                       : false;
  if (decides) return macro == check::Macro::exists;
  if (at.unknown > 0) return Undecided{};
  return macro == check::Macro::all || (macro == check::Macro::exists_one && at.hits == 1);
}

}  // namespace

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
  const std::size_t row = cell->view->constant ? 0 : cell->row;
  switch (cell->view->kind) {
    case Kind::boolean: return values::bit_at(cell->view->as<std::uint64_t>(), row);
    case Kind::integer: return cell->view->as<std::int64_t>()[row];
    case Kind::floating: return cell->view->as<double>()[row];
    case Kind::string:
    case Kind::timestamp:
    case Kind::duration:
    case Kind::null:
    case Kind::list:
    case Kind::record:
    case Kind::any: break;
  }
  return std::nullopt;
}

check::NodeId Forecast::behind_definitions(check::NodeId id) const {
  while (cursor_.node(id).kind == check::NodeKind::definition) {
    id = plan_->rules->root_of(cursor_.node(id));
  }
  return id;
}

// --- parts that stay what they were in the run

NextChange Forecast::stays(check::NodeId id) {
  const auto& node = cursor_.node(id);
  if (!node.uses_now || cursor_.is_constant(id)) return {};
  if (is_scalar(cursor_.type(node))) return at(id, now_).until;
  limits_->charge(1);
  if (limits_->are_spent()) return at_once();
  if (node.kind != check::NodeKind::definition) return stays_by_parts(id);
  prepare(node.definition(), now_);
  return definition_stays(plan_->rules->root_of(node));
}

NextChange Forecast::stays_by_parts(check::NodeId id) {
  const auto& node = cursor_.node(id);
  switch (node.kind) {
    case check::NodeKind::conditional: {
      const Reading condition = at(cursor_.operands(node)[0], now_);
      const auto* const taken = std::get_if<bool>(&condition.value);
      return taken ? earlier(condition.until, stays(cursor_.operands(node)[*taken ? 1 : 2]))
                   : condition.until;
    }
    case check::NodeKind::comprehension: {
      NextChange next = stays(cursor_.operands(node)[0]);
      const auto add = [&] { next = earlier(next, bodies_stay(id)); };
      if (!for_each_element(id, add)) add();
      return next;
    }
    case check::NodeKind::call: return earlier(operands_stay(node), own_step(id));
    case check::NodeKind::list_member: return earlier(operands_stay(node), member_step(node));
    // What befalls an element befalls its list, which the comprehension asks.
    case check::NodeKind::constant:
    case check::NodeKind::fact:
    case check::NodeKind::now:
    case check::NodeKind::parameter:
    case check::NodeKind::definition:
    case check::NodeKind::element:
    case check::NodeKind::position:
    case check::NodeKind::field:
    case check::NodeKind::has:
    case check::NodeKind::logical_not:
    case check::NodeKind::logical_and:
    case check::NodeKind::logical_or:
    case check::NodeKind::make_list: break;
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

Reading Forecast::as_in_run(check::NodeId id, Nanoseconds instant) {
  const NextChange next = stays_by_parts(id);
  if (instant >= next.at) return unreadable(instant);
  const auto value = value_in_run(id);
  return value ? Reading{*value, next} : unreadable(instant);
}

// --- reading

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
    if (is_scalar(cursor_.type(declared.root))) {
      static_cast<void>(at(declared.root, instant));
      continue;
    }
    static_cast<void>(definition_stays(declared.root));
    if (cursor_.is_compiled(declared.exact_root)) static_cast<void>(definition_stays(declared.exact_root));
  }
  preparing_ = false;
}

NextChange Forecast::definition_stays(check::NodeId root) {
  const auto known = definitions_.find(root);
  return known != definitions_.end() ? known->second : definitions_.emplace(root, stays(root)).first->second;
}

// Follows what is read until it is another.
template <typename Read>
Reading Forecast::settled(Nanoseconds instant, Read read) {
  Reading reading = read(instant);
  for (std::size_t changes = 0;
       reading.readable() && reading.until.comes() && !limits_->stop_at(reading.until, changes); ++changes) {
    const Reading next = read(reading.until.at);
    if (next.value != reading.value) break;
    reading.until = next.until;
  }
  return reading;
}

Reading Forecast::read(check::NodeId id, Nanoseconds instant) {
  const auto& node = cursor_.node(id);
  switch (node.kind) {
    case check::NodeKind::definition:
      prepare(node.definition(), instant);
      return at(plan_->rules->root_of(node), instant);
    case check::NodeKind::logical_not: {
      Reading reading = at(cursor_.operands(node)[0], instant);
      if (auto* const truth = std::get_if<bool>(&reading.value)) *truth = !*truth;
      return reading;
    }
    case check::NodeKind::logical_and:
    case check::NodeKind::logical_or:
      return settled(instant, [&](Nanoseconds when) { return read_logical(node, when); });
    case check::NodeKind::conditional:
      return settled(instant, [&](Nanoseconds when) { return read_conditional(node, when); });
    case check::NodeKind::comprehension:
      return cursor_.type(node).kind == Kind::boolean ? read_quantifier(id, instant) : as_in_run(id, instant);
    case check::NodeKind::call: return read_call(id, instant);
    case check::NodeKind::constant:
    case check::NodeKind::fact:
    case check::NodeKind::now:
    case check::NodeKind::parameter:
    case check::NodeKind::element:
    case check::NodeKind::position:
    case check::NodeKind::field:
    case check::NodeKind::has:
    case check::NodeKind::list_member:
    case check::NodeKind::make_list: break;
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
  if (compares(node.function)) {
    if (is_time(type_of(0)) && is_time(type_of(1))) return read_time_comparison(node, instant);
    if (is_scalar(type_of(0)) && is_scalar(type_of(1))) return read_comparison(node, instant);
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

Reading Forecast::read_membership(check::NodeId id, Nanoseconds instant) {
  const auto& node = cursor_.node(id);
  const auto element = cursor_.operands(node)[0], list = cursor_.operands(node)[1];
  const auto& type = cursor_.type(element);
  const auto lists = cursor_.cell(list);
  if (!lists) return as_in_run(id, instant);
  const NextChange lines = stays(list);
  if (instant >= lines.at) return unreadable(instant);
  if (!lists->known()) return {Undecided{}, lines};
  const auto& members = lists->view->children[0];
  if (members.kind != type.kind) return as_in_run(id, instant);
  const std::size_t row = lists->view->constant ? 0 : lists->row;
  const std::size_t begin = lists->view->offsets[row], end = lists->view->offsets[row + 1];

  // `is(member)` compares with one that is known.
  const auto among = [&](auto is) -> Reading::Value {
    bool holes = false;
    for (std::size_t member = begin; member < end; ++member) {
      limits_->charge(1);
      if (!members.is_known(member)) {
        holes = true;
      } else if (is(members.constant ? 0 : member)) {
        return true;
      }
    }
    return holes ? Reading::Value(Undecided{}) : false;
  };
  if (type.kind == Kind::integer) {
    Reading reading = settled(instant, [&](Nanoseconds when) {
      Reading number = at(element, when);
      number.until = number_stays(element, when, number);
      if (const auto* const wanted = std::get_if<std::int64_t>(&number.value)) {
        number.value =
            among([&](std::size_t member) { return members.as<std::int64_t>()[member] == *wanted; });
      }
      return number;
    });
    reading.until = earlier(reading.until, lines);
    return reading;
  }
  if (!is_time(type) || !is_known(element)) return as_in_run(id, instant);
  Reading reading{Unreadable{}, earlier(lines, stays(element))};
  if (instant >= reading.until.at) return unreadable(instant);
  const auto list_slope = cursor_.node(list).slope, slope = cursor_.node(element).slope - list_slope;
  const auto wanted = time_at(element, instant) - list_slope * (instant - now_);
  reading.value = among([&](std::size_t member) { return members.as<Nanoseconds>()[member] == wanted; });
  for (std::size_t member = begin; member < end; ++member) {
    if (!members.is_known(member)) continue;
    const auto difference = wanted - members.as<Nanoseconds>()[members.constant ? 0 : member];
    reading.until = earlier(
        reading.until, change_after(instant, comparison_step(check::Function::equal, difference, slope)));
  }
  return reading;
}

// --- lists

template <typename Outcome>
std::optional<Reading> Forecast::read_counts(check::NodeId comprehension, Nanoseconds instant,
                                             Outcome outcome) {
  const auto list = cursor_.operands(comprehension)[0];
  const auto elements = cursor_.elements(comprehension);
  const auto lists = cursor_.cell(list);
  if (!elements || !lists) return std::nullopt;
  const NextChange list_stays = stays(list);
  if (instant >= list_stays.at) return unreadable(instant);
  if (!lists->known()) return Reading{Undecided{}, list_stays};
  const std::size_t row = lists->view->constant ? 0 : lists->row;
  const std::size_t size = lists->view->offsets[row + 1] - lists->view->offsets[row];
  if (elements->end - elements->begin != size) return std::nullopt;  // too many to be run

  const auto read = [&](std::size_t element, Nanoseconds when) {
    limits_->charge(1);
    cursor_.enter(elements->domain, element);
    const Reading reading = at(cursor_.operands(comprehension)[1], when);
    cursor_.leave();
    return reading;
  };
  // An empty list begins where the next one does.
  const std::tuple key(comprehension, elements->begin, elements->end);
  auto found = counts_.find(key);
  if (found == counts_.end())
    found = counts_.emplace(key, ElementCounts(elements->begin, elements->end, now_, read)).first;
  auto& counts = found->second;
  std::size_t at = counts.find(instant, read);
  if (!counts[at].readable) return unreadable(instant);
  Reading reading{outcome(counts, counts[at]), {}};
  for (std::size_t changes = 0;; ++at, ++changes) {
    limits_->charge(1);
    const NextChange next = counts.next(at);
    reading.until = earlier(list_stays, next);
    if (reading.until.at != next.at || !next.comes() || limits_->stop_at(next, changes)) break;
    counts.make_next(at, read);
    if (!counts[at + 1].readable || outcome(counts, counts[at + 1]) != reading.value) break;
  }
  return reading;
}

Reading Forecast::read_quantifier(check::NodeId id, Nanoseconds instant) {
  const auto macro = cursor_.node(id).macro;
  const auto reading =
      read_counts(id, instant, [macro](const ElementCounts& counts, const ElementCounts::Stretch& stretch) {
        return truth_of(macro, counts, stretch);
      });
  return reading ? *reading : as_in_run(id, instant);
}

Reading Forecast::read_size(check::NodeId id, Nanoseconds instant) {
  const auto list = behind_definitions(cursor_.operands(id)[0]);
  const auto& node = cursor_.node(list);
  if (node.kind != check::NodeKind::comprehension || node.macro != check::Macro::filter)
    return as_in_run(id, instant);
  const auto reading =
      read_counts(list, instant, [](const ElementCounts&, const ElementCounts::Stretch& stretch) {
        return stretch.unknown > 0 ? Reading::Value(Undecided{}) : static_cast<std::int64_t>(stretch.hits);
      });
  return reading ? *reading : as_in_run(id, instant);
}

NextChange Forecast::unknown_elements_stay(check::NodeId comprehension) {
  const auto reading =
      read_counts(comprehension, now_, [](const ElementCounts&, const ElementCounts::Stretch& stretch) {
        return Reading::Value(static_cast<std::int64_t>(stretch.unknown_turns));
      });
  return reading ? reading->until : NextChange{};
}

// --- what is known

bool Forecast::is_unknown(check::NodeId id) {
  const auto& node = cursor_.node(id);
  if (is_scalar(cursor_.type(node))) return at(id, now_).undecided();
  if (const auto cell = cursor_.cell(id)) return !cell->known();
  if (node.kind != check::NodeKind::comprehension) return false;
  const auto reading = read_counts(id, now_, [](const ElementCounts&, const ElementCounts::Stretch& stretch) {
    return Reading::Value(stretch.unknown > 0);
  });
  return reading && reading->is(true);
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
