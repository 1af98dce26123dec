#include "check/linking.hpp"

#include "expression/words.hpp"

namespace eligo::check {

std::optional<LocalizedText> texts_of(const std::optional<document::WrittenText>& written) {
  if (!written) return std::nullopt;
  LocalizedText texts;
  for (const document::WrittenText::Entry& entry : written->entries)
    texts.entries.push_back({entry.locale, entry.text.text});
  return texts;
}

void refuse_keyword(const std::string& name, const diagnostics::Place& place, std::string_view what,
                    MistakeList& mistakes) {
  if (!expression::is_keyword(name)) return;
  mistakes.error(diagnostics::Code::reserved_word, place,
                 quote(name) + " is reserved: no " + std::string(what) + " may be called so");
}

std::string first_place_hint(const diagnostics::Place& first) {
  const Diagnostic placed = diagnostics::diagnose(diagnostics::Code::duplicate_id, first, {});
  return "it stands first at line " + std::to_string(placed.line);
}

void IdTable::add(const diagnostics::LocatedText& id, MistakeList& mistakes) {
  const auto [entry, is_new] = places_.emplace(id.text, &id.place);
  if (is_new || mistakes.enough_errors()) return;
  mistakes.error(diagnostics::Code::duplicate_id, id.place,
                 "there are two " + what_ + "s with the id " + quote(id.text),
                 first_place_hint(*entry->second));
}

}  // namespace eligo::check
