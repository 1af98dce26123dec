#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "check/checked_rule_set.hpp"
#include "decide/decision_data.hpp"
#include "decide/placeholders.hpp"

namespace eligo::decide {

/// The entry that suits `locale`, see values::choose_locale. Nothing where there is no entry.
[[nodiscard]] const check::Template* choose(const check::LocalizedTemplate& text, std::string_view locale);
[[nodiscard]] std::string_view choose(const check::LocalizedText& text, std::string_view locale);

/// A text that was chosen for a locale, filled with the values that a reason has for `placeholders`; one that
/// has no value reads "unknown".
[[nodiscard]] std::string render(const check::CheckedRuleSet& rules, const check::Template& text,
                                 const std::vector<Placeholder>& placeholders,
                                 const std::vector<values::Value>& shown, std::string_view locale);

/// What a placeholder that has no value reads.
[[nodiscard]] std::string_view unknown_text(const check::CheckedRuleSet& rules, std::string_view locale);

/// A reason's message and remedy, placeholders filled in. An undecided reason says which facts are missing
/// instead of the rule's own message, or where none is missing which run-time error arose in which part,
/// in the rule set's phrases; its remedy stays. A placeholder that has no value reads "unknown". Empty where
/// the author gave no text. Never throws on data.
[[nodiscard]] std::string message(const check::CheckedRuleSet& rules, const ReasonData& reason,
                                  std::string_view locale);
[[nodiscard]] std::string remedy(const check::CheckedRuleSet& rules, const ReasonData& reason,
                                 std::string_view locale);
/// The language of an undecided reason's message: that of the phrase that it is made of.
[[nodiscard]] std::string_view undecided_locale(const check::CheckedRuleSet& rules, const ReasonData& reason,
                                                std::string_view locale);

}  // namespace eligo::decide
