#include "profiles/value_splitter.hpp"

#include <string_view>

#include "json/syntax.hpp"

namespace eligo::profiles {

namespace {

using json::is_white_space;
using json::white_space;

/// Follows brackets and strings through one value, byte by byte.
class ValueScan {
 public:
  explicit ValueScan(bool in_array) : in_array_(in_array) {}

  /// Whether the value goes on with this byte; `take` says whether an ending byte still belongs to it.
  bool goes_on(char c, bool& take) {
    take = false;
    if (in_string_) {
      follow_string(c);
      take = true;
      return in_string_ || depth_ > 0 || in_array_;
    }
    switch (c) {
      case '"': in_string_ = true; return true;
      case '{':
      case '[': ++depth_; return true;
      case '}':
      case ']': return close(c, take);
      case ',': return depth_ > 0 || !in_array_;
      default: return depth_ > 0 || in_array_ || !is_white_space(c);
    }
  }

 private:
  void follow_string(char c) {
    if (escaped_) {
      escaped_ = false;
    } else if (c == '\\') {
      escaped_ = true;
    } else if (c == '"') {
      in_string_ = false;
    }
  }

  bool close(char c, bool& take) {
    if (depth_ == 0) return !(in_array_ && c == ']');  // a stray bracket stays part of a bad value
    --depth_;
    take = true;
    return depth_ > 0 || in_array_;
  }

  bool in_array_;
  bool in_string_ = false;
  bool escaped_ = false;
  std::size_t depth_ = 0;
};

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
    cut_value(window, false, bytes, record);
    return true;
  }
  return next_element(window, bytes, record);
}

bool ValueSplitter::next_element(InputWindow& window, std::string& bytes, RawRecord& record) {
  const bool more = drop_white_space(window);
  if (state_ == State::closed) return more && flawed(record, Flaw::after_array);
  if (!more) return flawed(record, Flaw::open_array);
  const bool empty_array = state_ == State::elements && number_ == 1 && window.text().front() == ']';
  if (!empty_array) cut_value(window, true, bytes, record);
  if (!drop_white_space(window)) {
    state_ = State::behind_comma;  // reported as an open array when asked for the next record
    return record.size > 0 || record.flaw != Flaw::none || flawed(record, Flaw::open_array);
  }
  state_ = window.text().front() == ',' ? State::behind_comma : State::closed;
  window.drop(1);
  if (!empty_array) return true;
  return drop_white_space(window) && flawed(record, Flaw::after_array);
}

void ValueSplitter::cut_value(InputWindow& window, bool in_array, std::string& bytes, RawRecord& record) {
  ValueScan scan(in_array);
  std::size_t at = 0;
  while (true) {
    const std::string_view text = window.text();
    bool take = false;
    while (at < text.size() && scan.goes_on(text[at], take)) ++at;
    const bool ended = at < text.size();
    if (ended && take) ++at;
    if (at > longest_) {
      record.flaw = Flaw::too_long;
      window.drop(at);
      at = 0;
    }
    if (ended) break;
    record.at_end = !window.grow();
    if (record.at_end) break;
  }
  if (record.flaw == Flaw::none) {
    std::string_view value = window.text().substr(0, at);
    const std::size_t last = value.find_last_not_of(white_space);
    value = value.substr(0, last == std::string_view::npos ? 0 : last + 1);
    bytes.append(value);
    record.size = value.size();
  }
  window.drop(at);
}

}  // namespace eligo::profiles
