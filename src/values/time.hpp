#pragma once

#include <cstdint>
#include <limits>
#include <optional>
#include <string>
#include <string_view>

#include <eligo/instant.hpp>

namespace eligo::values {

__extension__ typedef __int128 Nanoseconds;  ///< since 1970 for a timestamp; a length for a duration

inline constexpr Nanoseconds nanoseconds_per_second = 1'000'000'000;

/// The range of timestamps: year 1 to 9999 (the CEL language definition).
inline constexpr Nanoseconds min_timestamp = Nanoseconds{-62'135'596'800} * nanoseconds_per_second;
inline constexpr Nanoseconds max_timestamp = Nanoseconds{253'402'300'800} * nanoseconds_per_second - 1;
/// The range of durations: what 64 bits of nanoseconds hold, about 292 years either way. The CEL
/// conformance suite asks for it: the stretch between the first and the last timestamp is an overflow.
inline constexpr Nanoseconds max_duration = std::numeric_limits<std::int64_t>::max();
inline constexpr Nanoseconds min_duration = -max_duration;
/// The range, either way, of sums of timestamps and durations that are only compared: some 10^11 years, so
/// that only sums made for it leave it, and seconds fit 64 bits still.
inline constexpr Nanoseconds max_exact_time = Nanoseconds{1} << 92;

[[nodiscard]] constexpr Nanoseconds to_nanoseconds(const Instant& instant) {
  return Nanoseconds{instant.seconds} * nanoseconds_per_second + instant.nanoseconds;
}
[[nodiscard]] constexpr Nanoseconds to_nanoseconds(const Duration& duration) {
  return Nanoseconds{duration.seconds} * nanoseconds_per_second + duration.nanoseconds;
}
/// Whether the fields are those of an instant, of a duration: in range, and written in the one way.
[[nodiscard]] constexpr bool is_valid(const Instant& instant) {
  const Nanoseconds sum = to_nanoseconds(instant);
  return instant.nanoseconds >= 0 && instant.nanoseconds < nanoseconds_per_second && sum >= min_timestamp &&
         sum <= max_timestamp;
}
[[nodiscard]] constexpr bool is_valid(const Duration& duration) {
  const Nanoseconds sum = to_nanoseconds(duration);
  const bool one_sign = duration.seconds == 0 || duration.nanoseconds == 0 ||
                        (duration.seconds < 0) == (duration.nanoseconds < 0);
  return one_sign && duration.nanoseconds > -nanoseconds_per_second &&
         duration.nanoseconds < nanoseconds_per_second && sum >= min_duration && sum <= max_duration;
}
[[nodiscard]] Instant to_instant(Nanoseconds nanoseconds);
[[nodiscard]] Duration to_duration(Nanoseconds nanoseconds);

/// RFC 3339; nothing where malformed or out of range.
[[nodiscard]] std::optional<Nanoseconds> parse_timestamp(std::string_view text);
/// As tools write RFC 3339 into profiles: a space may stand for the `T`, and offsets are `+02:00`, `+0200` or
/// `+02`.
[[nodiscard]] std::optional<Nanoseconds> parse_written_timestamp(std::string_view text);

/// What is wrong with a text that is no such timestamp.
enum class TimestampFault : std::uint8_t { malformed, no_zone, no_time_of_day };
[[nodiscard]] TimestampFault timestamp_fault(std::string_view text);

/// The longest unit that a duration's text may have: CEL's literals have h m s ms us ns; facts, params,
/// ranges and list values have d, a day of 24 hours, too.
enum class LongestUnit : std::uint8_t { hour, day };

/// A duration's text; nothing where malformed or out of range.
[[nodiscard]] std::optional<Nanoseconds> parse_duration(std::string_view text,
                                                        LongestUnit longest = LongestUnit::hour);
/// Whether the text has the form of a duration, but is longer than any.
[[nodiscard]] bool is_too_long_duration(std::string_view text, LongestUnit longest = LongestUnit::hour);
/// The longest duration in whole hours, for messages: `2562047h`.
[[nodiscard]] std::string longest_duration_text();
/// RFC 3339; years that it does not have are written with a sign and as many digits as they need.
[[nodiscard]] std::string format_timestamp(Nanoseconds nanoseconds);
[[nodiscard]] std::string format_duration(Nanoseconds nanoseconds);

}  // namespace eligo::values
