#include "authoring/search/linear_sum.hpp"

#include <algorithm>
#include <cmath>

namespace eligo::authoring {

namespace {

using check::Function;
using check::NodeId;
using check::NodeKind;
using values::Value;

void add(LinearSum& sum, const LinearSum& other, long double factor) {
  sum.constant += other.constant * factor;
  if (std::fabs(factor) == 1) sum.decimals = std::max(sum.decimals, other.decimals);
  for (const LinearSum::Term& term : other.terms) {
    bool found = false;
    for (LinearSum::Term& own : sum.terms) {
      if (own.variable != term.variable) continue;
      own.factor += term.factor * factor;
      found = true;
    }
    if (!found) sum.terms.push_back({term.variable, term.factor * factor});
  }
  std::erase_if(sum.terms, [](const LinearSum::Term& term) { return term.factor == 0; });
}

LinearSum variable(Variable of) { return {{{of, 1}}, 0, {}}; }

class Sums {
 public:
  Sums(const check::CheckedRuleSet& rules, std::span<const ParameterValue> params)
      : rules_(rules), params_(params) {}

  [[nodiscard]] std::optional<LinearSum> of(NodeId part) {
    if (++steps_ > most_steps || depth_ == most_depth) return std::nullopt;
    ++depth_;
    auto sum = sum_of(part);
    --depth_;
    return sum;
  }

 private:
  // Definitions that use each other again and again could take exponential time, or overflow the stack.
  static constexpr std::size_t most_steps = 2'000, most_depth = 100;

  std::optional<LinearSum> sum_of(NodeId part) {
    const check::Node& node = rules_[part];
    const values::Type& type = rules_.nodes.type(node);
    if (!is_number(type) && !is_time(type)) return std::nullopt;
    switch (node.kind) {
      case NodeKind::constant: return constant(rules_.nodes.value(node), decimals_of(rules_, part));
      case NodeKind::parameter:
        return constant(params_[node.parameter()].value, params_[node.parameter()].decimals);
      case NodeKind::now: return variable({Variable::Kind::now, {}, check::no_node});
      case NodeKind::definition: return of(rules_.root_of(node));
      case NodeKind::fact:
      case NodeKind::element:
      case NodeKind::field:
        if (const auto slot = slot_of(rules_, part))
          return variable({Variable::Kind::slot, *slot, check::no_node});
        return std::nullopt;
      case NodeKind::call: return call(node);
      case NodeKind::position:
      case NodeKind::has:
      case NodeKind::list_member:
      case NodeKind::logical_not:
      case NodeKind::logical_and:
      case NodeKind::logical_or:
      case NodeKind::conditional:
      case NodeKind::make_list:
      case NodeKind::comprehension: break;
    }
    return std::nullopt;
  }

  static std::optional<LinearSum> constant(const Value& value, Decimals decimals) {
    const auto number = number_of(value);
    return number ? std::optional(LinearSum{{}, *number, decimals}) : std::nullopt;
  }

  std::optional<LinearSum> call(const check::Node& node) {
    const auto operands = rules_.nodes.operands(node);
    if (node.function == Function::size) return variable({Variable::Kind::size, {}, operands[0]});
    if (node.function == Function::to_timestamp || node.function == Function::to_duration)
      return time_literal(node);
    if (operands.empty() || operands.size() > 2) return std::nullopt;
    const bool same = node.function == Function::to_double || node.function == Function::to_int;
    if (same && !is_number(rules_.nodes.type(operands[0]))) return std::nullopt;
    auto left = of(operands[0]);
    if (!left) return std::nullopt;
    if (node.function == Function::to_double) return left;
    if (node.function == Function::negate) {
      LinearSum sum;
      add(sum, *left, -1);
      return sum;
    }
    if (operands.size() != 2) return std::nullopt;
    const auto right = of(operands[1]);
    if (!right) return std::nullopt;
    if (node.function == Function::add || node.function == Function::subtract) {
      add(*left, *right, node.function == Function::add ? 1 : -1);
      return left;
    }
    LinearSum sum;
    if (node.function == Function::multiply && right->terms.empty()) {
      add(sum, *left, right->constant);
      return sum;
    }
    if (node.function == Function::multiply && left->terms.empty()) {
      add(sum, *right, left->constant);
      return sum;
    }
    const bool divides = node.function == Function::divide && right->terms.empty() && right->constant != 0;
    if (divides && rules_.nodes.type(node).kind == values::Kind::floating) {
      add(sum, *left, 1 / right->constant);
      return sum;
    }
    return std::nullopt;
  }

  /// `timestamp('…')` or `duration('…')`; of what is no literal nothing.
  std::optional<LinearSum> time_literal(const check::Node& node) const {
    const auto* const text = rules_.nodes.literal<std::string>(rules_.nodes.operands(node)[0]);
    if (text == nullptr) return std::nullopt;
    const auto time = node.function == Function::to_timestamp ? values::parse_timestamp(*text)
                                                              : values::parse_duration(*text);
    return time ? std::optional(LinearSum{{}, static_cast<long double>(*time), {}}) : std::nullopt;
  }

  const check::CheckedRuleSet& rules_;
  std::span<const ParameterValue> params_;
  std::size_t steps_ = 0, depth_ = 0;
};

}  // namespace

std::optional<LinearSum> linear_sum(const check::CheckedRuleSet& rules, NodeId part,
                                    std::span<const ParameterValue> params) {
  return Sums(rules, params).of(part);
}

LinearSum difference(const LinearSum& left, const LinearSum& right) {
  LinearSum sum = left;
  add(sum, right, -1);
  return sum;
}

std::optional<long double> number_of(const Value& value) {
  if (const auto* integer = std::get_if<std::int64_t>(&value.content))
    return static_cast<long double>(*integer);
  if (const auto* number = std::get_if<double>(&value.content))
    return std::isfinite(*number) ? std::optional<long double>(*number) : std::nullopt;
  if (const auto* moment = std::get_if<values::Timestamp>(&value.content))
    return static_cast<long double>(moment->nanoseconds);
  if (const auto* length = std::get_if<values::Interval>(&value.content))
    return static_cast<long double>(length->nanoseconds);
  return std::nullopt;
}

std::optional<Value> value_of(long double number, values::Kind kind) {
  if (!std::isfinite(number)) return std::nullopt;
  constexpr long double beyond = 9'223'372'036'854'775'808.0L;  // the integers, by one
  switch (kind) {
    case values::Kind::integer: {
      const long double whole = std::round(number);
      if (whole >= beyond || whole < -beyond) return std::nullopt;
      return Value{static_cast<std::int64_t>(whole)};
    }
    case values::Kind::floating: return Value{static_cast<double>(number)};
    case values::Kind::timestamp:
    case values::Kind::duration: {
      if (std::fabs(number) > 3e20L) return std::nullopt;
      const auto nanoseconds = static_cast<values::Nanoseconds>(std::roundl(number));
      const bool moment = kind == values::Kind::timestamp;
      if (nanoseconds < (moment ? values::min_timestamp : values::min_duration) ||
          nanoseconds > (moment ? values::max_timestamp : values::max_duration))
        return std::nullopt;
      if (moment) return Value{values::Timestamp{nanoseconds}};
      return Value{values::Interval{nanoseconds}};
    }
    case values::Kind::boolean:
    case values::Kind::string:
    case values::Kind::null:
    case values::Kind::list:
    case values::Kind::record:
    case values::Kind::any: break;
  }
  return std::nullopt;
}

std::vector<std::vector<ParameterValue>> parameter_values(const check::CheckedRuleSet& rules) {
  std::vector<std::vector<ParameterValue>> all(1);
  for (const check::Param& param : rules.params) all[0].push_back({param.value, param.decimals});
  for (const check::Segment& segment : rules.segments) {
    if (segment.params.empty()) continue;
    all.push_back(all[0]);
    for (const check::Segment::Override& param : segment.params)
      all.back()[param.param] = {param.value, param.decimals};
  }
  return all;
}

}  // namespace eligo::authoring
