#include "authoring/search/step.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <limits>
#include <string_view>

#include "json/number_text.hpp"

namespace eligo::authoring {

namespace {

using check::NodeKind;
using values::Value;

constexpr int digits_kept = 14;  // of a double: what is behind them is noise of binary fractions

/// The number that its first digits mean.
double rounded(double number) {
  std::array<char, 64> text{};
  const auto end = std::to_chars(text.data(), text.data() + text.size() - 1, number,
                                 std::chars_format::scientific, digits_kept - 1);
  double result = number;
  std::from_chars(text.data(), end.ptr, result);
  return result;
}

/// A unit of the last decimal, as far as the digits go that are kept.
double unit_of_last_decimal(double number, Decimals decimals) {
  int last = decimals ? *decimals : json::decimals_of(values::number_text(rounded(number))).value_or(0);
  if (number != 0)
    last = std::min(last, digits_kept - 1 - static_cast<int>(std::floor(std::log10(std::fabs(number)))));
  return std::pow(10.0, -std::min(last, std::numeric_limits<double>::max_exponent10));
}

}  // namespace

// The depth of the recursion is bounded by that of an expression.
std::optional<std::uint32_t> listed_fact(const check::CheckedRuleSet& rules, check::NodeId list) {
  const check::Node& node = rules[list];
  if (node.kind == NodeKind::fact) return node.fact();
  if (node.kind == NodeKind::definition) return listed_fact(rules, rules.root_of(node));
  if (node.kind == NodeKind::comprehension && node.macro == check::Macro::filter)
    return listed_fact(rules, rules.nodes.operands(node)[0]);
  return std::nullopt;
}

std::optional<Slot> slot_of(const check::CheckedRuleSet& rules, check::NodeId part) {
  const check::Node& node = rules[part];
  if (node.kind == NodeKind::fact) return Slot{node.fact(), Slot::itself};
  if (node.kind == NodeKind::definition) return slot_of(rules, rules.root_of(node));
  const auto element = [&](const check::Node& bound) {
    return listed_fact(rules, rules.nodes.operands(bound.comprehension())[0]);
  };
  if (node.kind == NodeKind::element) {
    const auto fact = element(node);
    if (fact && rules.facts[*fact].fields.empty()) return Slot{*fact, Slot::elements};
  }
  if (node.kind == NodeKind::field) {
    const check::Node& record = rules[rules.nodes.operands(node)[0]];
    if (record.kind != NodeKind::element) return std::nullopt;
    if (const auto fact = element(record)) return Slot{*fact, node.field()};
  }
  return std::nullopt;
}

const values::Type& type_of(const check::CheckedRuleSet& rules, const Slot& slot) {
  const check::Fact& fact = rules.facts[slot.fact];
  if (slot.part == Slot::itself) return fact.type;
  return slot.part == Slot::elements ? *fact.type.element : fact.fields[slot.part].type;
}

const check::Range& range_of(const check::CheckedRuleSet& rules, const Slot& slot) {
  const check::Fact& fact = rules.facts[slot.fact];
  return slot.part < Slot::elements ? fact.fields[slot.part].range : fact.range;
}

Decimals decimals_of(const check::CheckedRuleSet& rules, check::NodeId constant) {
  std::string_view text = rules.nodes.written(constant);
  // `- 1.5` is one number.
  while (!text.empty() && (text.front() == '-' || text.front() == ' ')) text.remove_prefix(1);
  return json::decimals_of(text);
}

std::optional<Value> step_of(const check::CheckedRuleSet& rules, std::optional<Slot> compared,
                             const Value& threshold, Decimals decimals) {
  if (compared) {
    const check::Fact& fact = rules.facts[compared->fact];
    const auto& step = compared->part < Slot::elements ? fact.fields[compared->part].step : fact.step;
    // What a conversion has made of the fact has no step of the author's, and a list's own is none of its
    // size.
    const bool suits = step && (step->content.index() == threshold.content.index() ||
                                (std::holds_alternative<values::Interval>(step->content) &&
                                 std::holds_alternative<values::Timestamp>(threshold.content)));
    if (suits) return step;
  }
  if (std::holds_alternative<std::int64_t>(threshold.content)) return Value{std::int64_t{1}};
  if (const auto* number = std::get_if<double>(&threshold.content))
    return std::isfinite(*number) ? std::optional(Value{unit_of_last_decimal(*number, decimals)})
                                  : std::nullopt;
  if (std::holds_alternative<values::Timestamp>(threshold.content) ||
      std::holds_alternative<values::Interval>(threshold.content))
    return Value{values::Interval{values::nanoseconds_per_second}};
  return std::nullopt;
}

std::optional<Value> moved(const Value& value, const Value& step, int steps) {
  if (const auto* integer = std::get_if<std::int64_t>(&value.content)) {
    const auto sum = static_cast<values::Nanoseconds>(*integer) +
                     static_cast<values::Nanoseconds>(std::get<std::int64_t>(step.content)) * steps;
    if (sum < std::numeric_limits<std::int64_t>::min() || sum > std::numeric_limits<std::int64_t>::max())
      return std::nullopt;
    return Value{static_cast<std::int64_t>(sum)};
  }
  if (const auto* number = std::get_if<double>(&value.content)) {
    const double sum = rounded(*number + std::get<double>(step.content) * steps);
    return std::isfinite(sum) ? std::optional(Value{sum}) : std::nullopt;
  }
  const auto by = [&] { return std::get<values::Interval>(step.content).nanoseconds * steps; };
  if (const auto* moment = std::get_if<values::Timestamp>(&value.content)) {
    const values::Nanoseconds sum = moment->nanoseconds + by();
    if (sum < values::min_timestamp || sum > values::max_timestamp) return std::nullopt;
    return Value{values::Timestamp{sum}};
  }
  if (const auto* length = std::get_if<values::Interval>(&value.content)) {
    const values::Nanoseconds sum = length->nanoseconds + by();
    if (sum < values::min_duration || sum > values::max_duration) return std::nullopt;
    return Value{values::Interval{sum}};
  }
  return std::nullopt;
}

}  // namespace eligo::authoring
