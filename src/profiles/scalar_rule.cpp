#include "profiles/scalar_rule.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <limits>
#include <optional>
#include <variant>

#include "values/bit_bytes.hpp"
#include "values/scalar_cell.hpp"  // IWYU pragma: keep
#include "values/vector_compare.hpp"

namespace eligo::profiles {

namespace {

using values::Cause;
using values::Kind;

template <typename Number>
Number bound_or(const std::optional<values::Value>& bound, Number other) {
  if (!bound) return other;
  const auto* number = std::get_if<Number>(&bound->content);
  return number == nullptr ? other : *number;
}

values::Nanoseconds time_or(const std::optional<values::Value>& bound, values::Nanoseconds other) {
  if (!bound) return other;
  if (const auto* time = std::get_if<values::Timestamp>(&bound->content)) return time->nanoseconds;
  if (const auto* time = std::get_if<values::Interval>(&bound->content)) return time->nanoseconds;
  return other;
}

/// The double nearest to the number, where one multiplication or division of doubles gives it: both sides
/// are exact, so that the result is rounded once (W. D. Clinger, How to Read Floating Point Numbers
/// Accurately, 1990).
std::optional<double> simple_double(const json::NumberText& number) {
  constexpr std::uint64_t exact_below = std::uint64_t{1} << 53U;
  constexpr std::array<double, 23> powers = {1e0,  1e1,  1e2,  1e3,  1e4,  1e5,  1e6,  1e7,
                                             1e8,  1e9,  1e10, 1e11, 1e12, 1e13, 1e14, 1e15,
                                             1e16, 1e17, 1e18, 1e19, 1e20, 1e21, 1e22};
  constexpr auto largest = static_cast<std::int32_t>(powers.size()) - 1;
  if (!number.few_digits || number.digits > exact_below) return std::nullopt;
  if (number.exponent < -largest || number.exponent > largest) return std::nullopt;
  const auto digits = static_cast<double>(number.digits);
  const double power = powers[static_cast<std::size_t>(std::abs(number.exponent))];
  const double size = number.exponent < 0 ? digits / power : digits * power;
  return number.negative ? -size : size;
}

/// Whether the integer written as `digits` is exactly `number`.
bool holds_exactly(std::string_view digits, double number) {
  std::array<char, 512> text{};
  const int length = std::snprintf(text.data(), text.size(), "%.0f", number);
  const std::string_view printed(text.data(), static_cast<std::size_t>(length));
  return printed == digits;
}

Cause cause_of(values::TimestampFault fault) {
  switch (fault) {
    case values::TimestampFault::no_zone: return Cause::no_zone;
    case values::TimestampFault::no_time_of_day: return Cause::no_time_of_day;
    case values::TimestampFault::malformed: break;
  }
  return Cause::malformed;
}

Cause duration_cause(std::string_view text) {
  return values::is_too_long_duration(text, values::LongestUnit::day) ? Cause::out_of_range
                                                                      : Cause::malformed;
}

}  // namespace

ScalarRule::ScalarRule(const values::Type& type, const ValueRange& range,
                       const values::Dictionary* dictionary)
    : kind_(type.kind),
      integers_{bound_or(range.lowest, std::numeric_limits<std::int64_t>::min()),
                bound_or(range.highest, std::numeric_limits<std::int64_t>::max())},
      doubles_{bound_or(range.lowest, -std::numeric_limits<double>::infinity()),
               bound_or(range.highest, std::numeric_limits<double>::infinity())},
      times_{time_or(range.lowest, std::min(values::min_timestamp, values::min_duration)),
             time_or(range.highest, std::max(values::max_timestamp, values::max_duration))},
      is_enum_(type.enumeration != nullptr),
      dictionary_(dictionary) {
  if (!is_enum_) return;
  for (const std::string& value : *type.enumeration) {
    const std::uint32_t code = code_of(value);
    if (is_in_dictionary(code)) {
      if (enum_codes_.size() <= code / 64) enum_codes_.resize(code / 64 + 1);
      values::set_bit(enum_codes_.data(), code);
    } else {
      enum_texts_.push_back(value);
    }
  }
  std::ranges::sort(enum_texts_);
}

api::FactLimits ScalarRule::limits() const {
  using Type = api::FactLimits::Type;
  api::FactLimits limits;
  if (kind_ == Kind::boolean) limits.type = Type::boolean;
  if (kind_ == Kind::integer) limits.type = Type::integer;
  if (kind_ == Kind::floating) limits.type = Type::floating;
  if (kind_ == Kind::string) limits.type = Type::text;
  limits.lowest_integer = integers_.lowest;
  limits.highest_integer = integers_.highest;
  limits.lowest = std::max(doubles_.lowest, std::numeric_limits<double>::lowest());
  limits.highest = std::min(doubles_.highest, std::numeric_limits<double>::max());
  return limits;
}

template <typename Sink>
Cause ScalarRule::append_boolean(bool value, Sink& sink) const {
  if (kind_ != Kind::boolean) return Cause::wrong_type;
  sink.append(value);
  return Cause::none;
}

template <typename Sink>
Cause ScalarRule::append_number(std::string_view text, const json::NumberText& number, Sink& sink) const {
  if (kind_ == Kind::floating) return append_floating(text, number, sink);
  if (kind_ != Kind::integer) return Cause::wrong_type;
  const bool whole = number.form == json::NumberForm::integer;
  return whole ? append_integer(text, number, sink) : Cause::not_whole;
}

template <typename Sink>
Cause ScalarRule::append_integer(std::string_view text, const json::NumberText& number, Sink& sink) const {
  std::int64_t value = 0;
  if (number.few_digits && number.digits <= std::uint64_t{std::numeric_limits<std::int64_t>::max()}) {
    const auto size = static_cast<std::int64_t>(number.digits);
    value = number.negative ? -size : size;
  } else if (std::from_chars(text.data(), text.data() + text.size(), value).ec != std::errc{}) {
    return Cause::out_of_range;
  }
  if (!integers_.hold(value)) return Cause::out_of_range;
  sink.append(value);
  return Cause::none;
}

template <typename Sink>
Cause ScalarRule::append_floating(std::string_view text, const json::NumberText& number, Sink& sink) const {
  double value = 0;
  if (const auto simple = simple_double(number)) {
    value = *simple;
  } else {
    if (std::from_chars(text.data(), text.data() + text.size(), value).ec != std::errc{})
      return Cause::out_of_range;
    constexpr double exact_below = 9007199254740992.0;  // 2^53: every integer up to it is a double
    const bool surely_exact = value > -exact_below && value < exact_below;
    const bool integer = number.form == json::NumberForm::integer;
    if (integer && !surely_exact && !holds_exactly(text, value)) return Cause::out_of_range;
  }
  if (!doubles_.hold(value)) return Cause::out_of_range;
  sink.append(value);
  return Cause::none;
}

template <typename Sink>
Cause ScalarRule::append_text(std::string_view text, values::ByteArena& bytes, Sink& sink) const {
  switch (kind_) {
    case Kind::string: return append_string(text, bytes, sink);
    case Kind::timestamp:
    case Kind::duration: return append_time_text(text, sink);
    case Kind::boolean: return text == "true" || text == "false" ? Cause::quoted : Cause::wrong_type;
    case Kind::integer:
    case Kind::floating:
      return json::scan_number(text).form == json::NumberForm::invalid ? Cause::wrong_type : Cause::quoted;
    case Kind::null:
    case Kind::list:
    case Kind::record:
    case Kind::any: break;
  }
  return Cause::wrong_type;
}

template <typename Sink>
Cause ScalarRule::append_string(std::string_view text, values::ByteArena& bytes, Sink& sink) const {
  values::StringValue value;
  const Cause refused = take_string(text, &bytes, value);
  if (refused == Cause::none) sink.append(value);
  return refused;
}

template <typename Sink>
Cause ScalarRule::append_time_text(std::string_view text, Sink& sink) const {
  const bool timestamp = kind_ == Kind::timestamp;
  const std::optional<values::Nanoseconds> time =
      timestamp ? values::parse_written_timestamp(text)
                : values::parse_duration(text, values::LongestUnit::day);
  if (!time) return timestamp ? cause_of(values::timestamp_fault(text)) : duration_cause(text);
  if (!times_.hold(*time)) return Cause::out_of_range;
  sink.append(*time);
  return Cause::none;
}

bool ScalarRule::assign_all(std::span<const bool> values, const std::uint8_t* validity,
                            values::Column& column) const {
  if (kind_ != Kind::boolean) return false;
  column.assign_all(values, validity);
  return true;
}

bool ScalarRule::takes_all(std::span<const std::int64_t> values, const std::uint8_t* validity) const {
  if (kind_ != Kind::integer) return false;
  using Number = std::numeric_limits<std::int64_t>;
  if (integers_.lowest == Number::min() && integers_.highest == Number::max()) return true;
  bool taken = values::all_between(values, integers_.lowest, integers_.highest, values::kernels());
  if (taken || validity == nullptr) return taken;
  taken = true;  // what stands where no value is may be anything
  for (std::size_t row = 0; row < values.size(); ++row)
    taken = taken && (integers_.hold(values[row]) || !values::has_bit(validity, row));
  return taken;
}

bool ScalarRule::takes_all(std::span<const double> values, const std::uint8_t* validity) const {
  if (kind_ != Kind::floating) return false;
  constexpr double largest = std::numeric_limits<double>::max();
  const auto taken_one = [this](double value) { return std::abs(value) <= largest && doubles_.hold(value); };
  bool taken = values::all_between(values, std::max(doubles_.lowest, -largest),
                                   std::min(doubles_.highest, largest), values::kernels());
  if (taken || validity == nullptr) return taken;
  taken = true;
  for (std::size_t row = 0; row < values.size(); ++row)
    taken = taken && (taken_one(values[row]) || !values::has_bit(validity, row));
  return taken;
}

bool ScalarRule::assign_all(std::span<const std::int64_t> values, const std::uint8_t* validity,
                            values::Column& column) const {
  const bool taken = takes_all(values, validity);
  if (taken) column.assign_all(values, validity);
  return taken;
}

bool ScalarRule::assign_all(std::span<const double> values, const std::uint8_t* validity,
                            values::Column& column) const {
  const bool taken = takes_all(values, validity);
  if (taken) column.assign_all(values, validity);
  return taken;
}

bool ScalarRule::refer_all(std::span<const std::int64_t> values, const std::uint8_t* validity,
                           values::Column& column) const {
  const bool taken = takes_all(values, validity);
  if (taken) column.refer_all(values, validity);
  return taken;
}

bool ScalarRule::refer_all(std::span<const double> values, const std::uint8_t* validity,
                           values::Column& column) const {
  const bool taken = takes_all(values, validity);
  if (taken) column.refer_all(values, validity);
  return taken;
}

template Cause ScalarRule::append_boolean(bool, values::Column&) const;
template Cause ScalarRule::append_number(std::string_view, const json::NumberText&, values::Column&) const;
template Cause ScalarRule::append_text(std::string_view, values::ByteArena&, values::Column&) const;
template Cause ScalarRule::append_boolean(bool, values::ScalarCell&) const;
template Cause ScalarRule::append_number(std::string_view, const json::NumberText&,
                                         values::ScalarCell&) const;
template Cause ScalarRule::append_text(std::string_view, values::ByteArena&, values::ScalarCell&) const;

}  // namespace eligo::profiles
