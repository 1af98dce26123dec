#pragma once

#include <algorithm>
#include <cmath>
#include <compare>
#include <concepts>
#include <cstdint>
#include <limits>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <eligo/fact_cell.hpp>
#include <eligo/instant.hpp>

#include "json/number_text.hpp"
#include "profiles/schema.hpp"
#include "values/bitmap.hpp"
#include "values/column.hpp"
#include "values/dictionary.hpp"
#include "values/exact_order.hpp"
#include "values/scratch_memory.hpp"
#include "values/time.hpp"

namespace eligo::profiles {

/// Whether columns of this kind take values of the C++ type: what `append_value` refuses as of the wrong
/// type, and nothing else, is not taken.
template <typename Value>
[[nodiscard]] constexpr bool accepts(values::Kind kind) {
  using values::Kind;
  if constexpr (std::same_as<Value, bool>) return kind == Kind::boolean;
  if constexpr (std::same_as<Value, std::int64_t> || std::same_as<Value, std::uint64_t>)
    return kind == Kind::integer || kind == Kind::floating;
  if constexpr (std::same_as<Value, double>) return kind == Kind::floating;
  if constexpr (std::same_as<Value, std::string_view>) return kind == Kind::string;
  if constexpr (std::same_as<Value, Instant>) return kind == Kind::timestamp;
  if constexpr (std::same_as<Value, Duration>) return kind == Kind::duration;
}

/// What values a fact, a field of its records, or an element of its list takes: the type, the range, the
/// enum's values. Each `append` adds one row to the column and returns `Cause::none`, or adds nothing
/// and says why the value is refused. Nothing is ever rounded, wrapped or guessed.
class ScalarRule {
 public:
  /// `dictionary` may be null (see Schema); it outlives the rule.
  ScalarRule(const values::Type& type, const ValueRange& range, const values::Dictionary* dictionary);

  [[nodiscard]] values::Kind kind() const { return kind_; }
  /// Whether a string with this code has its bytes in the dictionary.
  [[nodiscard]] static bool is_in_dictionary(std::uint32_t code) {
    return code != values::StringValue::absent_code && code != values::StringValue::unknown_code;
  }
  /// Whether the value of an int fact, of a double fact, is in range.
  [[nodiscard]] bool holds(std::int64_t value) const { return integers_.hold(value); }
  [[nodiscard]] bool holds(double value) const { return doubles_.hold(value); }
  /// The same for those who set numbers and bools of a program.
  [[nodiscard]] api::FactLimits limits() const;

  // Into a column, or the cell of a scalar fact.
  template <typename Sink>
  [[nodiscard]] values::Cause append_boolean(bool value, Sink& sink) const;
  /// `text` is a JSON number as written, and `number` what was read off it. An int fact takes integers only;
  /// a double fact takes integers that it can hold exactly and any decimal that is not too large.
  template <typename Sink>
  [[nodiscard]] values::Cause append_number(std::string_view text, const json::NumberText& number,
                                            Sink& sink) const;
  /// Text for a string, enum, timestamp or duration. Its bytes are copied to `bytes`.
  template <typename Sink>
  [[nodiscard]] values::Cause append_text(std::string_view text, values::ByteArena& bytes, Sink& sink) const;

  /// As `append_text` for a string or enum, but the value is given and not appended. `bytes` may be null
  /// where the text's own bytes stay.
  [[nodiscard, gnu::always_inline]] values::Cause take_string(std::string_view text, values::ByteArena* bytes,
                                                              values::StringValue& value) const {
    if (text.size() > std::numeric_limits<std::uint32_t>::max()) return values::Cause::out_of_range;
    const std::uint32_t code = code_of(text);
    if (!is_listed(text, code)) return values::Cause::not_in_enum;
    if (is_in_dictionary(code)) {  // its bytes are at an address that lasts
      value = dictionary_->value(code);
    } else {
      const std::string_view kept = bytes == nullptr ? text : bytes->keep(text);
      value = {kept.data(), static_cast<std::uint32_t>(kept.size()), code};
    }
    return values::Cause::none;
  }

  // The same for values that are no text (a program's own, or columns), into whatever takes `append`, as a
  // column does. A string's bytes are not copied.
  template <typename Sink>
  [[nodiscard]] values::Cause append_value(bool value, Sink& sink) const;
  template <typename Sink>
  [[nodiscard]] values::Cause append_value(std::int64_t value, Sink& sink) const;
  template <typename Sink>
  [[nodiscard]] values::Cause append_value(std::uint64_t value, Sink& sink) const;
  template <typename Sink>
  [[nodiscard]] values::Cause append_value(double value, Sink& sink) const;
  template <typename Sink>
  [[nodiscard]] values::Cause append_value(std::string_view value, Sink& sink) const;
  template <typename Sink>
  [[nodiscard]] values::Cause append_value(const Instant& value, Sink& sink) const;
  template <typename Sink>
  [[nodiscard]] values::Cause append_value(const Duration& value, Sink& sink) const;
  /// A timestamp or a duration, as the rule's kind is.
  template <typename Sink>
  [[nodiscard]] values::Cause append_time(values::Nanoseconds time, Sink& sink) const;
  /// A double where an int may be asked, too, which takes it if it is a whole number.
  template <typename Sink>
  [[nodiscard]] values::Cause append_number(double value, Sink& sink) const;

  /// Gives the column all values at once (see Column::assign_all). False where one of them would be refused,
  /// or rows are of another kind: then nothing is done, and `append_value` tells which and why.
  [[nodiscard]] bool assign_all(std::span<const bool> values, const std::uint8_t* validity,
                                values::Column& column) const;
  [[nodiscard]] bool assign_all(std::span<const std::int64_t> values, const std::uint8_t* validity,
                                values::Column& column) const;
  [[nodiscard]] bool assign_all(std::span<const double> values, const std::uint8_t* validity,
                                values::Column& column) const;
  /// The same, but the values stay where they are (see Column::refer_all).
  [[nodiscard]] bool refer_all(std::span<const std::int64_t> values, const std::uint8_t* validity,
                               values::Column& column) const;
  [[nodiscard]] bool refer_all(std::span<const double> values, const std::uint8_t* validity,
                               values::Column& column) const;

 private:
  template <typename Sink>
  [[nodiscard]] values::Cause append_integer(std::string_view text, const json::NumberText& number,
                                             Sink& sink) const;
  template <typename Sink>
  [[nodiscard]] values::Cause append_floating(std::string_view text, const json::NumberText& number,
                                              Sink& sink) const;
  template <typename Sink>
  [[nodiscard]] values::Cause append_string(std::string_view text, values::ByteArena& bytes,
                                            Sink& sink) const;
  [[nodiscard]] std::uint32_t code_of(std::string_view text) const {
    return dictionary_ == nullptr ? values::StringValue::unknown_code : dictionary_->find(text);
  }
  /// Whether the enum, if it is one, has the string.
  [[nodiscard]] bool is_listed(std::string_view text, std::uint32_t code) const {
    if (!is_enum_) return true;
    if (!is_in_dictionary(code)) return std::ranges::binary_search(enum_texts_, text);
    return code / 64 < enum_codes_.size() && values::bit_at(enum_codes_.data(), code);
  }
  template <typename Sink>
  [[nodiscard]] values::Cause append_time_text(std::string_view text, Sink& sink) const;
  [[nodiscard]] bool takes_all(std::span<const std::int64_t> values, const std::uint8_t* validity) const;
  [[nodiscard]] bool takes_all(std::span<const double> values, const std::uint8_t* validity) const;
  template <typename Time, typename Sink>
  [[nodiscard]] values::Cause append_time_value(values::Kind kind, const Time& value, Sink& sink) const;

  template <typename Number>
  struct Limits {
    Number lowest;
    Number highest;
    [[nodiscard]] bool hold(Number number) const { return number >= lowest && number <= highest; }
  };

  values::Kind kind_;
  Limits<std::int64_t> integers_;
  Limits<double> doubles_;
  Limits<values::Nanoseconds> times_;
  bool is_enum_ = false;
  std::vector<std::uint64_t> enum_codes_;  // bit i: code i is one
  std::vector<std::string> enum_texts_;    // ascending; those that the dictionary does not have
  const values::Dictionary* dictionary_;
};

template <typename Sink>
values::Cause ScalarRule::append_value(bool value, Sink& sink) const {
  if (kind_ != values::Kind::boolean) return values::Cause::wrong_type;
  sink.append(value);
  return values::Cause::none;
}

template <typename Sink>
values::Cause ScalarRule::append_value(std::int64_t value, Sink& sink) const {
  if (kind_ == values::Kind::floating) {
    constexpr std::int64_t exact_below = std::int64_t{1} << 53;
    const auto number = static_cast<double>(value);
    const bool exact =
        (value > -exact_below && value < exact_below) || std::is_eq(values::exact_order(value, number));
    return exact ? append_value(number, sink) : values::Cause::out_of_range;
  }
  if (kind_ != values::Kind::integer) return values::Cause::wrong_type;
  if (!integers_.hold(value)) return values::Cause::out_of_range;
  sink.append(value);
  return values::Cause::none;
}

template <typename Sink>
values::Cause ScalarRule::append_value(std::uint64_t value, Sink& sink) const {
  if (std::in_range<std::int64_t>(value)) return append_value(static_cast<std::int64_t>(value), sink);
  if (kind_ != values::Kind::floating)
    return kind_ == values::Kind::integer ? values::Cause::out_of_range : values::Cause::wrong_type;
  const auto number = static_cast<double>(value);
  const bool exact = number < 0x1p64 && static_cast<std::uint64_t>(number) == value;
  return exact ? append_value(number, sink) : values::Cause::out_of_range;
}

template <typename Sink>
values::Cause ScalarRule::append_value(double value, Sink& sink) const {
  if (kind_ != values::Kind::floating) return values::Cause::wrong_type;
  if (!std::isfinite(value) || !doubles_.hold(value)) return values::Cause::out_of_range;
  sink.append(value);
  return values::Cause::none;
}

template <typename Sink>
values::Cause ScalarRule::append_value(std::string_view value, Sink& sink) const {
  if (kind_ != values::Kind::string) return values::Cause::wrong_type;
  if (value.size() > std::numeric_limits<std::uint32_t>::max()) return values::Cause::out_of_range;
  const std::uint32_t code = code_of(value);
  if (!is_listed(value, code)) return values::Cause::not_in_enum;
  sink.append(values::StringValue{value.data(), static_cast<std::uint32_t>(value.size()), code});
  return values::Cause::none;
}

template <typename Sink>
values::Cause ScalarRule::append_value(const Instant& value, Sink& sink) const {
  return append_time_value(values::Kind::timestamp, value, sink);
}

template <typename Sink>
values::Cause ScalarRule::append_value(const Duration& value, Sink& sink) const {
  return append_time_value(values::Kind::duration, value, sink);
}

template <typename Sink>
values::Cause ScalarRule::append_time(values::Nanoseconds time, Sink& sink) const {
  if (!values::is_time(kind_)) return values::Cause::wrong_type;
  const bool timestamp = kind_ == values::Kind::timestamp;
  const bool valid = timestamp ? time >= values::min_timestamp && time <= values::max_timestamp
                               : time >= values::min_duration && time <= values::max_duration;
  if (!valid || !times_.hold(time)) return values::Cause::out_of_range;
  sink.append(time);
  return values::Cause::none;
}

template <typename Sink>
values::Cause ScalarRule::append_number(double value, Sink& sink) const {
  if (kind_ != values::Kind::integer) return append_value(value, sink);
  if (std::trunc(value) != value) return values::Cause::not_whole;
  if (value < -0x1p63 || value >= 0x1p63) return values::Cause::out_of_range;
  return append_value(static_cast<std::int64_t>(value), sink);
}

template <typename Time, typename Sink>
values::Cause ScalarRule::append_time_value(values::Kind kind, const Time& value, Sink& sink) const {
  if (kind_ != kind) return values::Cause::wrong_type;
  const values::Nanoseconds time = values::to_nanoseconds(value);
  if (!values::is_valid(value) || !times_.hold(time)) return values::Cause::out_of_range;
  sink.append(time);
  return values::Cause::none;
}

}  // namespace eligo::profiles
