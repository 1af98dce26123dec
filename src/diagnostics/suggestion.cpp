#include "diagnostics/suggestion.hpp"

#include <algorithm>
#include <cstdlib>
#include <vector>

#include "diagnostics/code_points.hpp"

namespace eligo::diagnostics {

namespace {

// Nobody mistypes a longer word in a way worth guessing at.
constexpr std::size_t longest_word = 200;

std::u32string folded(std::string_view text) {
  std::u32string out;
  for (std::size_t at = 0; at < text.size();) {
    const CodePoint point = code_point_at(text, at);
    const bool upper = point.value >= U'A' && point.value <= U'Z';
    out.push_back(upper ? point.value + (U'a' - U'A') : point.value);
    at += point.bytes;
  }
  return out;
}

// Insertions, deletions, substitutions and swaps of neighbours; `limit + 1` where there are more.
std::size_t distance(const std::u32string& left, const std::u32string& right, std::size_t limit) {
  const std::size_t columns = right.size() + 1;
  std::vector<std::size_t> older(columns), previous(columns), current(columns);
  for (std::size_t j = 0; j < columns; ++j) previous[j] = j;
  for (std::size_t i = 1; i <= left.size(); ++i) {
    current[0] = i;
    std::size_t lowest = i;
    for (std::size_t j = 1; j < columns; ++j) {
      const std::size_t substitution = previous[j - 1] + (left[i - 1] == right[j - 1] ? 0 : 1);
      current[j] = std::min({substitution, previous[j] + 1, current[j - 1] + 1});
      const bool swapped = i > 1 && j > 1 && left[i - 1] == right[j - 2] && left[i - 2] == right[j - 1];
      if (swapped) current[j] = std::min(current[j], older[j - 2] + 1);
      lowest = std::min(lowest, current[j]);
    }
    if (lowest > limit) return limit + 1;
    older.swap(previous);
    previous.swap(current);
  }
  return previous.back();
}

}  // namespace

std::string closest(std::string_view word, std::span<const std::string> candidates) {
  if (word.size() > longest_word) return {};
  const std::u32string wanted = folded(word);
  std::size_t limit = std::max<std::size_t>(1, wanted.size() / 3);
  if (wanted.size() <= limit) limit = wanted.empty() ? 0 : wanted.size() - 1;
  const std::string* best = nullptr;
  std::size_t best_distance = limit + 1;
  for (const std::string& candidate : candidates) {
    if (candidate.empty() || candidate.size() > 2 * longest_word) continue;
    const std::u32string offered = folded(candidate);
    const std::size_t shorter = std::min(wanted.size(), offered.size());
    if (std::max(wanted.size(), offered.size()) - shorter > limit) continue;
    const std::size_t found = distance(wanted, offered, limit);
    if (found < best_distance) {
      best = &candidate;
      best_distance = found;
    }
  }
  return best == nullptr ? std::string{} : *best;
}

std::string did_you_mean(std::string_view word, std::span<const std::string> candidates) {
  const std::string name = closest(word, candidates);
  return name.empty() ? std::string{} : "did you mean `" + name + "`?";
}

}  // namespace eligo::diagnostics
