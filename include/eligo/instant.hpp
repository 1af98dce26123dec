#pragma once

#include <chrono>
#include <compare>
#include <concepts>
#include <cstdint>
#include <optional>
#include <ratio>
#include <string>
#include <string_view>
#include <type_traits>

#include <eligo/language.hpp>

namespace eligo {

namespace api {
template <typename T>
inline constexpr bool is_exact_duration = false;
template <std::integral Rep, typename Period>
inline constexpr bool is_exact_duration<std::chrono::duration<Rep, Period>> =
    sizeof(Rep) <= sizeof(std::int64_t) && std::nano::den % Period::den == 0;
}  // namespace api

/// A duration of std::chrono of which each is a whole number of nanoseconds: not one that counts in floating
/// point, in picoseconds or in thirds of a second, which would have to be rounded.
template <typename T>
concept ExactDuration = api::is_exact_duration<T>;

/// A reading of the system clock, in such durations.
template <typename T>
concept ExactTime = requires {
  typename T::duration;
}
&&ExactDuration<typename T::duration>&& std::same_as<T, std::chrono::sys_time<typename T::duration>>;

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

  /// The moment of a C++ clock reading, exactly; one that no instant is becomes numbers that are none.
  template <ExactTime Time>
  [[nodiscard]] static Instant from(Time time);

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

  /// A C++ duration, exactly; one that is too long becomes numbers that are no duration.
  template <ExactDuration Length>
  [[nodiscard]] static Duration from(Length length);

  /// Seconds, as CEL prints them: `604800s`.
  [[nodiscard]] std::string text() const;

  friend auto operator<=>(const Duration&, const Duration&) = default;
};

namespace api {
/// So many times that many seconds, cut to what the fields of an Instant or a Duration hold.
struct Count {
  bool negative = false;
  std::uint64_t magnitude = 0;
  std::int64_t numerator = 1;  ///< seconds
  std::int64_t denominator = 1;
};
template <typename Rep, typename Period>
constexpr Count count_of(std::chrono::duration<Rep, Period> length) {
  const bool negative = length.count() < 0;
  const auto count = static_cast<std::uint64_t>(length.count());
  return {negative, negative ? 0 - count : count, Period::num, Period::den};
}
[[nodiscard]] Instant instant_of(const Count& since_1970);
[[nodiscard]] Duration duration_of(const Count& length);
}  // namespace api

template <ExactTime Time>
Instant Instant::from(Time time) {
  return api::instant_of(api::count_of(time.time_since_epoch()));
}
template <ExactDuration Length>
Duration Duration::from(Length length) {
  return api::duration_of(api::count_of(length));
}

}  // namespace eligo
