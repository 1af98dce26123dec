#pragma once

#include <chrono>
#include <compare>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include <eligo/language.hpp>

namespace eligo {

/// A moment in time, UTC, from 0001-01-01T00:00:00Z to 9999-12-31T23:59:59.999999999Z, to the
/// nanosecond. Two numbers, because 64 bits of nanoseconds hold only the years 1678 to 2261. Numbers outside
/// of what their comments say are no instant: as a fact such a value is refused, as `now` it is
/// std::invalid_argument.
struct Instant {
  std::int64_t seconds = 0;      ///< since 1970-01-01T00:00:00Z, rounded down
  std::int32_t nanoseconds = 0;  ///< 0 to 999,999,999

  /// Reads RFC 3339, for instance `2026-11-23T10:00:00Z` or `2026-11-23T18:00:00.5+08:00`.
  /// Nothing where the text is not that, or out of range. A leap second (`:60`) is refused.
  [[nodiscard]] static std::optional<Instant> parse(std::string_view text);

  /// The moment of a C++ clock reading.
  [[nodiscard]] static Instant from(std::chrono::system_clock::time_point time);

  /// RFC 3339 in UTC, with as many decimals as are needed (0, 3, 6 or 9). Of numbers that are no instant
  /// their sum, a year before 0 or after 9999 with its sign; `parse` does not read that.
  [[nodiscard]] std::string text() const;

  friend auto operator<=>(const Instant&, const Instant&) = default;
};

/// A stretch of time, to the nanosecond, up to 2^63 - 1 ns (about 292 years) either way; negative ones have
/// both numbers negative or zero. As a fact, a value that is not of this form is refused.
struct Duration {
  std::int64_t seconds = 0;
  std::int32_t nanoseconds = 0;  ///< -999,999,999 to 999,999,999

  /// Reads what a profile may have, for instance `30d`, `168h`, `1h30m`, `-1.5s`: a day is 24 hours. Nothing
  /// where the text is not that, or longer than 292 years.
  [[nodiscard]] static std::optional<Duration> parse(std::string_view text);

  /// Seconds, as CEL prints them: `604800s`.
  [[nodiscard]] std::string text() const;

  friend auto operator<=>(const Duration&, const Duration&) = default;
};

}  // namespace eligo
