#pragma once

#include <string_view>

#include "check/checked_rule_set.hpp"

namespace eligo::check {

struct ChosenPhrase {
  std::string_view locale, text;
};
/// The text of a phrase that suits the locale, of the author's and the built-in ones.
[[nodiscard]] ChosenPhrase choose_phrase(const CheckedRuleSet& rules, values::Phrase phrase,
                                         std::string_view locale);

}  // namespace eligo::check
