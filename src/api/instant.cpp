#include <eligo/instant.hpp>

#include "values/time.hpp"

namespace eligo {

std::optional<Instant> Instant::parse(std::string_view text) {
  const auto time = values::parse_timestamp(text);
  return time ? std::optional(values::to_instant(*time)) : std::nullopt;
}

Instant Instant::from(std::chrono::system_clock::time_point time) {
  const auto since = std::chrono::duration_cast<std::chrono::nanoseconds>(time.time_since_epoch());
  return values::to_instant(since.count());
}

std::string Instant::text() const { return values::format_timestamp(values::to_nanoseconds(*this)); }

std::optional<Duration> Duration::parse(std::string_view text) {
  const auto length = values::parse_duration(text, values::LongestUnit::day);
  return length ? std::optional(values::to_duration(*length)) : std::nullopt;
}

std::string Duration::text() const { return values::format_duration(values::to_nanoseconds(*this)); }

}  // namespace eligo
