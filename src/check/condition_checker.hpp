#pragma once

#include <optional>

#include "check/linking.hpp"
#include "expression/tree.hpp"

namespace eligo::check {

/// Reads an expression; its mistakes bear the present context.
[[nodiscard]] std::optional<expression::Tree> parse_with_subject(Linking& linking,
                                                                 const diagnostics::LocatedText& text);

/// Types and links one expression of any type. Nothing where there is a mistake, or where it uses a
/// name whose own mistake was noted.
[[nodiscard]] std::optional<NodeId> check_text(Linking& linking, const diagnostics::LocatedText& text);
[[nodiscard]] std::optional<NodeId> check_tree(Linking& linking, const diagnostics::LocatedText& text,
                                               const expression::Tree& tree);

/// Types and links a condition. `all` becomes a logical_and of its parts, `any` a logical_or, `none` a
/// logical_not of a logical_or (one part stays one part). The inner logical_or of a `none` has no text:
/// whoever shows conditions passes over it.
[[nodiscard]] std::optional<NodeId> check_condition(Linking& linking, const document::Condition& condition);

}  // namespace eligo::check
