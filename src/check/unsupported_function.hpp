#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace eligo::check {

/// What to say about a function that CEL, one of its extensions or another language has and this language
/// has not.
struct UnsupportedFunction {
  bool is_cel = false;  ///< CEL or an extension has it; otherwise only another language
  std::string hint;     ///< what to write instead; may be empty
};

/// Nothing for a name that nobody is known to have. A name may be dotted: `cel.bind`.
[[nodiscard]] std::optional<UnsupportedFunction> unsupported_function(std::string_view name);

/// Whether a name before a point is a space of functions of CEL's extensions: `optional`, `sets`.
[[nodiscard]] bool is_function_space(std::string_view name);

}  // namespace eligo::check
