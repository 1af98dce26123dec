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

[[nodiscard]] constexpr Nanoseconds to_nanoseconds(const Instant& instant) {
  return Nanoseconds{instant.seconds} * nanoseconds_per_second + instant.nanoseconds;
}
[[nodiscard]] constexpr Nanoseconds to_nanoseconds(const Duration& duration) {
  return Nanoseconds{duration.seconds} * nanoseconds_per_second + duration.nanoseconds;
}
[[nodiscard]] Instant to_instant(Nanoseconds nanoseconds);
[[nodiscard]] Duration to_duration(Nanoseconds nanoseconds);

/// RFC 3339; nothing where malformed or out of range.
[[nodiscard]] std::optional<Nanoseconds> parse_timestamp(std::string_view text);
/// CEL's duration text (units h m s ms us ns); nothing where malformed or out of range.
[[nodiscard]] std::optional<Nanoseconds> parse_duration(std::string_view text);
[[nodiscard]] std::string format_timestamp(Nanoseconds nanoseconds);
[[nodiscard]] std::string format_duration(Nanoseconds nanoseconds);

}  // namespace eligo::values
