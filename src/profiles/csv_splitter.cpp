#include "profiles/csv_splitter.hpp"

#include <algorithm>
#include <string_view>

namespace eligo::profiles {

bool CsvSplitter::next(InputWindow& window, std::string& bytes, RawRecord& record) {
  Within within = Within::cell_start;
  std::size_t at = 0;
  record = {bytes.size(), 0, line_, Flaw::none};
  const auto finish = [&](std::size_t size, std::size_t consumed) {
    std::string_view row = window.text().substr(0, size);
    line_ += static_cast<std::uint64_t>(std::ranges::count(row, '\n'));
    if (!row.empty() && row.back() == '\r') row.remove_suffix(1);
    bytes.append(row);
    record.size = row.size();
    window.drop(consumed);
  };
  while (true) {
    if (at == window.text().size()) {
      if (at > longest_)
        return pass_over_line(window, record, within == Within::quoted ? Flaw::open_quote : Flaw::too_long);
      if (!window.grow()) {
        if (at == 0) return false;
        record.at_end = true;
        if (within == Within::quoted) return pass_over_line(window, record, Flaw::open_quote);
        finish(at, at);
        return record.size > 0;
      }
    }
    const std::string_view text = window.text();
    for (; at < text.size(); ++at) {
      const char c = text[at];
      if (within == Within::quoted) {
        if (c == '"') within = Within::quote_in_quoted;
      } else if (c == '\n') {
        break;
      } else if (c == '"' && within != Within::plain) {
        within = Within::quoted;  // opens a cell, or is the second of a doubled quote
      } else {
        within = c == ',' ? Within::cell_start : Within::plain;
      }
    }
    if (at == text.size()) continue;
    if (at > longest_) return pass_over_line(window, record, Flaw::too_long);
    finish(at, at + 1);
    ++line_;
    if (record.size > 0) return true;
    at = 0;
    within = Within::cell_start;
    record.line = line_;
  }
}

bool CsvSplitter::pass_over_line(InputWindow& window, RawRecord& record, Flaw flaw) {
  record.flaw = flaw;
  window.drop_line();
  ++line_;
  return true;
}

}  // namespace eligo::profiles
