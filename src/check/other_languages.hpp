#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "expression/tree.hpp"
#include "values/type.hpp"

namespace eligo::check {

/// What to write for what other languages have, where it depends on the text around it. Each is empty, or
/// nothing, where nothing better than the usual hint is known.

/// For a call of a function that this language writes otherwise: `coalesce(x, 0)`, `s.equals('a')`,
/// `l.isEmpty()`.
[[nodiscard]] std::optional<std::string> foreign_call_hint(const expression::Tree& tree,
                                                           expression::NodeId call);

/// For a field of what has no fields, as `selection` asks: `now.hour`, `tags.length`, `loans.status`.
[[nodiscard]] std::string foreign_field_hint(const expression::Tree& tree, expression::NodeId selection,
                                             const values::Type& of);

/// For a name that nothing has: `today`.
[[nodiscard]] std::string_view foreign_name_hint(std::string_view name);

/// For a time zone that is none: `Asia/Beijing`, `CST`, `UTC+8`.
[[nodiscard]] std::string foreign_zone_hint(std::string_view zone);

/// Whether a time zone's name is one that only people use, not the data: no zone is near to it by its
/// letters.
[[nodiscard]] bool is_zone_abbreviation(std::string_view zone);

}  // namespace eligo::check
