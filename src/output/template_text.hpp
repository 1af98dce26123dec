#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "check/checked_rule_set.hpp"

namespace eligo::output {

/// Whether a template is the same in all decisions: it shows no placeholders.
[[nodiscard]] bool is_plain(const check::Template& shown);
/// Whether something is shown whatever its placeholders are.
[[nodiscard]] bool shows_text(const check::Template& shown);
/// The text for a locale, empty where there is none; nothing where it shows placeholders.
[[nodiscard]] std::optional<std::string> plain_text(const check::LocalizedTemplate& text,
                                                    std::string_view locale);

}  // namespace eligo::output
