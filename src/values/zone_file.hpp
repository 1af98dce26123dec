#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace eligo::values {

/// What a zone file (TZif, RFC 8536) says outright.
struct ZoneFile {
  struct Transition {
    std::int64_t at;      ///< seconds since 1970
    std::int32_t offset;  ///< seconds east of UTC, from then on
  };
  std::vector<Transition> listed;  ///< ascending
  std::string rule;                ///< for what comes after, as POSIX's TZ has it; may be empty
};

/// Reads the 64-bit part of a zone file and its last line; or says what is wrong with it, as a phrase that
/// goes after "the file": what the zone library does not tell.
[[nodiscard]] std::variant<ZoneFile, std::string_view> read_zone_file(std::string_view bytes);

}  // namespace eligo::values
