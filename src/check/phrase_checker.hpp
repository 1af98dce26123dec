#pragma once

#include <string_view>

#include "check/linking.hpp"

namespace eligo::check {

/// Checks the author's phrases, and warns of rules whose texts are in a language that phrases lack.
void check_phrases(Linking& linking);

struct ChosenPhrase {
  std::string_view locale, text;
};
/// The text of a phrase that suits the locale, of the author's and the built-in ones.
[[nodiscard]] ChosenPhrase choose_phrase(const CheckedRuleSet& rules, values::Phrase phrase,
                                         std::string_view locale);

}  // namespace eligo::check
