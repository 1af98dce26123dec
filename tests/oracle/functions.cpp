#include "oracle/functions.hpp"

#include <cfloat>
#include <cmath>

namespace eligo::oracle {

namespace {

static_assert(LDBL_MANT_DIG >= 64, "both int and double must fit long double exactly");

bool is_number(const Datum& operand) { return operand.is<std::int64_t>() || operand.is<double>(); }

long double number(const Datum& operand) {
  return operand.is<double>() ? static_cast<long double>(operand.as<double>())
                              : static_cast<long double>(operand.as<std::int64_t>());
}

template <typename T>
int three_way(const T& left, const T& right) {
  return left < right ? -1 : right < left ? 1 : 0;
}

Datum index(const Datum& list, const Datum& position) {
  const Items& items = list.as<Items>();
  const std::int64_t at = position.as<std::int64_t>();
  if (at < 0 || at >= static_cast<std::int64_t>(items.size())) throw Fault{Cause::index_out_of_range};
  return items[static_cast<std::size_t>(at)];
}

// FNV-1a over salt, 0x1F, key; mixed; scaled to 100,000,000 places.
std::uint64_t rollout_place(const std::string& key, const std::string& salt) {
  std::uint64_t hash = 14695981039346656037U;
  for (const char byte : salt + '\x1f' + key) {
    hash ^= static_cast<unsigned char>(byte);
    hash *= 1099511628211U;
  }
  hash ^= hash >> 33U;
  hash *= 0xff51afd7ed558ccdU;
  hash ^= hash >> 33U;
  hash *= 0xc4ceb9fe1a85ec53U;
  hash ^= hash >> 33U;
  const auto product = static_cast<values::Nanoseconds>(hash) * 100'000'000;  // below 2^91
  return static_cast<std::uint64_t>(product >> 64);
}

bool rollout(const std::vector<Datum>& operands) {
  const std::string key = operands[0].is<std::string>() ? operands[0].as<std::string>()
                                                        : std::to_string(operands[0].as<std::int64_t>());
  const auto percent = static_cast<double>(number(operands[2]));
  if (std::isnan(percent)) throw Fault{values::Cause::bad_argument};
  const auto place = static_cast<double>(rollout_place(key, operands[1].as<std::string>()));
  return place < percent * 1'000'000.0;
}

Datum contains_item(const Datum& item, const Items& list) {
  bool found = false;
  MissingInputs inputs;
  for (const Datum& other : list) found = equal(item, other, inputs).value_or(false) || found;
  if (found) return datum(true);
  if (!inputs.empty()) return datum(Missing{inputs});
  return datum(false);
}

Datum compare(Function function, const Datum& left, const Datum& right) {
  const std::optional<int> sign = order(left, right);
  if (!sign) return datum(false);
  switch (function) {
    case Function::less: return datum(*sign < 0);
    case Function::less_equal: return datum(*sign <= 0);
    case Function::greater: return datum(*sign > 0);
    default: return datum(*sign >= 0);
  }
}

}  // namespace

std::optional<int> order(const Datum& left, const Datum& right) {
  if (is_number(left)) {
    const long double l = number(left);
    const long double r = number(right);
    if (std::isnan(l) || std::isnan(r)) return std::nullopt;
    return three_way(l, r);
  }
  if (left.is<bool>()) return three_way(left.as<bool>(), right.as<bool>());
  if (left.is<std::string>()) return three_way(left.as<std::string>(), right.as<std::string>());
  if (left.is<values::Timestamp>())
    return three_way(left.as<values::Timestamp>().nanoseconds, right.as<values::Timestamp>().nanoseconds);
  return three_way(left.as<values::Interval>().nanoseconds, right.as<values::Interval>().nanoseconds);
}

std::optional<bool> equal(const Datum& left, const Datum& right, MissingInputs& inputs) {
  if (!left.known() || !right.known()) {
    if (!left.known()) add_missing_inputs(inputs, left.inputs());
    if (!right.known()) add_missing_inputs(inputs, right.inputs());
    return std::nullopt;
  }
  if (left.is<values::Null>() || right.is<values::Null>())
    return left.is<values::Null>() && right.is<values::Null>();
  if (!left.is<Items>()) {
    const std::optional<int> sign = order(left, right);
    return sign && *sign == 0;
  }
  const Items& ours = left.as<Items>();
  const Items& theirs = right.as<Items>();
  if (ours.size() != theirs.size()) return false;
  MissingInputs inner;
  bool unknown = false;
  for (std::size_t i = 0; i < ours.size(); ++i) {
    const std::optional<bool> same = equal(ours[i], theirs[i], inner);
    if (same && !*same) return false;
    unknown = unknown || !same;
  }
  if (!unknown) return true;
  add_missing_inputs(inputs, inner);
  return std::nullopt;
}

Datum call_function(Function function, const std::vector<Datum>& operands) {
  switch (function) {
    case Function::equal:
    case Function::not_equal: {
      MissingInputs inputs;
      const std::optional<bool> same = equal(operands[0], operands[1], inputs);
      if (!same) return datum(Missing{inputs});
      return datum(*same == (function == Function::equal));
    }
    case Function::less:
    case Function::less_equal:
    case Function::greater:
    case Function::greater_equal: return compare(function, operands[0], operands[1]);
    case Function::in: return contains_item(operands[0], operands[1].as<Items>());
    case Function::index: return index(operands[0], operands[1]);
    case Function::rollout: return datum(rollout(operands));
    case Function::negate:
    case Function::add:
    case Function::subtract:
    case Function::multiply:
    case Function::divide:
    case Function::modulo:
    case Function::greatest:
    case Function::least:
    case Function::absolute: return apply_arithmetic(function, operands);
    case Function::to_bool:
    case Function::to_int:
    case Function::to_double:
    case Function::to_string:
    case Function::to_timestamp:
    case Function::to_duration: return apply_conversion(function, operands[0]);
    case Function::get_full_year:
    case Function::get_month:
    case Function::get_date:
    case Function::get_day_of_month:
    case Function::get_day_of_week:
    case Function::get_day_of_year:
    case Function::get_hours:
    case Function::get_minutes:
    case Function::get_seconds:
    case Function::get_milliseconds: return apply_calendar(function, operands);
    default: return apply_text(function, operands);
  }
}

}  // namespace eligo::oracle
