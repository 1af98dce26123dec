#include "authoring/comparison/cell_set.hpp"

#include <algorithm>

namespace eligo::authoring {

std::optional<CellSet> CellSet::named(std::string_view word) {
  CellSet set;
  set.other_reasons_ = word == "reasons";
  for (std::size_t index = 0; index < Cell::count; ++index) {
    const Cell cell = Cell::at(index);
    switch (cell.outcome()) {
      case Outcome::same: set.cells_[index] = word == "reasons"; break;
      case Outcome::better: set.cells_[index] = word == "gains"; break;
      case Outcome::worse: set.cells_[index] = word == "losses"; break;
    }
    if (word == cell_word(cell)) set.cells_[index] = true;
  }
  if (std::ranges::find(set.cells_, true) == set.cells_.end()) return std::nullopt;
  return set;
}

std::vector<std::string> CellSet::words() {
  std::vector<std::string> words{"gains", "losses", "reasons"};
  for (std::size_t index = 0; index < Cell::count; ++index) words.push_back(cell_word(Cell::at(index)));
  return words;
}

std::string cell_word(Cell cell) {
  return std::string(to_string(cell.champion)) + "-" + std::string(to_string(cell.challenger));
}

}  // namespace eligo::authoring
