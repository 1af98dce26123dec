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

}  // namespace eligo::profiles
