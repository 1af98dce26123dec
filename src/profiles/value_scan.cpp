#include "profiles/value_scan.hpp"

#include <algorithm>

#include "json/syntax.hpp"

namespace eligo::profiles {

using json::is_white_space;

std::optional<std::size_t> ValueScan::find_end(std::string_view text, bool complete) {
  while (at_ < text.size() && !end_) {
    const char c = text[at_];
    if (in_string_) {
      const std::size_t before = at_;
      follow_string(text);
      if (at_ == before) return std::nullopt;
      continue;
    }
    if (c == '\\' && !open_.empty()) {  // of a string that turned out to be none
      if (at_ + 1 == text.size() && !complete) return std::nullopt;
      at_ = std::min(at_ + 2, text.size());
      last_ = c;
      continue;
    }
    bool wait = false;
    const bool goes_on = follow(text, c, complete, wait);
    if (wait) return std::nullopt;
    if (!goes_on) break;
  }
  if (end_) return end_;
  return at_ < text.size() ? std::optional(at_) : std::nullopt;
}

void ValueScan::forget(std::size_t size) {
  at_ -= std::min(at_, size);
  const auto move = [size](std::optional<std::size_t>& place) {
    if (place) place = *place < size ? std::nullopt : std::optional(*place - size);
  };
  move(string_);
  move(comma_);
}

/// To behind the string's closing quote, or as far as the text goes.
void ValueScan::follow_string(std::string_view text) {
  while (at_ < text.size()) {
    while (at_ < text.size() && text[at_] != '"' && text[at_] != '\\') ++at_;
    if (at_ == text.size()) return;
    if (text[at_] == '\\') {
      if (at_ + 1 == text.size()) return;
      at_ += 2;
      continue;
    }
    ++at_;
    in_string_ = false;
    last_ = '"';
    if (open_.empty() && !in_array_) end_ = at_;
    return;
  }
}

/// Takes one byte that stands outside strings; false where the value ends before it, or has ended.
bool ValueScan::follow(std::string_view text, char c, bool complete, bool& wait) {
  if (is_white_space(c)) {
    if (open_.empty() && !in_array_) return false;
    ++at_;
    return true;
  }
  constexpr std::string_view behind_string = ",:}]\"";
  if (last_ == '"' && string_ && !open_.empty() && behind_string.find(c) == std::string_view::npos) {
    at_ = *string_ + 1;
    string_.reset();
    last_ = 's';
    return true;
  }
  switch (c) {
    case '"':
      string_ = at_++;
      in_string_ = true;
      return true;
    case '{':
      if (open_.empty() && in_array_ && last_ != '\0') return false;  // the next element
      if (!open_.empty() && !open_object(text)) return false;
      open(true);
      break;
    case '[': open(false); break;
    case '}': return close(text, true, complete, wait);
    case ']': return close(text, false, complete, wait);
    case ',':
      if (open_.empty() && in_array_) return false;
      comma_ = at_;
      break;
    default: break;
  }
  last_ = c;
  ++at_;
  return true;
}

/// Before an object within the value; false where the value ended before it.
bool ValueScan::open_object(std::string_view text) {
  if (begins_line(text)) {
    nested_lines_ = true;
    if (end_at_lines_ && last_ == ',' && comma_) {
      end_ = comma_;
      return false;
    }
  }
  if (!open_.back() || last_ != ',' || !comma_) return true;
  if (arrays_ == 0) {
    if (in_array_) end_ = comma_;
    return !in_array_;
  }
  while (open_.back()) pop();
  return true;
}

bool ValueScan::close(std::string_view text, bool object, bool complete, bool& wait) {
  const char c = object ? '}' : ']';
  if (open_.empty() && in_array_ && !object) return false;
  const std::size_t partners = object ? open_.size() - arrays_ : arrays_;
  if (partners == 0 && !open_.empty() && in_array_ && !object) {
    // The array's own, where nothing but white space follows.
    const std::size_t next = text.find_first_not_of(json::white_space, at_ + 1);
    if (next == std::string_view::npos) {
      wait = !complete;
      if (complete) end_ = at_;
      return false;
    }
  }
  while (partners > 0 && open_.back() != object) pop();
  if (partners > 0) pop();
  last_ = c;
  ++at_;
  if (!open_.empty() || in_array_) return true;
  end_ = at_;
  return false;
}

void ValueScan::open(bool object) {
  open_.push_back(object);
  if (!object) ++arrays_;
}

void ValueScan::pop() {
  if (!open_.back()) --arrays_;
  open_.pop_back();
}

/// Whether what stands here is the first of its line, with the value's own indentation.
bool ValueScan::begins_line(std::string_view text) const {
  if (!indentation_ || at_ <= *indentation_ || text[at_ - *indentation_ - 1] != '\n') return false;
  return std::ranges::all_of(text.substr(at_ - *indentation_, *indentation_), is_white_space);
}

}  // namespace eligo::profiles
