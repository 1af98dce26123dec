#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace eligo::diagnostics {

/// Names prepared for finding the one that a mistyped word most likely means. Immutable.
///
/// Closeness is the Damerau-Levenshtein distance (insertions, deletions, substitutions, swaps of neighbours;
/// no letter is touched twice), at most a third of the word's length, at least one, but never the whole word.
/// ASCII letters that differ only in case count as equal. Ties go to the earlier name.
class NameIndex {
 public:
  /// What one word may cost; a word that is close to nothing among many long names costs more, and is given
  /// up.
  static constexpr std::size_t most_steps = 1'000'000;

  explicit NameIndex(std::span<const std::string> names);

  struct Answer {
    std::string name;          ///< empty where none is close
    std::size_t distance = 0;  ///< of the name
    std::size_t steps = 0;     ///< cells of distance tables that were computed, and names that were looked at
  };
  [[nodiscard]] Answer closest(std::string_view word, std::size_t steps = most_steps) const;

  /// Bytes of all names.
  [[nodiscard]] std::size_t bytes() const { return bytes_; }

 private:
  struct Entry {
    std::u32string folded;
    std::string name;
    std::uint32_t position = 0;  // among the names as they came
    std::uint32_t shared = 0;    // letters that it begins with like the entry before it
  };
  class Search;

  std::vector<Entry> entries_;  // by folded name, so that names with one beginning stand together
  std::size_t bytes_ = 0;
};

}  // namespace eligo::diagnostics
