#pragma once

#include <optional>
#include <vector>

#include "diagnostics/place.hpp"
#include "expression/tree.hpp"

namespace eligo::expression {

/// Reads one expression of the CEL subset. Mistakes are appended to `diagnostics` (several where
/// parsing can go on); then there is no tree.
[[nodiscard]] std::optional<Tree> parse(const diagnostics::LocatedText& text,
                                        std::vector<Diagnostic>& diagnostics, const Limits& limits = {});

}  // namespace eligo::expression
