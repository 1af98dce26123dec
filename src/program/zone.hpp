#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

namespace date {
class time_zone;
}

namespace eligo::program {

/// A time zone: a named one, or a fixed distance from UTC.
struct Zone {
  const date::time_zone* named = nullptr;  ///< lives as long as the process
  std::int64_t offset = 0;                 ///< seconds east of UTC, where not named
};

/// Finds an IANA name (`Asia/Shanghai`), `UTC`, or a fixed distance (`+08:00`, `-09:30`, `02:00`).
/// Nothing where there is no such zone. Named zones have daylight saving as far as the system's zone
/// files list it (to 2037).
[[nodiscard]] std::optional<Zone> find_zone(std::string_view text);

}  // namespace eligo::program
