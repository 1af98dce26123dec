#include "profiles/csv_splitter.hpp"

#include <algorithm>
#include <limits>
#include <string_view>

#include "profiles/csv_line.hpp"

namespace eligo::profiles {

/// Where the line ends that begins at `begin`: at a line end, or where the input ends. Nothing where the row
/// is then longer than allowed.
std::optional<std::size_t> CsvSplitter::find_line_end(InputWindow& window, std::size_t begin) const {
  std::size_t searched = begin;
  while (true) {
    const std::size_t end = window.text().find('\n', searched);
    searched = std::min(end, window.text().size());
    if (searched > longest_) return std::nullopt;
    if (end != std::string_view::npos || !window.grow()) return searched;
  }
}

void CsvSplitter::drop(InputWindow& window, std::size_t size) {
  window.drop(size);
  offset_ += size;
}

bool CsvSplitter::next(InputWindow& window, std::string& bytes, RawRecord& record) {
  while (true) {
    record = {bytes.size(), 0, line_};
    std::size_t begin = 0;  // of the line that is looked at
    std::uint64_t line = line_;
    while (true) {
      const std::optional<std::size_t> end = find_line_end(window, begin);
      if (!end && begin > 0 && form_.recover_quotes) {
        doom_ = {offset_ + begin, Flaw::open_quote, 0};
        return give_up_first_line(window, record);
      }
      if (!end) return pass_over_row(window, record);
      const bool last = *end == window.text().size();
      if (last && *end == 0) return false;
      const std::size_t next = *end + (last ? 0 : 1);
      switch (follow_csv_line(window.text().substr(begin, *end - begin), begin > 0, form_.separator)) {
        case LineEnd::row: break;
        case LineEnd::bad:
          if (begin == 0) break;  // the reader of the row says it
          doom_ = {offset_ + begin, Flaw::bad_quote, line};
          return give_up_first_line(window, record);
        case LineEnd::quoted:
          if (last && form_.recover_quotes)
            doom_ = {std::numeric_limits<std::uint64_t>::max(), Flaw::open_quote, 0};
          if (offset_ + next <= doom_.until) return give_up_first_line(window, record);
          if (last) return pass_over_row(window, record);
          begin = next;
          ++line;
          continue;
      }
      std::string_view row = window.text().substr(0, *end);
      if (row.ends_with('\r')) row.remove_suffix(1);
      bytes.append(row);
      record.size = row.size();
      record.at_end = last;
      drop(window, next);
      line_ = line + (last ? 0 : 1);
      if (record.size > 0) return true;
      if (last) return false;
      break;
    }
  }
}

void CsvSplitter::take_whole(InputWindow& window, RecordBlock& block) {
  const std::string_view text = window.text();
  const std::size_t first = block.records.size();
  std::size_t at = 0;
  while (block.records.size() < block.most_records && at < block.most_bytes) {
    const std::size_t end = text.find('\n', at);
    if (end == std::string_view::npos || end - at > longest_) break;
    std::string_view row = text.substr(at, end - at);
    if (follow_csv_line(row, false, form_.separator) != LineEnd::row) break;
    if (row.ends_with('\r')) row.remove_suffix(1);
    if (!row.empty()) block.records.push_back({at, row.size(), line_, Flaw::none});
    ++line_;
    at = end + 1;
  }
  if (block.records.size() == first) return drop(window, at);  // empty lines
  block.take(window, at, first);
  offset_ += at;
}

/// The row's first line is the flawed record; what follows is looked at again.
bool CsvSplitter::give_up_first_line(InputWindow& window, RawRecord& record) {
  record.flaw = doom_.flaw;
  record.last_line = doom_.line;
  const std::size_t end = window.text().find('\n');
  record.at_end = end == std::string_view::npos;
  drop(window, record.at_end ? window.text().size() : end + 1);
  ++line_;
  return true;
}

/// The row ahead, which is too long to be kept or has no end, is the flawed record.
bool CsvSplitter::pass_over_row(InputWindow& window, RawRecord& record) {
  enum class Within { cell_start, plain, quoted, quote_in_quoted };
  Within within = Within::cell_start;
  record.flaw = Flaw::too_long;
  std::size_t passed = 0;
  do {
    const std::string_view text = window.text();
    for (std::size_t at = 0; at < text.size(); ++at) {
      const char c = text[at];
      if (c == '\n') ++line_;
      if (within == Within::quoted) {
        if (c == '"') within = Within::quote_in_quoted;
      } else if (c == '\n') {
        drop(window, at + 1);
        record.last_line = line_ - 1;
        return true;
      } else if (c == '"' && within != Within::plain) {
        within = Within::quoted;  // opens a cell, or is the second of a doubled quote
      } else if (within != Within::quote_in_quoted || c == form_.separator) {
        within = c == form_.separator ? Within::cell_start : Within::plain;
      } else if (c != '\r') {
        within = Within::plain;
      }
    }
    passed += text.size();
    record.last_line = line_ - (text.ends_with('\n') ? 1 : 0);
    drop(window, text.size());
  } while (window.grow());
  record.at_end = true;
  if (within == Within::quoted) record.flaw = Flaw::open_quote;
  return passed > 0;
}

}  // namespace eligo::profiles
