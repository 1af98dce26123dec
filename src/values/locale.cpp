#include "values/locale.hpp"

#include <algorithm>

#include "text/ascii.hpp"

namespace eligo::values {

namespace {

constexpr std::string_view separators = "-_";

char plain(char letter) { return letter == '_' ? '-' : text::lower_ascii(letter); }

// The tag's parts after the language, one by one.
template <typename Visit>
void each_subtag(std::string_view locale, Visit visit) {
  while (true) {
    const std::size_t at = locale.find_first_of(separators);
    if (at == std::string_view::npos) return;
    locale.remove_prefix(at + 1);
    visit(locale.substr(0, locale.find_first_of(separators)));
  }
}

}  // namespace

bool same_locale(std::string_view left, std::string_view right) noexcept {
  return std::ranges::equal(left, right, [](char a, char b) { return plain(a) == plain(b); });
}

std::string_view language_of(std::string_view locale) noexcept {
  return locale.substr(0, locale.find_first_of(separators));
}

std::string_view script_of(std::string_view locale) noexcept {
  constexpr std::size_t letters_of_a_script = 4;
  std::string_view script;
  bool traditional = false;
  each_subtag(locale, [&](std::string_view subtag) {
    if (subtag.size() == letters_of_a_script && script.empty()) script = subtag;
    traditional =
        traditional || same_locale(subtag, "TW") || same_locale(subtag, "HK") || same_locale(subtag, "MO");
  });
  if (!script.empty()) return script;
  const std::string_view language = language_of(locale);
  if (same_locale(language, "zh")) return traditional ? "Hant" : "Hans";
  return same_locale(language, "sr") ? "Cyrl" : "";
}

std::string_view truncated(std::string_view locale) noexcept {
  const std::size_t last = locale.find_last_of(separators);
  if (last == std::string_view::npos) return {};
  locale = locale.substr(0, last);
  const std::size_t before = locale.find_last_of(separators);
  const bool single = before != std::string_view::npos && locale.size() - before == 2;
  return single ? locale.substr(0, before) : locale;
}

}  // namespace eligo::values
