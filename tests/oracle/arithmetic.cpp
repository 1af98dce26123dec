#include <algorithm>
#include <cmath>
#include <limits>

#include "oracle/functions.hpp"

namespace eligo::oracle {

namespace {

Datum whole(Nanoseconds wide) {
  if (wide < std::numeric_limits<std::int64_t>::min() || wide > std::numeric_limits<std::int64_t>::max())
    throw Fault{Cause::overflow};
  return datum(static_cast<std::int64_t>(wide));
}

Datum moment(Nanoseconds at) {
  if (at < values::min_timestamp || at > values::max_timestamp) throw Fault{Cause::overflow};
  return datum(Timestamp{at});
}

Datum stretch(Nanoseconds length) {
  if (length < values::min_duration || length > values::max_duration) throw Fault{Cause::overflow};
  return datum(Interval{length});
}

Datum integers(Function function, Nanoseconds left, Nanoseconds right) {
  switch (function) {
    case Function::add: return whole(left + right);
    case Function::subtract: return whole(left - right);
    case Function::multiply: return whole(left * right);
    default: break;
  }
  if (right == 0) throw Fault{Cause::division_by_zero};
  const Datum quotient = whole(left / right);  // for % too: INT64_MIN % -1 overflows as the quotient does
  return function == Function::divide ? quotient : whole(left % right);
}

Datum floating(Function function, double left, double right) {
  switch (function) {
    case Function::add: return datum(left + right);
    case Function::subtract: return datum(left - right);
    case Function::multiply: return datum(left * right);
    default: return datum(left / right);  // by zero: an infinity or NaN, as IEEE 754 says
  }
}

Datum times(Function function, const Datum& left, const Datum& right) {
  const bool add = function == Function::add;
  if (left.is<Timestamp>() && right.is<Timestamp>())
    return stretch(left.as<Timestamp>().nanoseconds - right.as<Timestamp>().nanoseconds);
  if (left.is<Timestamp>()) {
    const Nanoseconds length = right.as<Interval>().nanoseconds;
    return moment(left.as<Timestamp>().nanoseconds + (add ? length : -length));
  }
  const Nanoseconds length = left.as<Interval>().nanoseconds;
  if (right.is<Timestamp>()) return moment(length + right.as<Timestamp>().nanoseconds);
  const Nanoseconds other = right.as<Interval>().nanoseconds;
  return stretch(add ? length + other : length - other);
}

Datum binary(Function function, const Datum& left, const Datum& right) {
  if (left.is<std::int64_t>()) return integers(function, left.as<std::int64_t>(), right.as<std::int64_t>());
  if (left.is<double>()) return floating(function, left.as<double>(), right.as<double>());
  if (left.is<std::string>()) return datum(left.as<std::string>() + right.as<std::string>());
  if (left.is<Items>()) {
    Items joined = left.as<Items>();
    joined.insert(joined.end(), right.as<Items>().begin(), right.as<Items>().end());
    return datum(std::move(joined));
  }
  return times(function, left, right);
}

// Of two equal doubles the one with a minus sign is less.
bool less(const Datum& left, const Datum& right) {
  if (left.is<std::int64_t>()) return left.as<std::int64_t>() < right.as<std::int64_t>();
  const double l = left.as<double>();
  const double r = right.as<double>();
  return l == r ? std::signbit(l) > std::signbit(r) : l < r;
}

Datum extreme(bool greatest, const Items& items) {
  if (items.empty()) throw Fault{Cause::bad_argument};
  MissingInputs inputs;
  for (const Datum& item : items)
    if (!item.known()) add_missing_inputs(inputs, item.inputs());
  if (!inputs.empty()) return datum(Missing{inputs});
  for (const Datum& item : items)
    if (item.is<double>() && std::isnan(item.as<double>())) throw Fault{Cause::bad_argument};
  return greatest ? *std::max_element(items.begin(), items.end(), less)
                  : *std::min_element(items.begin(), items.end(), less);
}

}  // namespace

Datum apply_arithmetic(Function function, const std::vector<Datum>& operands) {
  const Datum& first = operands.front();
  switch (function) {
    case Function::greatest:
    case Function::least:
      return extreme(function == Function::greatest, first.is<Items>() ? first.as<Items>() : operands);
    case Function::absolute:
      if (first.is<double>()) return datum(std::fabs(first.as<double>()));
      return first.as<std::int64_t>() < 0 ? whole(-Nanoseconds{first.as<std::int64_t>()}) : first;
    case Function::negate:
      if (first.is<double>()) return datum(-first.as<double>());
      return whole(-Nanoseconds{first.as<std::int64_t>()});
    default: return binary(function, first, operands[1]);
  }
}

}  // namespace eligo::oracle
