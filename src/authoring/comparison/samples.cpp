#include "authoring/comparison/samples.hpp"

#include <algorithm>

namespace eligo::authoring {

void Samples::append(const Samples& later) {
  for (std::size_t cell = 0; cell < cells_.size(); ++cell) {
    const auto& from = later.cells_[cell];
    const std::size_t count = std::min(from.size(), most_ - cells_[cell].size());
    cells_[cell].insert(cells_[cell].end(), from.begin(), from.begin() + static_cast<std::ptrdiff_t>(count));
  }
}

std::vector<const Sample*> Samples::first(const std::vector<Cell>& cells, std::size_t most) const {
  std::vector<const Sample*> found;
  for (const Cell cell : cells) {
    for (const Sample& sample : of(cell)) found.push_back(&sample);
  }
  std::ranges::sort(found, {}, [](const Sample* sample) { return sample->profile.record; });
  if (found.size() > most) found.resize(most);
  return found;
}

}  // namespace eligo::authoring
