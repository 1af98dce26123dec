#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "diagnostics/place.hpp"

namespace eligo::expression {

/// A token where it stands in an expression, and whether a space stands before it in canonical spacing.
struct SpacedToken {
  diagnostics::Span span;
  bool space = false;
};

/// The tokens of an expression with the printer's spaces between them; parentheses and literals stay as
/// written. Nothing where the text is to be left alone: it cannot be cut into tokens, has a comment, or would
/// be too long.
[[nodiscard]] std::optional<std::vector<SpacedToken>> canonical_spacing(std::string_view text);

/// The expression with these spaces; the text itself where it is to be left alone.
[[nodiscard]] std::string in_canonical_spacing(std::string_view text);

}  // namespace eligo::expression
