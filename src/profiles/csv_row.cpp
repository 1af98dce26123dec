#include "profiles/csv_row.hpp"

#include <algorithm>
#include <bit>
#include <cstddef>
#include <cstdint>

#include "profiles/byte_block.hpp"
#include "profiles/shape_values.hpp"
#include "values/bitmap.hpp"

namespace eligo::profiles {

namespace {

/// Reads the quoted cell at `at` (its opening quote); leaves `at` behind the closing one.
bool read_quoted(std::string_view row, std::size_t& at, std::string& unquoted, std::string_view& cell) {
  const std::size_t begin = at + 1;
  const std::size_t kept = unquoted.size();
  bool doubled = false;
  std::size_t copied = begin;
  while (true) {
    const std::size_t quote = row.find('"', doubled ? copied : begin);
    if (quote == std::string_view::npos) return false;
    if (quote + 1 < row.size() && row[quote + 1] == '"') {
      unquoted.append(row, copied, quote + 1 - copied);
      doubled = true;
      copied = quote + 2;
      continue;
    }
    at = quote + 1;
    if (!doubled) {
      cell = row.substr(begin, quote - begin);
    } else {
      unquoted.append(row, copied, quote - copied);
      cell = std::string_view(unquoted).substr(kept);
    }
    return true;
  }
}

}  // namespace

std::string_view split_csv_row(std::string_view row, std::vector<std::string_view>& cells,
                               std::string& unquoted, char separator) {
  cells.clear();
  unquoted.clear();
  // Cells point into it: it must not move. Some bytes behind them are readable, as they are behind the row.
  unquoted.reserve(row.size() + shape_padding);
  std::size_t at = 0;
  while (true) {
    std::string_view cell;
    if (at < row.size() && row[at] == '"') {
      if (!read_quoted(row, at, unquoted, cell)) return "a quoted cell has no closing quote";
      if (at < row.size() && row[at] != separator) {
        return separator == ',' ? "something stands between a closing quote and the comma"
                                : "something stands between a closing quote and the separator";
      }
    } else {
      const std::size_t end = std::min(row.find(separator, at), row.size());
      cell = row.substr(at, end - at);
      if (cell.find('"') != std::string_view::npos) return "a quote stands inside a cell that is not quoted";
      at = end;
    }
    cells.push_back(cell);
    if (at >= row.size()) break;
    ++at;
  }
  if (!unquoted.empty()) unquoted.append(shape_padding, '\0');
  return {};
}

bool split_plain_csv_row(std::string_view row, std::vector<std::string_view>& cells, char separator,
                         bool& odd) {
  cells.clear();
  std::uint64_t odd_bytes = 0;
  std::size_t begin = 0;
  // A word of bytes at a time: how many cells end in fewer of them changes more often, and the loop over them
  // would end where the processor did not foresee it.
  for (std::size_t at = 0; at < row.size(); at += 64) {
    std::uint64_t quotes = 0, separators = 0, other = 0;
    for (std::size_t i = 0; i < 64; i += ByteBlock::size) {
      const ByteBlock block(row.data() + at + i);
      quotes |= std::uint64_t{block.equal('"')} << i;
      separators |= std::uint64_t{block.equal(separator)} << i;
      other |= std::uint64_t{block.control_or_not_ascii()} << i;
    }
    const std::uint64_t part = values::first_rows(row.size() - at);
    if ((quotes & part) != 0) return false;
    odd_bytes |= other & part;
    for (std::uint64_t ends = separators & part; ends != 0; ends &= ends - 1) {
      const std::size_t end = at + static_cast<std::size_t>(std::countr_zero(ends));
      cells.emplace_back(row.data() + begin, end - begin);
      begin = end + 1;
    }
  }
  cells.push_back(row.substr(begin));
  odd = odd_bytes != 0;
  return true;
}

}  // namespace eligo::profiles
