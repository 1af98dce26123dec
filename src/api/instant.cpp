#include <eligo/instant.hpp>

#include <limits>

#include "values/time.hpp"

namespace eligo {

std::optional<Instant> Instant::parse(std::string_view text) {
  const auto time = values::parse_timestamp(text);
  return time ? std::optional(values::to_instant(*time)) : std::nullopt;
}

std::string Instant::text() const { return values::format_timestamp(values::to_nanoseconds(*this)); }

std::optional<Duration> Duration::parse(std::string_view text) {
  const auto length = values::parse_duration(text, values::LongestUnit::day);
  return length ? std::optional(values::to_duration(*length)) : std::nullopt;
}

std::string Duration::text() const { return values::format_duration(values::to_nanoseconds(*this)); }

namespace api {

namespace {

// Below 2^126: the magnitude and the numerator are of 64 bits, and a denominator divides 10^9.
struct Split {
  values::Nanoseconds seconds;
  values::Nanoseconds nanoseconds;
};
Split split(const Count& count) {
  const values::Nanoseconds all = values::Nanoseconds{count.magnitude} * count.numerator;
  const values::Nanoseconds sign = count.negative ? -1 : 1;
  const values::Nanoseconds each = values::nanoseconds_per_second / count.denominator;
  return {sign * (all / count.denominator), sign * (all % count.denominator) * each};
}

std::int64_t cut(values::Nanoseconds seconds) {
  using Limits = std::numeric_limits<std::int64_t>;
  if (seconds > Limits::max()) return Limits::max();
  return seconds < Limits::min() ? Limits::min() : static_cast<std::int64_t>(seconds);
}

}  // namespace

Instant instant_of(const Count& since_1970) {
  Split time = split(since_1970);
  if (time.nanoseconds < 0) {
    --time.seconds;
    time.nanoseconds += values::nanoseconds_per_second;
  }
  return {cut(time.seconds), static_cast<std::int32_t>(time.nanoseconds)};
}

Duration duration_of(const Count& length) {
  const Split time = split(length);
  return {cut(time.seconds), static_cast<std::int32_t>(time.nanoseconds)};
}

}  // namespace api

}  // namespace eligo
