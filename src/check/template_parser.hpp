#pragma once

#include <optional>

#include "check/linking.hpp"

namespace eligo::check {

/// Cuts a message into text and placeholders. `{credit.score}`, `{params.min_score}` and `{definition}` name
/// a fact, param or definition that is no list; `{{` and `}}` are braces. Nothing after noting what is
/// wrong.
[[nodiscard]] std::optional<Template> parse_template(Linking& linking, const diagnostics::LocatedText& text);

/// The same for each locale.
[[nodiscard]] LocalizedTemplate parse_templates(Linking& linking,
                                                const std::optional<document::WrittenText>& text);

}  // namespace eligo::check
