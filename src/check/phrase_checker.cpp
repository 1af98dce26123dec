#include <algorithm>
#include <string>
#include <string_view>
#include <unordered_set>
#include <vector>

#include "check/passes.hpp"
#include "check/phrase_choice.hpp"
#include "values/locale.hpp"

namespace eligo::check {

namespace {

using diagnostics::Code;
using document::WrittenText;
using values::PhraseDescription;

// Braces hold one of the phrase's placeholders, and each of them stands there once.
void check_placeholders(const PhraseDescription& phrase, const diagnostics::LocatedText& text,
                        MistakeList& mistakes) {
  for (const std::string_view placeholder : phrase.placeholders) {
    if (placeholder.empty() || text.text.find(placeholder) != std::string::npos) continue;
    mistakes.error(Code::unknown_placeholder, text.place,
                   "the phrase lacks its placeholder " + quote(placeholder),
                   "in English it is " + quote(phrase.english));
  }
  for (std::size_t at = text.text.find('{'); at != std::string::npos; at = text.text.find('{', at + 1)) {
    const std::string_view rest = std::string_view(text.text).substr(at);
    const std::string_view written = rest.substr(0, rest.find('}') + 1);  // all of it where there is no `}`
    const auto& known = phrase.placeholders;
    const auto found = std::ranges::find(known, written);
    if (written.empty() || found == known.end()) {
      mistakes.error(Code::unknown_placeholder, text.place,
                     "this phrase has no placeholder " + quote(written.empty() ? rest : written),
                     "in English it is " + quote(phrase.english));
    } else if (text.text.find(written, at + 1) != std::string::npos) {
      mistakes.error(Code::unknown_placeholder, text.place,
                     "the placeholder " + quote(written) + " stands twice");
    }
  }
}

// The phrases that a reader of the locale gets in another language.
std::vector<std::string_view> foreign_phrases(const CheckedRuleSet& rules, std::string_view locale) {
  std::vector<std::string_view> names;
  for (std::size_t i = 0; i < rules.phrases.size(); ++i) {
    const ChosenPhrase chosen = choose_phrase(rules, static_cast<values::Phrase>(i), locale);
    if (!values::same_locale(values::language_of(chosen.locale), values::language_of(locale)))
      names.push_back(values::phrase_descriptions()[i].name);
  }
  return names;
}

void warn_of_languages(Linking& linking) {
  std::unordered_set<std::string> seen;
  const auto meet = [&](const std::optional<WrittenText>& text) {
    if (!text) return;
    for (const WrittenText::Entry& entry : text->entries) {
      if (!seen.insert(std::string(values::language_of(entry.locale))).second) continue;
      const auto names = foreign_phrases(linking.rules, entry.locale);
      if (names.empty()) continue;
      std::string list;
      for (const std::string_view name : names)
        list += (list.empty() ? "`" : ", `") + std::string(name) + "`";
      linking.mistakes.warning(Code::foreign_phrases, entry.text.place,
                               "there are texts in " + quote(entry.locale) +
                                   ", but what decisions say in words of their own is in English then",
                               "give under `phrases` in this language: " + list);
    }
  };
  for (const document::WrittenRule& rule : linking.document.rules) {
    meet(rule.message);
    meet(rule.remedy);
  }
}

}  // namespace

void check_phrases(Linking& linking) {
  const auto& descriptions = values::phrase_descriptions();
  for (const document::WrittenPhrase& given : linking.document.phrases) {
    const PhraseDescription& phrase = descriptions[static_cast<std::size_t>(given.phrase)];
    const MistakeList::Context context(linking.mistakes, "phrase " + quote(phrase.name));
    auto& texts = linking.rules.phrases[static_cast<std::size_t>(given.phrase)].entries;
    for (const WrittenText::Entry& entry : given.texts.entries) {
      check_placeholders(phrase, entry.text, linking.mistakes);
      texts.push_back({entry.locale, entry.text.text});
    }
  }
  warn_of_languages(linking);
}

}  // namespace eligo::check
