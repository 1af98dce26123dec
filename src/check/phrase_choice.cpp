#include "check/phrase_choice.hpp"

#include <cstddef>

#include "values/locale.hpp"

namespace eligo::check {

ChosenPhrase choose_phrase(const CheckedRuleSet& rules, values::Phrase phrase, std::string_view locale) {
  const auto& given = rules.phrases[static_cast<std::size_t>(phrase)].entries;
  const values::PhraseDescription& description =
      values::phrase_descriptions()[static_cast<std::size_t>(phrase)];
  // The author's come first: where both are of one locale, the first is chosen.
  const auto choice = [&](std::size_t i) -> ChosenPhrase {
    if (i < given.size()) return {given[i].locale, given[i].text};
    return i == given.size() ? ChosenPhrase{"en", description.english}
                             : ChosenPhrase{"zh", description.chinese};
  };
  const auto chosen = values::choose_locale(
      given.size() + 2, [&](std::size_t i) { return choice(i).locale; }, locale);
  return choice(*chosen);
}

}  // namespace eligo::check
