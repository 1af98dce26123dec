#pragma once

#include <optional>
#include <string>
#include <vector>

#include <eligo/diagnostic.hpp>
#include <eligo/limits.hpp>

namespace eligo::authoring {

/// The widest line, in columns of a terminal, that holds more than one value.
inline constexpr std::size_t line_width = 115;

/// The document in canonical layout, see eligo/format.hpp. Nothing where it is no JSON or has an expression
/// that cannot be read.
[[nodiscard]] std::optional<std::string> lay_out(std::string text, const std::string& name,
                                                 const Limits& limits, std::vector<Diagnostic>& diagnostics);

}  // namespace eligo::authoring
