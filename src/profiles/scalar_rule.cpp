#include "profiles/scalar_rule.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <cstdio>
#include <limits>
#include <optional>
#include <variant>

#include "profiles/json_text.hpp"

namespace eligo::profiles {

namespace {

using values::Cause;
using values::Kind;

template <typename Bound, typename Number>
bool within(const check::Range& range, Number number, Number Bound::*member) {
  const auto bound = [member](const values::Value& value) { return std::get<Bound>(value.content).*member; };
  return (!range.lowest || number >= bound(*range.lowest)) &&
         (!range.highest || number <= bound(*range.highest));
}

template <typename Number>
bool within(const check::Range& range, Number number) {
  const auto bound = [](const values::Value& value) { return std::get<Number>(value.content); };
  return (!range.lowest || number >= bound(*range.lowest)) &&
         (!range.highest || number <= bound(*range.highest));
}

/// Whether the integer written as `digits` is exactly `number`.
bool holds_exactly(std::string_view digits, double number) {
  std::array<char, 512> text{};
  const int length = std::snprintf(text.data(), text.size(), "%.0f", number);
  const std::string_view printed(text.data(), static_cast<std::size_t>(length));
  return printed == digits;
}

}  // namespace

ScalarRule::ScalarRule(const values::Type& type, const check::Range& range,
                       const values::Dictionary& dictionary)
    : kind_(type.kind), range_(range), is_enum_(type.enumeration != nullptr), dictionary_(&dictionary) {
  if (!is_enum_) return;
  for (const std::string& value : *type.enumeration) enum_codes_.push_back(dictionary.find(value));
  std::sort(enum_codes_.begin(), enum_codes_.end());
}

Cause ScalarRule::append_boolean(bool value, values::Column& column) const {
  if (kind_ != Kind::boolean) return Cause::wrong_type;
  column.append(value);
  return Cause::none;
}

Cause ScalarRule::append_number(std::string_view number, values::Column& column) const {
  const bool integer = number_form(number) == NumberForm::integer;
  if (kind_ == Kind::integer) return integer ? append_integer(number, column) : Cause::wrong_type;
  if (kind_ == Kind::floating) return append_floating(number, integer, column);
  return Cause::wrong_type;
}

Cause ScalarRule::append_integer(std::string_view number, values::Column& column) const {
  std::int64_t value = 0;
  const auto read = std::from_chars(number.data(), number.data() + number.size(), value);
  if (read.ec != std::errc{} || !within(range_, value)) return Cause::out_of_range;
  column.append(value);
  return Cause::none;
}

Cause ScalarRule::append_floating(std::string_view number, bool integer, values::Column& column) const {
  double value = 0;
  const auto read = std::from_chars(number.data(), number.data() + number.size(), value);
  if (read.ec != std::errc{}) return Cause::out_of_range;
  constexpr double exact_below = 9007199254740992.0;  // 2^53: every integer up to it is a double
  const bool surely_exact = value > -exact_below && value < exact_below;
  if (integer && !surely_exact && !holds_exactly(number, value)) return Cause::out_of_range;
  if (!within(range_, value)) return Cause::out_of_range;
  column.append(value);
  return Cause::none;
}

Cause ScalarRule::append_text(std::string_view text, values::ByteArena& bytes, values::Column& column) const {
  switch (kind_) {
    case Kind::string: return append_string(text, bytes, column);
    case Kind::timestamp:
    case Kind::duration: return append_time(text, column);
    default: return Cause::wrong_type;
  }
}

Cause ScalarRule::append_string(std::string_view text, values::ByteArena& bytes,
                                values::Column& column) const {
  if (text.size() > std::numeric_limits<std::uint32_t>::max()) return Cause::out_of_range;
  const std::uint32_t code = dictionary_->find(text);
  if (is_enum_ && (code == values::StringValue::absent_code ||
                   !std::binary_search(enum_codes_.begin(), enum_codes_.end(), code))) {
    return Cause::not_in_enum;
  }
  // a string of the dictionary already has its bytes at an address that lasts
  const std::string_view kept =
      code == values::StringValue::absent_code ? bytes.keep(text) : dictionary_->text(code);
  column.append(values::StringValue{kept.data(), static_cast<std::uint32_t>(kept.size()), code});
  return Cause::none;
}

Cause ScalarRule::append_time(std::string_view text, values::Column& column) const {
  const bool timestamp = kind_ == Kind::timestamp;
  const std::optional<values::Nanoseconds> time =
      timestamp ? values::parse_timestamp(text) : values::parse_duration(text);
  if (!time) return Cause::wrong_type;
  const bool in_range = timestamp ? within(range_, *time, &values::Timestamp::nanoseconds)
                                  : within(range_, *time, &values::Interval::nanoseconds);
  if (!in_range) return Cause::out_of_range;
  column.append(*time);
  return Cause::none;
}

Cause ScalarRule::append_value(std::int64_t value, values::Column& column) const {
  if (kind_ == Kind::floating) {
    constexpr std::int64_t exact_below = std::int64_t{1} << 53;
    const auto number = static_cast<double>(value);
    const bool exact = (value > -exact_below && value < exact_below) ||
                       (number < 0x1p63 && static_cast<std::int64_t>(number) == value);
    return exact ? append_value(number, column) : Cause::out_of_range;
  }
  if (kind_ != Kind::integer) return Cause::wrong_type;
  if (!within(range_, value)) return Cause::out_of_range;
  column.append(value);
  return Cause::none;
}

Cause ScalarRule::append_value(double value, values::Column& column) const {
  if (kind_ != Kind::floating) return Cause::wrong_type;
  if (!std::isfinite(value) || !within(range_, value)) return Cause::out_of_range;
  column.append(value);
  return Cause::none;
}

Cause ScalarRule::append_value(std::string_view value, values::Column& column) const {
  if (kind_ != Kind::string) return Cause::wrong_type;
  if (value.size() > std::numeric_limits<std::uint32_t>::max()) return Cause::out_of_range;
  const std::uint32_t code = dictionary_->find(value);
  if (is_enum_ && !std::binary_search(enum_codes_.begin(), enum_codes_.end(), code))
    return Cause::not_in_enum;
  column.append(values::StringValue{value.data(), static_cast<std::uint32_t>(value.size()), code});
  return Cause::none;
}

Cause ScalarRule::append_value(values::Timestamp value, values::Column& column) const {
  if (kind_ != Kind::timestamp) return Cause::wrong_type;
  if (value.nanoseconds < values::min_timestamp || value.nanoseconds > values::max_timestamp ||
      !within(range_, value.nanoseconds, &values::Timestamp::nanoseconds)) {
    return Cause::out_of_range;
  }
  column.append(value.nanoseconds);
  return Cause::none;
}

Cause ScalarRule::append_value(values::Interval value, values::Column& column) const {
  if (kind_ != Kind::duration) return Cause::wrong_type;
  if (value.nanoseconds < values::min_duration || value.nanoseconds > values::max_duration ||
      !within(range_, value.nanoseconds, &values::Interval::nanoseconds)) {
    return Cause::out_of_range;
  }
  column.append(value.nanoseconds);
  return Cause::none;
}

}  // namespace eligo::profiles
