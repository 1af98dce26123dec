#pragma once

#include <concepts>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include <eligo/instant.hpp>

#include "check/checked_rule_set.hpp"
#include "profiles/number_text.hpp"
#include "values/column.hpp"
#include "values/dictionary.hpp"

namespace eligo::profiles {

/// Whether columns of this kind take values of the C++ type: what `append_value` refuses as of the wrong
/// type, and nothing else, is not taken.
template <typename Value>
[[nodiscard]] constexpr bool takes(values::Kind kind) {
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
  ScalarRule(const values::Type& type, const check::Range& range, const values::Dictionary& dictionary);

  [[nodiscard]] values::Kind kind() const { return kind_; }

  [[nodiscard]] values::Cause append_boolean(bool value, values::Column& column) const;
  /// `text` is a JSON number as written, and `number` what was read off it. An int fact takes integers only;
  /// a double fact takes integers that it can hold exactly and any decimal that is not too large.
  [[nodiscard]] values::Cause append_number(std::string_view text, const NumberText& number,
                                            values::Column& column) const;
  /// Text for a string, enum, timestamp or duration. Its bytes are copied to `bytes`.
  [[nodiscard]] values::Cause append_text(std::string_view text, values::ByteArena& bytes,
                                          values::Column& column) const;

  // The same for values that are no text (a program's own, or columns). A string's bytes are not copied.
  [[nodiscard]] values::Cause append_value(bool value, values::Column& column) const {
    return append_boolean(value, column);
  }
  [[nodiscard]] values::Cause append_value(std::int64_t value, values::Column& column) const;
  [[nodiscard]] values::Cause append_value(std::uint64_t value, values::Column& column) const;
  [[nodiscard]] values::Cause append_value(double value, values::Column& column) const;
  [[nodiscard]] values::Cause append_value(std::string_view value, values::Column& column) const;
  [[nodiscard]] values::Cause append_value(const Instant& value, values::Column& column) const;
  [[nodiscard]] values::Cause append_value(const Duration& value, values::Column& column) const;

  /// Gives the column all values at once (see Column::take). False where one of them would be refused, or
  /// rows are of another kind: then nothing is done, and `append_value` tells which and why.
  [[nodiscard]] bool take(std::span<const bool> values, const std::uint8_t* validity,
                          values::Column& column) const;
  [[nodiscard]] bool take(std::span<const std::int64_t> values, const std::uint8_t* validity,
                          values::Column& column) const;
  [[nodiscard]] bool take(std::span<const double> values, const std::uint8_t* validity,
                          values::Column& column) const;

 private:
  [[nodiscard]] values::Cause append_integer(std::string_view text, const NumberText& number,
                                             values::Column& column) const;
  [[nodiscard]] values::Cause append_floating(std::string_view text, const NumberText& number,
                                              values::Column& column) const;
  [[nodiscard]] values::Cause append_string(std::string_view text, values::ByteArena& bytes,
                                            values::Column& column) const;
  [[nodiscard]] values::Cause append_time(std::string_view text, values::Column& column) const;

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
  std::vector<std::uint32_t> enum_codes_;  // ascending
  const values::Dictionary* dictionary_;
};

}  // namespace eligo::profiles
