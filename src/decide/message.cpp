#include "decide/message.hpp"

#include <algorithm>
#include <initializer_list>
#include <optional>
#include <utility>
#include <vector>

#include "check/phrase_choice.hpp"
#include "decide/placeholders.hpp"
#include "values/locale.hpp"

namespace eligo::decide {

namespace {

using values::Phrase;

template <typename Entry>
const Entry* choose_entry(const std::vector<Entry>& entries, std::string_view locale) {
  const auto tag_at = [&](std::size_t i) { return std::string_view(entries[i].locale); };
  const auto chosen = values::choose_locale(entries.size(), tag_at, locale);
  return chosen ? &entries[*chosen] : nullptr;
}

std::string_view phrase_text(const check::CheckedRuleSet& rules, Phrase phrase, std::string_view locale) {
  return check::choose_phrase(rules, phrase, locale).text;
}

// The causes of run-time errors stand in the same order among the phrases.
Phrase phrase_of(values::Cause cause) {
  constexpr auto first = static_cast<std::size_t>(values::Cause::division_by_zero);
  return static_cast<Phrase>(static_cast<std::size_t>(Phrase::division_by_zero) +
                             static_cast<std::size_t>(cause) - first);
}
static_assert(static_cast<std::size_t>(Phrase::step_budget) + 1 == values::phrase_count);
static_assert(static_cast<std::size_t>(values::Cause::step_budget) -
                  static_cast<std::size_t>(values::Cause::division_by_zero) ==
              static_cast<std::size_t>(Phrase::step_budget) -
                  static_cast<std::size_t>(Phrase::division_by_zero));

// A phrase with its placeholders filled in, in one go, so that what fills one is not looked at for another.
std::string filled(std::string_view phrase,
                   std::initializer_list<std::pair<std::string_view, std::string_view>> fillings) {
  std::string text;
  while (!phrase.empty()) {
    const auto* const filling =
        std::ranges::find_if(fillings, [&](const auto& one) { return phrase.starts_with(one.first); });
    if (filling == fillings.end()) {
      text += phrase.front();
      phrase.remove_prefix(1);
    } else {
      text += filling->second;
      phrase.remove_prefix(filling->first.size());
    }
  }
  return text;
}

std::string_view fact_title(const check::Fact& fact, std::string_view locale) {
  if (fact.title) {
    const auto title = choose(*fact.title, locale);
    if (!title.empty()) return title;
  }
  return fact.name;
}

std::string undecided_message(const check::CheckedRuleSet& rules, const ReasonData& reason,
                              std::string_view locale) {
  const std::string_view separator = phrase_text(rules, Phrase::separator, locale);
  std::string listed;
  const auto add = [&](std::string_view text) {
    if (!listed.empty()) listed += separator;
    listed += text;
  };
  if (!reason.missing.empty()) {
    for (const auto& input : reason.missing) add(fact_title(rules.facts[input.index], locale));
    return filled(phrase_text(rules, Phrase::missing, locale), {{"{facts}", listed}});
  }
  for (const auto& input : reason.errors) {
    add(filled(phrase_text(rules, Phrase::error, locale),
               {{"{cause}", phrase_text(rules, phrase_of(input.cause), locale)},
                {"{part}", part_text(rules, input)}}));
  }
  if (reason.errors.empty()) listed = phrase_text(rules, Phrase::unknown, locale);
  return filled(phrase_text(rules, Phrase::failed, locale), {{"{errors}", listed}});
}

std::string rule_text(const check::CheckedRuleSet& rules, const check::Rule& rule,
                      const check::LocalizedTemplate& text, const ReasonData& reason,
                      std::string_view locale) {
  const check::Template* chosen = choose(text, locale);
  return chosen == nullptr ? std::string()
                           : render(rules, *chosen, placeholders_of(rule), reason.placeholder_values, locale);
}

}  // namespace

std::string render(const check::CheckedRuleSet& rules, const check::Template& text,
                   const std::vector<Placeholder>& placeholders, const std::vector<values::Value>& shown,
                   std::string_view locale) {
  std::string rendered;
  for (const auto& piece : text.pieces) {
    if (piece.kind == check::Template::Piece::Kind::text) {
      rendered += piece.text;
      continue;
    }
    const auto position = position_of(piece, placeholders);
    const bool known = position && *position < shown.size() && shown[*position].known();
    rendered += known ? values::display_text(shown[*position]) : std::string(unknown_text(rules, locale));
  }
  return rendered;
}

std::string_view unknown_text(const check::CheckedRuleSet& rules, std::string_view locale) {
  return phrase_text(rules, Phrase::unknown, locale);
}

const check::Template* choose(const check::LocalizedTemplate& text, std::string_view locale) {
  const auto* entry = choose_entry(text.entries, locale);
  return entry == nullptr ? nullptr : &entry->text;
}

std::string_view choose(const check::LocalizedText& text, std::string_view locale) {
  const auto* entry = choose_entry(text.entries, locale);
  return entry == nullptr ? std::string_view() : std::string_view(entry->text);
}

std::string message(const check::CheckedRuleSet& rules, const ReasonData& reason, std::string_view locale) {
  if (reason.codes_only) return {};
  if (reason.undecided) return undecided_message(rules, reason, locale);
  const auto& rule = rules.rules[reason.text_rule];
  return rule_text(rules, rule, rule.message, reason, locale);
}

std::string remedy(const check::CheckedRuleSet& rules, const ReasonData& reason, std::string_view locale) {
  if (reason.codes_only) return {};
  const auto& rule = rules.rules[reason.text_rule];
  return rule_text(rules, rule, rule.remedy, reason, locale);
}

std::string_view undecided_locale(const check::CheckedRuleSet& rules, const ReasonData& reason,
                                  std::string_view locale) {
  return check::choose_phrase(rules, reason.missing.empty() ? Phrase::failed : Phrase::missing, locale)
      .locale;
}

}  // namespace eligo::decide
