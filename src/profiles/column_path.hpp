#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace eligo::profiles {

/// The keys that a dotted name stands for: `credit.score` is `score` of the object `credit`.
[[nodiscard]] std::vector<std::string> dotted_path(std::string_view name);

/// The keys of a column of JSON: dotted, or a JSON pointer (RFC 6901) where it begins with `/`.
[[nodiscard]] std::vector<std::string> column_path(std::string_view name);

/// The tokens of a JSON pointer; none for the empty one.
[[nodiscard]] std::vector<std::string> pointer_path(std::string_view pointer);

}  // namespace eligo::profiles
