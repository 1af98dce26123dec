#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace eligo::check {

/// The timestamp that is meant by a text that is none, because a part is missing or written otherwise:
/// `2026-01-01` is `2026-01-01T00:00:00Z`. Nothing where that cannot be told.
[[nodiscard]] std::optional<std::string> timestamp_meant(std::string_view text);

/// What keeps a text from being a timestamp, in words: which part is out of range or missing, else the form.
[[nodiscard]] std::string timestamp_hint(std::string_view text);

/// What keeps a text from being a duration.
[[nodiscard]] std::string duration_hint(std::string_view text);

}  // namespace eligo::check
