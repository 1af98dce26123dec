#include "output/text_table.hpp"

#include <algorithm>
#include <array>
#include <cstdint>
#include <utility>

#include "diagnostics/code_points.hpp"

namespace eligo::output {

namespace {

using Stretch = std::pair<std::uint32_t, std::uint32_t>;

// Unicode's East Asian Width W and F, in the blocks that matter (UAX 11).
constexpr std::array<Stretch, 11> wide{{{0x1100, 0x115F},
                                        {0x2E80, 0x303E},
                                        {0x3041, 0x33FF},
                                        {0x3400, 0x4DBF},
                                        {0x4E00, 0x9FFF},
                                        {0xA000, 0xA4CF},
                                        {0xAC00, 0xD7A3},
                                        {0xF900, 0xFAFF},
                                        {0xFF00, 0xFF60},
                                        {0x1F300, 0x1FAFF},
                                        {0x20000, 0x3FFFD}}};
constexpr std::array<Stretch, 3> invisible{{{0x0000, 0x001F}, {0x0300, 0x036F}, {0x200B, 0x200F}}};

template <std::size_t Count>
bool within(const std::array<Stretch, Count>& stretches, std::uint32_t point) {
  return std::any_of(stretches.begin(), stretches.end(), [point](const Stretch& stretch) {
    return point >= stretch.first && point <= stretch.second;
  });
}

/// The code point at `at`, which moves past it; bytes that are not UTF-8 count one each.
std::uint32_t next_point(std::string_view text, std::size_t& at) {
  const auto byte = [&](std::size_t index) { return static_cast<std::uint8_t>(text[index]); };
  constexpr std::uint32_t malformed = 0xFFFD;
  const std::uint8_t lead = byte(at++);
  if (lead < 0x80) return lead;
  if (lead < 0xC2 || lead > 0xF4) return malformed;
  const std::size_t more = lead >= 0xF0 ? 3 : lead >= 0xE0 ? 2 : 1;
  std::uint32_t point = lead & (0x3FU >> more);
  for (std::size_t count = 0; count < more && at < text.size() && (byte(at) & 0xC0U) == 0x80U; ++count) {
    point = point << 6U | (byte(at++) & 0x3FU);
  }
  return point;
}

}  // namespace

std::size_t display_width(std::string_view text) {
  std::size_t width = 0;
  for (std::size_t at = 0; at < text.size();) {
    const std::uint32_t point = next_point(text, at);
    if (!within(invisible, point)) width += within(wide, point) ? 2 : 1;
  }
  return width;
}

void TextTable::add(std::vector<std::string> row) {
  for (std::string& cell : row) cell = diagnostics::printable(cell);
  rows_.push_back(std::move(row));
}

std::string TextTable::text() const {
  constexpr std::size_t indent = 2;
  constexpr std::size_t gap = 3;
  std::vector<std::size_t> widths(rows_.front().size());
  for (std::size_t row = 0; row < rows_.size(); ++row) {
    for (std::size_t column = 0; column < widths.size(); ++column) {
      const std::size_t shift = column == 0 && row > 0 ? indent : 0;
      widths[column] = std::max(widths[column], display_width(rows_[row][column]) + shift);
    }
  }
  std::string out;
  for (std::size_t row = 0; row < rows_.size(); ++row) {
    std::string line = row > 0 ? std::string(indent, ' ') : std::string();
    line += rows_[row].front();
    line.append(widths[0] - display_width(line), ' ');
    for (std::size_t column = 1; column < widths.size(); ++column) {
      const std::string& cell = rows_[row][column];
      line.append(gap + widths[column] - display_width(cell), ' ');
      line += cell;
    }
    out += line + "\n";
  }
  return out;
}

}  // namespace eligo::output
