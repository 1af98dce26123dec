#include "program/zone.hpp"

#include <date/tz.h>

#include <stdexcept>
#include <string>

namespace eligo::program {

namespace {

constexpr bool is_digit(char c) { return c >= '0' && c <= '9'; }

std::optional<std::int64_t> fixed_offset(std::string_view text) {
  const bool west = text.starts_with('-');
  if (west || text.starts_with('+')) text.remove_prefix(1);
  if (text.size() != 5 || text[2] != ':') return std::nullopt;
  for (const std::size_t i : {0UL, 1UL, 3UL, 4UL}) {
    if (!is_digit(text[i])) return std::nullopt;
  }
  const std::int64_t hours = (text[0] - '0') * 10 + (text[1] - '0');
  const std::int64_t minutes = (text[3] - '0') * 10 + (text[4] - '0');
  if (hours > 23 || minutes > 59) return std::nullopt;
  const std::int64_t seconds = hours * 3600 + minutes * 60;
  return west ? -seconds : seconds;
}

}  // namespace

std::optional<Zone> find_zone(std::string_view text) {
  if (text == "UTC") return Zone{};
  if (const auto offset = fixed_offset(text)) return Zone{nullptr, *offset};
  if (text.empty()) return std::nullopt;
  try {
    return Zone{date::locate_zone(std::string(text)), 0};
  } catch (const std::runtime_error&) {  // the library's only way to say that there is none
    return std::nullopt;
  }
}

}  // namespace eligo::program
