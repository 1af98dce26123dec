#pragma once

#include <cmath>
#include <cstdint>
#include <limits>

#include "values/time.hpp"
#include "values/type.hpp"
#include "values/value.hpp"

namespace eligo::engine {

using values::Cause;
using values::Nanoseconds;

// Arithmetic that says when it leaves its type. Each writes `out` and returns the error, or none.

[[nodiscard]] inline Cause checked_add(std::int64_t& out, std::int64_t a, std::int64_t b) {
  return __builtin_add_overflow(a, b, &out) ? Cause::overflow : Cause::none;
}
[[nodiscard]] inline Cause checked_subtract(std::int64_t& out, std::int64_t a, std::int64_t b) {
  return __builtin_sub_overflow(a, b, &out) ? Cause::overflow : Cause::none;
}
[[nodiscard]] inline Cause checked_multiply(std::int64_t& out, std::int64_t a, std::int64_t b) {
  return __builtin_mul_overflow(a, b, &out) ? Cause::overflow : Cause::none;
}
/// Toward zero. INT64_MIN / -1 overflows.
[[nodiscard]] inline Cause checked_divide(std::int64_t& out, std::int64_t a, std::int64_t b) {
  if (b == 0) return Cause::division_by_zero;
  if (b == -1 && a == std::numeric_limits<std::int64_t>::min()) return Cause::overflow;
  out = a / b;
  return Cause::none;
}
/// With the sign of `a`. INT64_MIN % -1 overflows, as the division would.
[[nodiscard]] inline Cause checked_modulo(std::int64_t& out, std::int64_t a, std::int64_t b) {
  if (b == 0) return Cause::division_by_zero;
  if (b == -1 && a == std::numeric_limits<std::int64_t>::min()) return Cause::overflow;
  out = a % b;
  return Cause::none;
}
[[nodiscard]] inline Cause checked_negate(std::int64_t& out, std::int64_t a) {
  return checked_subtract(out, 0, a);
}
[[nodiscard]] inline Cause checked_absolute(std::int64_t& out, std::int64_t a) {
  if (a < 0) return checked_negate(out, a);
  out = a;
  return Cause::none;
}

// The greatest and the least of numbers do not hang on the order of the arguments: among doubles NaN is an
// error, as it cannot be ordered, and -0.0 is below 0.0.

[[nodiscard]] inline bool can_be_ordered(std::int64_t /*number*/) { return true; }
[[nodiscard]] inline bool can_be_ordered(double number) { return !std::isnan(number); }
[[nodiscard]] inline bool is_below(std::int64_t a, std::int64_t b) { return a < b; }
[[nodiscard]] inline bool is_below(double a, double b) {
  return a < b || (a == b && std::signbit(a) && !std::signbit(b));
}
template <typename Number>
[[nodiscard]] Cause checked_greatest(Number& out, Number a, Number b) {
  if (!can_be_ordered(a) || !can_be_ordered(b)) return Cause::bad_argument;
  out = is_below(a, b) ? b : a;
  return Cause::none;
}
template <typename Number>
[[nodiscard]] Cause checked_least(Number& out, Number a, Number b) {
  if (!can_be_ordered(a) || !can_be_ordered(b)) return Cause::bad_argument;
  out = is_below(b, a) ? b : a;
  return Cause::none;
}

/// A timestamp or duration that was computed: in range, or an overflow.
[[nodiscard]] inline Cause checked_time(Nanoseconds& out, Nanoseconds computed, values::Kind kind) {
  const bool instant = kind == values::Kind::timestamp;
  if (computed < (instant ? values::min_timestamp : values::min_duration)) return Cause::overflow;
  if (computed > (instant ? values::max_timestamp : values::max_duration)) return Cause::overflow;
  out = computed;
  return Cause::none;
}

/// The same where the result is only compared.
[[nodiscard]] inline Cause checked_exact_time(Nanoseconds& out, Nanoseconds computed) {
  if (computed < -values::max_exact_time || computed > values::max_exact_time) return Cause::overflow;
  out = computed;
  return Cause::none;
}

}  // namespace eligo::engine
