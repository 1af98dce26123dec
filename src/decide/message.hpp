#pragma once

#include <string>
#include <string_view>

#include "check/checked_rule_set.hpp"
#include "decide/decision_data.hpp"

namespace eligo::decide {

/// The entry that suits `locale`: the same tag, else one of the same language, else `en`, else the
/// first. Nothing where there is no entry.
[[nodiscard]] const check::Template* choose(const check::LocalizedTemplate& text, std::string_view locale);
[[nodiscard]] std::string_view choose(const document::LocalizedText& text, std::string_view locale);

/// A reason's message and remedy, figures filled in. An undecided reason says which facts are missing
/// (in English, or Chinese for `zh` locales) instead of the rule's own message; its remedy stays.
[[nodiscard]] std::string message(const check::CheckedRuleSet& rules, const ReasonData& reason,
                                  std::string_view locale);
[[nodiscard]] std::string remedy(const check::CheckedRuleSet& rules, const ReasonData& reason,
                                 std::string_view locale);

}  // namespace eligo::decide
