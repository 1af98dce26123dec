#pragma once

#include <array>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "authoring/comparison/outcome.hpp"

namespace eligo::authoring {

/// Some cells of the matrix of verdicts, by a word: `visible-denied` is the cell of those whom the champion
/// gives the first and the challenger the second verdict, `gains` and `losses` are those whose verdict gets
/// better or worse, `reasons` those whose verdict stays for other reasons.
class CellSet {
 public:
  /// Nothing for any other word.
  [[nodiscard]] static std::optional<CellSet> named(std::string_view word);
  /// All words, for suggestions.
  [[nodiscard]] static std::vector<std::string> words();

  [[nodiscard]] bool has(const Change& change) const {
    return cells_[change.cell.index()] && (!other_reasons_ || change.reasons);
  }

 private:
  std::array<bool, Cell::count> cells_{};
  bool other_reasons_ = false;
};

/// `visible-denied`
[[nodiscard]] std::string cell_word(Cell cell);

}  // namespace eligo::authoring
