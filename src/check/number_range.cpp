#include "check/number_range.hpp"

#include <algorithm>
#include <cmath>

namespace eligo::check {

namespace {

using values::Kind;

constexpr long double int_low = -9'223'372'036'854'775'808.0L;
constexpr long double int_high = 9'223'372'036'854'775'807.0L;

NumberRange fitted(NumberRange range, Kind kind) {
  if (kind == Kind::integer) {
    range.low = std::max(std::ceil(range.low), int_low);
    range.high = std::min(std::floor(range.high), int_high);
  } else {
    range.low = static_cast<double>(range.low);
    range.high = static_cast<double>(range.high);
  }
  return range;
}

// What no number of operands comes to, like the sum of both infinities, is NaN.
NumberRange spanning(std::initializer_list<long double> ends) {
  for (const long double end : ends) {
    if (std::isnan(end)) return {};
  }
  return {std::min(ends), std::max(ends)};
}

// In a product 0 is 0, however large the other factor may be.
long double product(long double left, long double right) {
  return left == 0 || right == 0 ? 0.0L : left * right;
}

NumberRange magnitude(const NumberRange& range) {
  const long double furthest = std::max(std::fabs(range.low), std::fabs(range.high));
  const long double nearest = std::min(std::fabs(range.low), std::fabs(range.high));
  const bool holds_zero = range.low <= 0 && range.high >= 0;
  return {holds_zero ? 0.0L : nearest, furthest, range.never_zero};
}

NumberRange whole(const NumberRange& range) { return {std::trunc(range.low), std::trunc(range.high)}; }

/// The next number of the kind; beyond 2^53 the number itself, since not every int there is a double.
long double beyond(long double number, bool above, Kind kind) {
  if (kind == Kind::integer) return above ? std::floor(number) + 1 : std::ceil(number) - 1;
  if (std::fabs(number) > 0x1p53L) return number;
  const double nearest = static_cast<double>(number);
  return std::nextafter(nearest, above ? HUGE_VAL : -HUGE_VAL);
}

}  // namespace

NumberRange only(const values::Value& number) {
  if (const auto* integer = std::get_if<std::int64_t>(&number.content)) {
    const auto exact = static_cast<long double>(*integer);
    return {exact, exact};
  }
  const auto* floating = std::get_if<double>(&number.content);
  if (floating == nullptr || std::isnan(*floating)) return {};
  return {*floating, *floating};
}

NumberRange declared(const Range& range) {
  return {range.lowest ? only(*range.lowest).low : -NumberRange::infinity,
          range.highest ? only(*range.highest).high : NumberRange::infinity};
}

NumberRange either(const NumberRange& left, const NumberRange& right) {
  return {std::min(left.low, right.low), std::max(left.high, right.high),
          left.excludes_zero() && right.excludes_zero()};
}

NumberRange both(const NumberRange& left, const NumberRange& right) {
  return {std::max(left.low, right.low), std::min(left.high, right.high),
          left.never_zero || right.never_zero};
}

NumberRange arithmetic(Function function, Kind kind, const std::vector<NumberRange>& operands) {
  const NumberRange& a = operands.front();
  const NumberRange& b = operands.back();
  switch (function) {
    case Function::negate: return fitted({-a.high, -a.low, a.never_zero}, kind);
    case Function::add: return fitted(spanning({a.low + b.low, a.high + b.high}), kind);
    case Function::subtract: return fitted(spanning({a.low - b.high, a.high - b.low}), kind);
    case Function::multiply: {
      NumberRange range = spanning(
          {product(a.low, b.low), product(a.low, b.high), product(a.high, b.low), product(a.high, b.high)});
      // two small doubles may have the product 0
      range.never_zero = kind == Kind::integer && a.excludes_zero() && b.excludes_zero();
      return fitted(range, kind);
    }
    case Function::absolute: return fitted(magnitude(a), kind);
    case Function::size: return {0, int_high};
    case Function::to_int: return fitted(whole(a), kind);
    case Function::to_double: return fitted(a, kind);
    case Function::greatest:
    case Function::least: {
      NumberRange range = a;
      for (const NumberRange& operand : operands) {
        const bool greatest = function == Function::greatest;
        range = {greatest ? std::max(range.low, operand.low) : std::min(range.low, operand.low),
                 greatest ? std::max(range.high, operand.high) : std::min(range.high, operand.high),
                 range.excludes_zero() && operand.excludes_zero()};
      }
      return range;
    }
    default: return {};
  }
}

NumberRange related(Function relation, Kind kind, const NumberRange& other) {
  NumberRange range;
  switch (relation) {
    case Function::equal: return other;
    case Function::not_equal: range.never_zero = other.is_zero(); return range;
    case Function::less: range.high = beyond(other.high, false, kind); return range;
    case Function::less_equal: range.high = other.high; return range;
    case Function::greater: range.low = beyond(other.low, true, kind); return range;
    case Function::greater_equal: range.low = other.low; return range;
    default: return range;
  }
}

}  // namespace eligo::check
