#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace eligo::check {

/// Whether a text names a time zone as CEL has it: an IANA name (`Asia/Shanghai`, `UTC`) that the system
/// knows, or an offset from UTC, `+08:00`, `-09:30`, `02:00`.
[[nodiscard]] bool is_time_zone(std::string_view text);

/// The offset in seconds where the text has the form of one.
[[nodiscard]] std::optional<int> fixed_offset(std::string_view text) noexcept;

/// Every zone that the system knows, for suggestions.
[[nodiscard]] std::vector<std::string> time_zone_names();

}  // namespace eligo::check
