#include "output/text_table.hpp"

#include <algorithm>
#include <utility>

#include "text/display.hpp"

namespace eligo::output {

void TextTable::add(std::vector<std::string> row) {
  for (std::string& cell : row) cell = text::printable(cell);
  rows_.push_back(std::move(row));
}

std::string TextTable::text() const {
  constexpr std::size_t indent = 2;
  constexpr std::size_t gap = 3;
  std::vector<std::size_t> widths(rows_.front().size());
  for (std::size_t row = 0; row < rows_.size(); ++row) {
    for (std::size_t column = 0; column < widths.size(); ++column) {
      const std::size_t shift = column == 0 && row > 0 ? indent : 0;
      widths[column] = std::max(widths[column], text::display_width(rows_[row][column]) + shift);
    }
  }
  std::string out;
  for (std::size_t row = 0; row < rows_.size(); ++row) {
    std::string line = row > 0 ? std::string(indent, ' ') : std::string();
    line += rows_[row].front();
    line.append(widths[0] - text::display_width(line), ' ');
    for (std::size_t column = 1; column < widths.size(); ++column) {
      const std::string& cell = rows_[row][column];
      line.append(gap + widths[column] - text::display_width(cell), ' ');
      line += cell;
    }
    out += line + "\n";
  }
  return out;
}

}  // namespace eligo::output
