#pragma once

#include <string>
#include <string_view>
#include <unordered_set>
#include <vector>

#include "expression/tree.hpp"

namespace eligo::check {

/// The names that an expression uses and does not bind itself, as far as their dots reach:
/// `credit.score`, `params.min_score`, `recent_inquiries`. Each as often as it stands.
[[nodiscard]] std::vector<std::string> free_names(const expression::Tree& tree);

/// The name's first part.
[[nodiscard]] std::string_view first_part(std::string_view name);

/// Whether any of the names is in the set, or lies within one that is.
[[nodiscard]] bool any_within(const std::vector<std::string>& names,
                              const std::unordered_set<std::string>& set);

}  // namespace eligo::check
