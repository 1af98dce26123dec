#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string>
#include <variant>
#include <vector>

#include "values/time.hpp"
#include "values/type.hpp"

namespace eligo::values {

/// Why a value is not known.
enum class Cause : std::uint8_t {
  none,             ///< it is known
  absent,           ///< the fact is not in the profile
  null,             ///< the fact is null
  wrong_type,       ///< refused: another type than the fact's
  out_of_range,     ///< refused: outside of the fact's `range` or of what its type can hold
  not_in_enum,      ///< refused: not one of the fact's `values`
  not_whole,        ///< refused: a number that is not written as an integer, for an int
  quoted,           ///< refused: a number or bool that is written as a JSON string
  malformed,        ///< refused: a text that is no timestamp or duration
  no_zone,          ///< refused: a timestamp that does not say its offset from UTC
  no_time_of_day,   ///< refused: a date alone, for a timestamp
  no_such_instant,  ///< refused: a time that clocks of the zone show twice or never
  // run-time errors
  division_by_zero,
  overflow,
  index_out_of_range,
  bad_conversion,
  bad_argument,  ///< for instance an unknown time zone
  zone_data,     ///< the time zone is known, but the system's data about it cannot be used
  step_budget,   ///< a comprehension took more steps than allowed
};

/// Whether the cause is a run-time error of an expression, not something about the profile.
[[nodiscard]] constexpr bool is_error(Cause cause) { return cause >= Cause::division_by_zero; }
/// Those of a value that the profile has, but that was not taken.
inline constexpr std::array refusals{Cause::wrong_type, Cause::out_of_range,   Cause::not_in_enum,
                                     Cause::not_whole,  Cause::quoted,         Cause::malformed,
                                     Cause::no_zone,    Cause::no_time_of_day, Cause::no_such_instant};
[[nodiscard]] constexpr bool is_refusal(Cause cause) {
  return cause >= refusals.front() && cause <= refusals.back();
}
/// The place of a cause among them.
[[nodiscard]] constexpr std::size_t refusal_index(Cause cause) {
  return static_cast<std::size_t>(cause) - static_cast<std::size_t>(refusals.front());
}
/// For people: "not in the profile", "division by zero".
[[nodiscard]] std::string_view cause_text(Cause cause) noexcept;

struct Value;

struct Timestamp {
  Nanoseconds nanoseconds;
  friend bool operator==(const Timestamp&, const Timestamp&) = default;
};
struct Interval {
  Nanoseconds nanoseconds;
  friend bool operator==(const Interval&, const Interval&) = default;
};
using List = std::vector<Value>;
/// Unknown, with its cause; also stands in lists and records for elements that are missing.
struct Unknown {
  Cause cause = Cause::absent;
  friend bool operator==(const Unknown&, const Unknown&) = default;
};
struct Null {
  friend bool operator==(const Null&, const Null&) = default;
};
/// The values of a flat record, in the order of its type's fields.
struct Record {
  std::vector<Value> fields;
  friend bool operator==(const Record&, const Record&) = default;
};

/// One value on its own: constants, placeholders in messages, explanations, tests. The engine works on
/// columns instead.
struct Value {
  std::variant<Unknown, Null, bool, std::int64_t, double, std::string, Timestamp, Interval, List, Record>
      content;

  [[nodiscard]] bool known() const { return !std::holds_alternative<Unknown>(content); }
  friend bool operator==(const Value&, const Value&) = default;  ///< bitwise meaning: NaN differs from NaN
};

/// As an expression would write it, for listings and explanations: `"text"`, `600`, `1.5`,
/// `timestamp("…")`, `[1, 2]`.
[[nodiscard]] std::string literal_text(const Value& value);
/// As people read it in a message: strings bare, timestamps RFC 3339, durations like `7d`, `1h30m`.
[[nodiscard]] std::string display_text(const Value& value);
/// The shortest text that reads back as the same number; always finite numbers with `.` or exponent kept
/// out where the number is integral (`1.5`, `600`).
[[nodiscard]] std::string number_text(double number);

}  // namespace eligo::values
