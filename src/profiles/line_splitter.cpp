#include "profiles/line_splitter.hpp"

#include <string_view>

namespace eligo::profiles {

namespace {

bool is_blank(std::string_view line) { return line.find_first_not_of(" \t\r") == std::string_view::npos; }

}  // namespace

bool LineSplitter::next(InputWindow& window, std::string& bytes, RawRecord& record) {
  while (true) {
    std::size_t end = window.text().find('\n');
    std::size_t searched = window.text().size();
    bool last = false;
    while (end == std::string_view::npos && searched <= longest_ && !last) {
      last = !window.grow();
      end = window.text().find('\n', searched);
      searched = window.text().size();
    }
    if (last && searched == 0) return false;
    ++line_;
    record = {bytes.size(), 0, line_, Flaw::none};
    const std::size_t size = end == std::string_view::npos ? searched : end;
    if (size > longest_) {
      record.flaw = Flaw::too_long;
      window.drop_line();
      return true;
    }
    const std::string_view line = window.text().substr(0, size);
    const bool blank = is_blank(line);
    if (!blank) {
      bytes.append(line);
      record.size = size;
      record.at_end = end == std::string_view::npos;
    }
    window.drop(end == std::string_view::npos ? size : size + 1);
    if (!blank) return true;
    if (last) return false;
  }
}

void LineSplitter::take_whole(InputWindow& window, RecordBlock& block) {
  const std::string_view text = window.text();
  const std::size_t first = block.records.size();
  std::size_t at = 0;
  while (block.records.size() < block.most_records && at < block.most_bytes) {
    const std::size_t end = text.find('\n', at);
    if (end == std::string_view::npos || end - at > longest_) break;
    ++line_;
    if (!is_blank(text.substr(at, end - at))) block.records.push_back({at, end - at, line_, Flaw::none});
    at = end + 1;
  }
  if (block.records.size() == first) return window.drop(at);  // empty lines
  block.take(window, at, first);
}

}  // namespace eligo::profiles
