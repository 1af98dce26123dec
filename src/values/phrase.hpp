#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>

namespace eligo::values {

/// What decisions say in words of their own, and not of the author's: where a rule could not be decided. The
/// author may give each in any locale, under `phrases`.
enum class Phrase : std::uint8_t {
  unknown,    ///< in place of a placeholder that has no value
  missing,    ///< the message where facts are missing: `{facts}`
  failed,     ///< the message where only run-time errors are why: `{errors}`
  error,      ///< one of these errors: `{cause}` and `{part}`
  separator,  ///< between facts, and between errors
  // causes of run-time errors
  division_by_zero,
  overflow,
  index_out_of_range,
  bad_conversion,
  bad_argument,
  zone_data,
  step_budget,
};
inline constexpr std::size_t phrase_count = 12;

struct PhraseDescription {
  std::string_view name;                         ///< as a key of `phrases`
  std::string_view english, chinese;             ///< built in, for `en` and `zh`
  std::array<std::string_view, 2> placeholders;  ///< each must stand in every text; empty: none
};

/// By phrase.
[[nodiscard]] const std::array<PhraseDescription, phrase_count>& phrase_descriptions() noexcept;

}  // namespace eligo::values
