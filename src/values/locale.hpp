#pragma once

#include <cstddef>
#include <optional>
#include <string_view>

namespace eligo::values {

/// Whether two language tags are one: case does not count, and `_` is `-`.
[[nodiscard]] bool same_locale(std::string_view left, std::string_view right) noexcept;

/// `zh` of `zh-Hant-TW`.
[[nodiscard]] std::string_view language_of(std::string_view locale) noexcept;

/// The script that a tag names, or is most likely written in where it names none: `Hant` for `zh-HK`, `Hans`
/// for other Chinese, `Cyrl` for Serbian (Unicode CLDR, likely subtags); empty for all others.
[[nodiscard]] std::string_view script_of(std::string_view locale) noexcept;

/// The tag without its last subtag, and without a single letter before it; empty where none is left (RFC
/// 4647, section 3.4).
[[nodiscard]] std::string_view truncated(std::string_view locale) noexcept;

/// Which of `count` tags to use for the locale that is asked for: by the lookup of RFC 4647, section 3.4;
/// else one of the same language and script, else of the same language, else English, else the first. Nothing
/// where there are none. `tag_at(i)` gives a tag.
template <typename TagAt>
[[nodiscard]] std::optional<std::size_t> choose_locale(std::size_t count, TagAt tag_at,
                                                       std::string_view wanted) {
  const auto first = [&](auto suits) -> std::optional<std::size_t> {
    for (std::size_t i = 0; i < count; ++i) {
      if (suits(std::string_view(tag_at(i)))) return i;
    }
    return std::nullopt;
  };
  for (std::string_view range = wanted; !range.empty(); range = truncated(range)) {
    if (const auto found = first([&](std::string_view tag) { return same_locale(tag, range); })) return found;
  }
  const auto of_language = [&](std::string_view language, auto suits) {
    return first([&](std::string_view tag) { return same_locale(language_of(tag), language) && suits(tag); });
  };
  const std::string_view language = language_of(wanted), script = script_of(wanted);
  const auto any = [](std::string_view) { return true; };
  if (const auto found =
          of_language(language, [&](std::string_view tag) { return same_locale(script_of(tag), script); }))
    return found;
  if (const auto found = of_language(language, any)) return found;
  if (const auto found = first([](std::string_view tag) { return same_locale(tag, "en"); })) return found;
  if (const auto found = of_language("en", any)) return found;
  return count == 0 ? std::nullopt : std::optional<std::size_t>(0);
}

}  // namespace eligo::values
