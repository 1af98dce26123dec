#pragma once

#include <span>
#include <string>
#include <string_view>

namespace eligo::diagnostics {

/// The candidate that a mistyped word most likely means, by Damerau-Levenshtein distance (at most a
/// third of the word's length, at least one, but never the whole word); empty where none is close. ASCII
/// letters that differ only in case count as equal. Ties go to the earlier candidate.
[[nodiscard]] std::string closest(std::string_view word, std::span<const std::string> candidates);

/// "did you mean `x`?", or empty where no candidate is close.
[[nodiscard]] std::string did_you_mean(std::string_view word, std::span<const std::string> candidates);

}  // namespace eligo::diagnostics
