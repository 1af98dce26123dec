#pragma once

#include <cstdint>
#include <string_view>

#include "values/time.hpp"
#include "values/value.hpp"

namespace eligo::engine {

// The conversions of the language. Each writes `out` and returns the error, or none.

/// `1 t T true TRUE True` and `0 f F false FALSE False`.
[[nodiscard]] values::Cause to_boolean(bool& out, std::string_view text);
/// Toward zero; NaN and what 64 bits do not hold are errors.
[[nodiscard]] values::Cause to_integer(std::int64_t& out, double number);
/// Decimal digits with an optional sign.
[[nodiscard]] values::Cause to_integer(std::int64_t& out, std::string_view text);
/// Seconds since 1970, rounded down.
[[nodiscard]] std::int64_t to_seconds(values::Nanoseconds timestamp);
/// Decimal notation with optional sign and exponent, `NaN`, `Infinity`; too large is an error, too small
/// is 0.
[[nodiscard]] values::Cause to_floating(double& out, std::string_view text);
[[nodiscard]] values::Cause to_timestamp(values::Nanoseconds& out, std::string_view text);
/// Seconds since 1970.
[[nodiscard]] values::Cause to_timestamp(values::Nanoseconds& out, std::int64_t seconds);
[[nodiscard]] values::Cause to_duration(values::Nanoseconds& out, std::string_view text);

}  // namespace eligo::engine
