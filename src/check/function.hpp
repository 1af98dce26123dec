#pragma once

#include <cstdint>
#include <string_view>

namespace eligo::check {

/// The functions and operators of the language. The operand types (which stand on the operand nodes)
/// pick the form: `add` is integer, floating, string, list, timestamp + duration and so on.
enum class Function : std::uint8_t {
  // operators
  negate,
  add,
  subtract,
  multiply,
  divide,
  modulo,
  equal,
  not_equal,
  less,
  less_equal,
  greater,
  greater_equal,  // int and double compare exactly
  in,             // element in list value
  index,          // list[int]
  // strings and lists
  size,
  contains,
  starts_with,
  ends_with,
  matches,
  lower_ascii,
  upper_ascii,
  trim,
  substring,
  index_of,
  last_index_of,
  split,
  join,
  replace,
  // conversions
  to_bool,
  to_int,
  to_double,
  to_string,
  to_timestamp,
  to_duration,
  // time accessors; a second operand is the zone
  get_full_year,
  get_month,
  get_date,
  get_day_of_month,
  get_day_of_week,
  get_day_of_year,
  get_hours,
  get_minutes,
  get_seconds,
  get_milliseconds,
  // math
  greatest,
  least,
  absolute,
  // rollout(key, salt, percent)
  rollout,
};

/// As written in an expression: `+`, `size`, `math.greatest`.
[[nodiscard]] std::string_view function_name(Function function) noexcept;

}  // namespace eligo::check
