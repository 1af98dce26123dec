#include "profiles/value_splitter.hpp"

#include <algorithm>
#include <string_view>

#include "json/syntax.hpp"
#include "profiles/value_scan.hpp"

namespace eligo::profiles {

namespace {

using json::white_space;

/// Drops white space. How much of it stands in the line that it leads to, where it holds a line end; `any`
/// says whether something follows.
std::optional<std::size_t> drop_to_value(InputWindow& window, bool& any) {
  std::optional<std::size_t> indentation;
  do {
    const std::size_t begin = std::min(window.text().find_first_not_of(white_space), window.text().size());
    const std::string_view space = window.text().substr(0, begin);
    const std::size_t line_end = space.rfind('\n');
    if (line_end != std::string_view::npos) {
      indentation = space.size() - line_end - 1;
    } else if (indentation) {
      *indentation += space.size();
    }
    window.drop(begin);
    any = !window.text().empty();
  } while (!any && window.grow());
  return indentation;
}

}  // namespace

bool drop_white_space(InputWindow& window) {
  while (true) {
    const std::size_t begin = window.text().find_first_not_of(white_space);
    if (begin != std::string_view::npos) {
      window.drop(begin);
      return true;
    }
    window.drop(window.text().size());
    if (!window.grow()) return false;
  }
}

bool ValueSplitter::flawed(RawRecord& record, Flaw flaw) {
  record.flaw = flaw;
  record.at_end = flaw == Flaw::open_array;
  state_ = State::done;
  return true;
}

bool ValueSplitter::start(InputWindow& window) {
  if (!drop_white_space(window)) return false;
  const bool array = window.text().front() == '[';
  state_ = array ? State::elements : State::values;
  if (array) window.drop(1);
  return true;
}

bool ValueSplitter::next(InputWindow& window, std::string& bytes, RawRecord& record) {
  if (state_ == State::done) return false;
  const bool first = state_ == State::start;
  if (first && !start(window)) return false;
  record = {bytes.size(), 0, ++number_, Flaw::none};
  if (state_ == State::values) {
    if (!drop_white_space(window)) return false;
    cut_value(window, ValueScan(false, {}), bytes, record);
    return true;
  }
  return next_element(window, bytes, record);
}

bool ValueSplitter::next_element(InputWindow& window, std::string& bytes, RawRecord& record) {
  bool more = false;
  const std::optional<std::size_t> indentation = drop_to_value(window, more);
  if (state_ == State::closed) return more && !part_of_text_ && flawed(record, Flaw::after_array);
  if (!more) return flawed(record, Flaw::open_array);
  const bool empty_array = state_ == State::elements && number_ == 1 && window.text().front() == ']';
  if (!empty_array) {
    ValueScan scan(true, indentation);
    if (by_lines_) scan.end_at_lines();
    cut_value(window, std::move(scan), bytes, record);
  }
  if (!drop_white_space(window)) {
    state_ = State::behind_comma;  // reported as an open array when asked for the next record
    return record.size > 0 || record.flaw != Flaw::none || flawed(record, Flaw::open_array);
  }
  const char behind = window.text().front();
  state_ = behind == ']' ? State::closed : State::behind_comma;
  if (behind != ']' && behind != ',') {
    if (record.flaw == Flaw::none) record.flaw = Flaw::no_comma;
    return true;
  }
  window.drop(1);
  if (!empty_array) return true;
  return !part_of_text_ && drop_white_space(window) && flawed(record, Flaw::after_array);
}

void ValueSplitter::cut_value(InputWindow& window, ValueScan scan, std::string& bytes, RawRecord& record) {
  std::optional<std::size_t> end = scan.find_end(window.text(), false);
  while (!end) {
    if (scan.position() > longest_) {
      record.flaw = Flaw::too_long;
      const std::size_t passed = scan.position();
      window.drop(passed);
      scan.forget(passed);
    }
    record.at_end = !window.grow();
    end = scan.find_end(window.text(), record.at_end);
    if (record.at_end) break;
  }
  if (!end && record.flaw == Flaw::none) end = end_at_line(window, scan);
  if (end) nested_lines_ = nested_lines_ || scan.has_nested_lines();
  record.at_end = !end;
  const std::size_t size = end.value_or(window.text().size());
  if (size > longest_) record.flaw = Flaw::too_long;
  if (record.flaw == Flaw::none) {
    std::string_view value = window.text().substr(0, size);
    const std::size_t last = value.find_last_not_of(white_space);
    value = value.substr(0, last == std::string_view::npos ? 0 : last + 1);
    bytes.append(value);
    record.size = value.size();
  }
  window.drop(size);
}

/// Of an element that has no end: where the next line begins as it does, if elements are known to do so.
/// Nothing where they are not.
std::optional<std::size_t> ValueSplitter::end_at_line(const InputWindow& window, ValueScan& scan) {
  if (state_ == State::values || number_ == 1 || nested_lines_ || by_lines_ || !scan.indentation()) return {};
  by_lines_ = true;
  scan = ValueScan(true, scan.indentation());
  scan.end_at_lines();
  return scan.find_end(window.text(), true);
}

}  // namespace eligo::profiles
