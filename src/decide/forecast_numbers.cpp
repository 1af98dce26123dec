#include <algorithm>
#include <cmath>
#include <compare>
#include <cstdlib>
#include <limits>

#include "decide/forecast.hpp"
#include "decide/time_steps.hpp"
#include "engine/calendar.hpp"
#include "engine/checked.hpp"
#include "engine/conversion.hpp"
#include "values/exact_order.hpp"

namespace eligo::decide {

namespace {

using check::Function;
using values::Kind;
using values::Nanoseconds;
using Value = Reading::Value;

bool accesses(Function function) {
  return function >= Function::get_full_year && function <= Function::get_milliseconds;
}

std::optional<std::partial_ordering> order(const Value& left, const Value& right) {
  const auto* const a = std::get_if<std::int64_t>(&left);
  const auto* const b = std::get_if<std::int64_t>(&right);
  const auto* const x = std::get_if<double>(&left);
  const auto* const y = std::get_if<double>(&right);
  if (a != nullptr && b != nullptr) return *a <=> *b;
  if (x != nullptr && y != nullptr) return *x <=> *y;
  if (a != nullptr && y != nullptr) return values::exact_order(*a, *y);
  if (x != nullptr && b != nullptr) return 0 <=> values::exact_order(*b, *x);
  const auto* const p = std::get_if<bool>(&left);
  const auto* const q = std::get_if<bool>(&right);
  if (p != nullptr && q != nullptr) return *p <=> *q;
  return std::nullopt;
}

bool holds(Function comparison, std::partial_ordering order) {
  switch (comparison) {
    case Function::equal: return order == 0;
    case Function::not_equal: return order != 0;
    case Function::less: return order < 0;
    case Function::less_equal: return order <= 0;
    case Function::greater: return order > 0;
    case Function::greater_equal: return order >= 0;
    default: std::abort();  // no comparison
  }
}

// A number to reckon distances with; nothing for what is none, or not finite.
std::optional<double> finite(const Value& value) {
  if (const auto* const integer = std::get_if<std::int64_t>(&value)) return static_cast<double>(*integer);
  if (const auto* const number = std::get_if<double>(&value); number != nullptr && std::isfinite(*number))
    return *number;
  return std::nullopt;
}

Value computed(Function function, std::int64_t a, std::int64_t b) {
  std::int64_t out = 0;
  auto cause = values::Cause::none;
  switch (function) {
    case Function::add: cause = engine::checked_add(out, a, b); break;
    case Function::subtract: cause = engine::checked_subtract(out, a, b); break;
    case Function::multiply: cause = engine::checked_multiply(out, a, b); break;
    case Function::divide: cause = engine::checked_divide(out, a, b); break;
    case Function::modulo: cause = engine::checked_modulo(out, a, b); break;
    case Function::greatest: out = std::max(a, b); break;
    case Function::least: out = std::min(a, b); break;
    default: return Unreadable{};
  }
  return cause == values::Cause::none ? Value(out) : Undecided{};
}

Value computed(Function function, double a, double b) {
  switch (function) {
    case Function::add: return a + b;
    case Function::subtract: return a - b;
    case Function::multiply: return a * b;
    case Function::divide: return a / b;
    default: return Unreadable{};
  }
}

Value computed(Function function, std::int64_t a) {
  std::int64_t out = a;
  auto cause = values::Cause::none;
  switch (function) {
    case Function::negate: cause = engine::checked_negate(out, a); break;
    case Function::absolute: cause = engine::checked_absolute(out, a); break;
    case Function::to_double: return static_cast<double>(a);
    case Function::to_int: break;
    default: return Unreadable{};
  }
  return cause == values::Cause::none ? Value(out) : Undecided{};
}

Value computed(Function function, double a) {
  std::int64_t out = 0;
  switch (function) {
    case Function::negate: return -a;
    case Function::absolute: return std::fabs(a);
    case Function::to_double: return a;
    case Function::to_int:
      return engine::to_integer(out, a) == values::Cause::none ? Value(out) : Undecided{};
    default: return Unreadable{};
  }
}

Value computed(Function function, const Value& left, const Value& right) {
  if (const auto* const a = std::get_if<std::int64_t>(&left)) {
    const auto* const b = std::get_if<std::int64_t>(&right);
    return b != nullptr ? computed(function, *a, *b) : Unreadable{};
  }
  const auto* const a = std::get_if<double>(&left);
  const auto* const b = std::get_if<double>(&right);
  return a != nullptr && b != nullptr ? computed(function, *a, *b) : Unreadable{};
}

Value computed(Function function, const Value& operand) {
  if (const auto* const a = std::get_if<std::int64_t>(&operand)) return computed(function, *a);
  const auto* const a = std::get_if<double>(&operand);
  return a != nullptr ? computed(function, *a) : Unreadable{};
}

}  // namespace

// --- readings

bool Forecast::is_accessor(const check::Node& node) const {
  using values::Kind;
  return node.kind == check::NodeKind::call &&
         (accesses(node.function) || (node.function == Function::to_int &&
                                      cursor_.type(cursor_.operands(node)[0]).kind == Kind::timestamp));
}

std::optional<values::Zone> Forecast::zone_of(const check::Node& accessor) const {
  if (cursor_.operands(accessor).size() < 2) return values::Zone{};
  const auto cell = cursor_.cell(cursor_.operands(accessor)[1]);
  if (!cell || !cell->known()) return std::nullopt;
  const auto& name = cell->view->string_at(cell->row);
  const auto found = plan_->program->zones().find(name.text());
  if (!std::holds_alternative<values::Zone>(found)) return std::nullopt;
  return std::get<values::Zone>(found);
}

// Whole seconds, hours and the like of a timestamp or duration.
Reading Forecast::read_accessor(const check::Node& node, Nanoseconds instant) {
  const auto operand = cursor_.operands(node)[0];
  const NextChange lines = operands_stay(node);
  if (!cursor_.cell(operand) || instant >= lines.at) return unreadable(instant);
  const auto zone = zone_of(node);
  // An unknown zone is missing or an error, at any time.
  if (!is_known(operand) || !zone) return {Undecided{}, lines};
  const auto value = time_at(operand, instant);
  const auto slope = cursor_.node(operand).slope;
  if (node.function == Function::to_int) {
    const auto step = unit_step(value, slope, values::nanoseconds_per_second, Rounding::down);
    return {engine::to_seconds(value), earlier(lines, change_after(instant, step))};
  }
  if (cursor_.type(operand).kind == Kind::duration) {
    return {engine::duration_part(node.function, value),
            earlier(lines, change_after(instant, duration_step(node.function, value, slope)))};
  }
  // Years are few enough to be followed to the end.
  const bool calendar = node.function != Function::get_full_year;
  return {engine::timestamp_part(node.function, value, *zone),
          earlier(lines, change_after(instant, calendar_step(node.function, value, slope, *zone), calendar))};
}

Reading Forecast::read_arithmetic(check::NodeId id, Nanoseconds instant) {
  const auto& node = cursor_.node(id);
  NextChange until;
  std::optional<NextChange> undecided;
  std::vector<Value> values;
  for (const auto id_of_operand : cursor_.operands(node)) {
    const Reading operand = at(id_of_operand, instant);
    if (!operand.readable()) return operand;
    if (operand.undecided()) undecided = undecided ? later(*undecided, operand.until) : operand.until;
    until = earlier(until, operand.until);
    values.push_back(operand.value);
  }
  if (undecided) return {Undecided{}, *undecided};
  Value value = values.size() == 1 ? computed(node.function, values.front()) : values.front();
  for (std::size_t index = 1; index < values.size() && !std::holds_alternative<Undecided>(value); ++index)
    value = computed(node.function, value, values[index]);
  return std::holds_alternative<Unreadable>(value) ? as_in_run(id, instant) : Reading{value, until};
}

// --- comparisons

Reading::Value Forecast::Sides::outcome(Function comparison) const {
  const auto found = order(left.value, right.value);
  return found ? Value(holds(comparison, *found)) : Undecided{};
}

NextChange Forecast::Sides::until() const {
  if (left.undecided() && right.undecided()) return later(left.until, right.until);
  if (left.undecided() || right.undecided()) return left.undecided() ? left.until : right.until;
  return earlier(left.until, right.until);
}

double Forecast::Sides::distance() const {
  const auto a = finite(left.value), b = finite(right.value);
  return a && b ? *a - *b : std::numeric_limits<double>::quiet_NaN();
}

Forecast::Sides Forecast::sides_at(const check::Node& node, Nanoseconds instant) {
  return {at(cursor_.operands(node)[0], instant), at(cursor_.operands(node)[1], instant)};
}

Reading Forecast::read_comparison(const check::Node& node, Nanoseconds instant) {
  Sides sides = sides_at(node, instant);
  if (!sides.readable()) return unreadable(instant);
  Reading reading{sides.outcome(node.function), sides.until()};
  if (!reading.until.comes()) return reading;
  if (!reading.undecided() && never_turns(node)) return {reading.value, {}};
  for (std::size_t changes = 0;; ++changes) {
    reading.until = next_turn(node, sides, instant);
    if (!reading.until.comes() || limits_->stop_at(reading.until, changes)) return reading;
    instant = reading.until.at;
    sides = sides_at(node, instant);
    if (!sides.readable() || sides.outcome(node.function) != reading.value) return reading;
  }
}

// Never later than the outcome turns. Where the difference only rises, or only falls, that is searched for;
// else it is gone from one change of either side to the next.
NextChange Forecast::next_turn(const check::Node& node, const Sides& sides, Nanoseconds from) {
  const NextChange first = sides.until();
  const double distance = sides.distance();
  if (!first.comes() || !std::isfinite(distance)) return first;
  int nodes_left = most_nodes;
  const Trend difference = sum_of(trend(cursor_.operands(node)[0], from, nodes_left),
                                  opposite(trend(cursor_.operands(node)[1], from, nodes_left)));
  if (difference.way == Trend::Way::both || difference.way == Trend::Way::level) return first;
  const auto present = order(sides.left.value, sides.right.value);
  return first_other(from, first, difference.until, distance, [&](Nanoseconds instant) {
    const Sides then = sides_at(node, instant);
    const double now_apart = then.distance();
    const bool same = std::isfinite(now_apart) && order(then.left.value, then.right.value) == present;
    return Probe{same, now_apart, then.until()};
  });
}

// `look` says of an instant whether it is as it is at `from`, and until when it does not change there. Before
// `end` no change is undone, so that one look at the last instant tells of all; if there is something to be
// found, it is looked for where a straight line would have it and, in turn, in the middle. `first` and
// `distance` are of `from`.
template <typename Look>
NextChange Forecast::first_other(Nanoseconds from, NextChange first, const NextChange& end, double distance,
                                 Look look) {
  Nanoseconds same = from, other = end.at - 1;
  if (other <= same) return end;
  Probe probe = look(other);
  if (probe.same) return end;
  double other_distance = probe.distance;
  for (bool halve = false;; halve = !halve) {
    if (limits_->end_before(first)) return first;
    if (first.at >= other) return {other, first.calendar, false};
    probe = look(first.at);
    if (!probe.same) return first;
    same = first.at;
    first = probe.until;
    distance = probe.distance;
    if (other - same <= 1) return {other, first.calendar, false};
    const double share = halve ? 0.5 : distance / (distance - other_distance);
    Nanoseconds between = (other - same) / 2;
    if (share > 0 && share < 1) between = static_cast<Nanoseconds>(static_cast<double>(other - same) * share);
    const Nanoseconds guess = same + std::clamp<Nanoseconds>(between, 1, other - same - 1);
    probe = look(guess);
    if (probe.same) {
      same = guess;
      first = probe.until;
      distance = probe.distance;
    } else {
      other = guess;
      other_distance = probe.distance;
    }
  }
}

// --- how numbers go

Forecast::Trend Forecast::trend(check::NodeId id, Nanoseconds instant, int& nodes_left) {
  using Way = Trend::Way;
  const auto& node = cursor_.node(id);
  if (!node.uses_now || cursor_.is_constant(id)) return {};
  limits_->charge(1);
  if (--nodes_left < 0) return {Way::both, {}};
  if (node.kind == check::NodeKind::definition)
    return trend(plan_->rules->root_of(node), instant, nodes_left);
  if (is_accessor(node)) return accessor_trend(node, instant);
  if (node.kind == check::NodeKind::conditional) {
    const Reading condition = at(cursor_.operands(node)[0], instant);
    const auto* const taken = std::get_if<bool>(&condition.value);
    if (taken == nullptr) return {Way::both, {}};
    Trend branch = trend(cursor_.operands(node)[*taken ? 1 : 2], instant, nodes_left);
    branch.until = earlier(branch.until, condition.until);
    return branch;
  }
  if (node.kind != check::NodeKind::call) return {Way::both, {}};
  const auto of = [&](std::size_t operand) {
    return trend(cursor_.operands(node)[operand], instant, nodes_left);
  };
  switch (node.function) {
    case Function::to_int:
    case Function::to_double: return of(0);
    case Function::negate: return opposite(of(0));
    case Function::add: return sum_of(of(0), of(1));
    case Function::subtract: return sum_of(of(0), opposite(of(1)));
    case Function::greatest:
    case Function::least: {
      Trend all = of(0);
      for (std::size_t operand = 1; operand < cursor_.operands(node).size(); ++operand)
        all = sum_of(all, of(operand));
      return all;
    }
    case Function::multiply:
    case Function::divide:
    case Function::modulo: {
      const bool first_moves = cursor_.node(cursor_.operands(node)[0]).uses_now;
      if (first_moves == cursor_.node(cursor_.operands(node)[1]).uses_now) return {Way::both, {}};
      if (!first_moves && node.function != Function::multiply) return {Way::both, {}};
      const Trend moving = of(first_moves ? 0 : 1);
      const auto factor = finite(at(cursor_.operands(node)[first_moves ? 1 : 0], instant).value);
      if (!factor || *factor == 0) return {Way::both, {}};
      if (node.function == Function::modulo) return remainder_trend(node, moving, instant);
      return *factor > 0 ? moving : opposite(moving);
    }
    default: return {Way::both, {}};
  }
}

// How long a number stays what it was read to be: `int(now) / 86400` changes less often than its parts do.
NextChange Forecast::number_stays(check::NodeId id, Nanoseconds instant, const Reading& present) {
  if (!present.until.comes() || !finite(present.value)) return present.until;
  int nodes_left = most_nodes;
  const Trend way = trend(id, instant, nodes_left);
  if (way.way != Trend::Way::up && way.way != Trend::Way::down) return present.until;
  return first_other(instant, present.until, way.until, std::nan(""), [&](Nanoseconds then) {
    const Reading number = at(id, then);
    return Probe{number.value == present.value, std::nan(""), number.until};
  });
}

// Hours rise until the day ends, days of the month until the month does.
Forecast::Trend Forecast::accessor_trend(const check::Node& node, Nanoseconds instant) {
  using Way = Trend::Way;
  const auto operand = cursor_.operands(node)[0];
  const NextChange lines = operands_stay(node);
  if (!moves(operand) || instant >= lines.at) return {Way::both, {}};
  const auto slope = cursor_.node(operand).slope;
  const Way way = slope > 0 ? Way::up : Way::down;
  const bool timestamp = cursor_.type(operand).kind == Kind::timestamp;
  if (node.function == Function::to_int || (!timestamp && node.function != Function::get_milliseconds))
    return {way, lines};
  const auto around = timestamp ? starts_again_with(node.function) : Function::get_seconds;
  const auto zone = zone_of(node);
  if (!around || !zone) return {Way::both, {}};
  const auto value = time_at(operand, instant);
  const auto step =
      timestamp ? calendar_step(*around, value, slope, *zone) : duration_step(*around, value, slope);
  return {way, earlier(lines, change_after(instant, step, timestamp))};
}

// The remainder goes with the dividend as long as the quotient stays.
Forecast::Trend Forecast::remainder_trend(const check::Node& node, const Trend& dividend,
                                          Nanoseconds instant) {
  if (dividend.way != Trend::Way::up && dividend.way != Trend::Way::down) return {Trend::Way::both, {}};
  const Reading present = at(cursor_.operands(node)[0], instant);
  const auto divisor = at(cursor_.operands(node)[1], instant).value;
  const auto quotient = computed(Function::divide, present.value, divisor);
  const auto stays = first_other(instant, present.until, dividend.until, std::nan(""), [&](Nanoseconds then) {
    const Reading number = at(cursor_.operands(node)[0], then);
    const bool same = number.readable() && computed(Function::divide, number.value, divisor) == quotient;
    return Probe{same, std::nan(""), number.until};
  });
  return {dividend.way, stays};
}

// --- ranges

// Whether both sides lie so that they cannot come to compare otherwise: `now.getHours() == 24`.
bool Forecast::never_turns(const check::Node& comparison) {
  int nodes_left = most_nodes;
  const auto left = range(cursor_.operands(comparison)[0], nodes_left);
  const auto right = left ? range(cursor_.operands(comparison)[1], nodes_left) : std::nullopt;
  if (!left || !right) return false;
  const bool below = left->highest<right->lowest, above = left->lowest> right->highest;
  switch (comparison.function) {
    case Function::less:
    case Function::greater_equal: return below || left->lowest >= right->highest;
    case Function::less_equal:
    case Function::greater: return above || left->highest <= right->lowest;
    case Function::equal:
    case Function::not_equal: return below || above;
    default: std::abort();  // no comparison
  }
}

// The integers between which a part is sure to stay, and stay known, at any time.
std::optional<Forecast::Range> Forecast::range(check::NodeId id, int& nodes_left) {
  const auto& node = cursor_.node(id);
  if (!node.uses_now || cursor_.is_constant(id)) {
    const Value value = at(id, now_).value;
    const auto* const number = std::get_if<std::int64_t>(&value);
    return number != nullptr ? std::optional(Range{*number, *number}) : std::nullopt;
  }
  limits_->charge(1);
  if (--nodes_left < 0 || cursor_.type(node).kind != Kind::integer) return std::nullopt;
  if (node.kind == check::NodeKind::definition) return range(plan_->rules->root_of(node), nodes_left);
  if (is_accessor(node)) return accessor_range(node);
  if (node.kind != check::NodeKind::call) return std::nullopt;
  const auto left = range(cursor_.operands(node)[0], nodes_left);
  if (!left || node.function == Function::to_int) return left;
  if (node.function == Function::negate) return range_of(-Wide{left->highest}, -Wide{left->lowest});
  const auto right =
      cursor_.operands(node).size() == 2 ? range(cursor_.operands(node)[1], nodes_left) : std::nullopt;
  if (!right) return std::nullopt;
  const Wide a = left->lowest, b = left->highest, c = right->lowest, d = right->highest;
  switch (node.function) {
    case Function::add: return range_of(a + c, b + d);
    case Function::subtract: return range_of(a - d, b - c);
    case Function::multiply: {
      const auto [least, most] = std::minmax({a * c, a * d, b * c, b * d});
      return range_of(least, most);
    }
    case Function::divide:
      if (c != d || c == 0) return std::nullopt;
      return range_of(std::min(a / c, b / c), std::max(a / c, b / c));
    case Function::modulo: {
      if (c != d || c == 0) return std::nullopt;
      const Wide most = (c < 0 ? -c : c) - 1;
      return range_of(a < 0 ? std::max(-most, a) : 0, b > 0 ? std::min(most, b) : 0);
    }
    default: return std::nullopt;
  }
}

std::optional<Forecast::Range> Forecast::range_of(Wide lowest, Wide highest) {
  using Limits = std::numeric_limits<std::int64_t>;
  if (lowest < Limits::min() || highest > Limits::max()) return std::nullopt;  // it may overflow
  return Range{static_cast<std::int64_t>(lowest), static_cast<std::int64_t>(highest)};
}

std::optional<Forecast::Range> Forecast::accessor_range(const check::Node& node) {
  const auto operand = cursor_.operands(node)[0];
  if (!moves(operand) || operands_stay(node).comes() || !zone_of(node)) return std::nullopt;
  if (cursor_.type(operand).kind == Kind::duration) {
    if (node.function == Function::get_milliseconds) return Range{-999, 999};
    return Range{engine::duration_part(node.function, values::min_duration),
                 engine::duration_part(node.function, values::max_duration)};
  }
  switch (node.function) {
    case Function::to_int:
      return Range{engine::to_seconds(values::min_timestamp), engine::to_seconds(values::max_timestamp)};
    case Function::get_month: return Range{0, 11};
    case Function::get_date: return Range{1, 31};
    case Function::get_day_of_month: return Range{0, 30};
    case Function::get_day_of_week: return Range{0, 6};
    case Function::get_day_of_year: return Range{0, 365};
    case Function::get_hours: return Range{0, 23};
    case Function::get_minutes:
    case Function::get_seconds: return Range{0, 59};
    case Function::get_milliseconds: return Range{0, 999};
    default: return std::nullopt;
  }
}

Forecast::Trend Forecast::opposite(Trend trend) {
  if (trend.way == Trend::Way::up) {
    trend.way = Trend::Way::down;
  } else if (trend.way == Trend::Way::down) {
    trend.way = Trend::Way::up;
  }
  return trend;
}

Forecast::Trend Forecast::sum_of(const Trend& left, const Trend& right) {
  const auto way = left.way == Trend::Way::level                             ? right.way
                   : right.way == Trend::Way::level || left.way == right.way ? left.way
                                                                             : Trend::Way::both;
  return {way, earlier(left.until, right.until)};
}

}  // namespace eligo::decide
