#include "json/tree_reader.hpp"

#include <algorithm>
#include <charconv>
#include <numeric>
#include <string>
#include <utility>
#include <vector>

#include "json/number_text.hpp"
#include "json/string.hpp"
#include "json/syntax.hpp"
#include "text/display.hpp"
#include "text/utf8.hpp"

namespace eligo::json {

namespace {

using diagnostics::Code;
using diagnostics::Place;
using diagnostics::Span;

constexpr std::string_view byte_order_mark = "\xEF\xBB\xBF";

// Reads token by token and keeps what is open on a stack of its own. Where the text does not go on as it
// should, `explain_syntax` looks for the reason.
class TreeReader {
 public:
  TreeReader(const std::shared_ptr<const diagnostics::Source>& source, std::size_t max_depth,
             diagnostics::MistakeList& mistakes)
      : source_(source), text_(source->text), max_depth_(max_depth), mistakes_(mistakes) {
    if (text_.starts_with(byte_order_mark)) at_ = byte_order_mark.size();
  }

  [[nodiscard]] std::optional<Value> read() {
    if (const std::size_t at = text::find_invalid_utf8(text_); at != std::string_view::npos) {
      mistakes_.error(Code::json_invalid_utf8, {source_, span(at, at + 1), {}},
                      "the text is not valid UTF-8 here", "save the file as UTF-8");
      return std::nullopt;
    }
    do {
      at_ = skip_white_space(text_, at_);
      if (next_ == Expected::end && at_ == text_.size()) return std::move(root_);
    } while (read_token(at_ < text_.size() ? text_[at_] : '\0'));
    return std::nullopt;
  }

 private:
  static Span span(std::size_t begin, std::size_t end) {
    return {static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(end)};
  }

  bool read_token(char c);
  bool read_value(char c);
  bool read_number();
  bool read_string(std::string& text, Span& place);
  bool read_key();
  bool fail();
  bool out_of_range(Span number, std::string message);

  // Puts a value that ends at `end` where it belongs, and goes behind it.
  Value& add(Value value, std::size_t end);
  bool add_literal(std::string_view word, Value value);
  template <typename Container>
  bool open(Expected next);
  bool close();
  void expect_after_value();
  void refuse_duplicates(Value::Object& members);
  // The pointer of the innermost open container, or of its last child.
  [[nodiscard]] std::string pointer(bool of_last_child) const;

  const std::shared_ptr<const diagnostics::Source>& source_;
  std::string_view text_;
  std::size_t max_depth_;
  diagnostics::MistakeList& mistakes_;
  std::size_t at_ = 0;
  Expected next_ = Expected::value;
  Value root_;
  std::vector<Value*> open_;  // only the innermost one grows, so the others stay where they are
};

bool TreeReader::read_token(char c) {
  switch (next_) {
    case Expected::value_or_end:
      if (c == ']') return close();
      [[fallthrough]];
    case Expected::value: return read_value(c);
    case Expected::key_or_end:
      if (c == '}') return close();
      [[fallthrough]];
    case Expected::key: return read_key();
    case Expected::colon:
      if (c != ':') return fail();
      ++at_;
      next_ = Expected::value;
      return true;
    case Expected::comma_in_object:
    case Expected::comma_in_array: {
      const bool in_object = next_ == Expected::comma_in_object;
      if (c == (in_object ? '}' : ']')) return close();
      if (c != ',') return fail();
      ++at_;
      next_ = in_object ? Expected::key : Expected::value;
      return true;
    }
    case Expected::end: break;
  }
  return fail();
}

bool TreeReader::read_value(char c) {
  switch (c) {
    case '{': return open<Value::Object>(Expected::key_or_end);
    case '[': return open<Value::Array>(Expected::value_or_end);
    case 't': return add_literal("true", {true, {}});
    case 'f': return add_literal("false", {false, {}});
    case 'n': return add_literal("null", {nullptr, {}});
    case '"': {
      std::string text;
      Span place;
      if (!read_string(text, place)) return fail();
      add({std::move(text), place}, place.end);
      return true;
    }
    default: return begins_number(c) ? read_number() : fail();
  }
}

bool TreeReader::add_literal(std::string_view word, Value value) {
  if (!text_.substr(at_).starts_with(word)) return fail();
  value.span = span(at_, at_ + word.size());
  add(std::move(value), at_ + word.size());
  return true;
}

bool TreeReader::read_number() {
  const std::size_t end = end_of_word(text_, at_);
  const std::string_view digits = text_.substr(at_, end - at_);
  const Span place = span(at_, end);
  const auto read = [&]<typename T>(T value) {
    const auto result = std::from_chars(digits.data(), digits.data() + digits.size(), value);
    return result.ec == std::errc{} ? std::optional(value) : std::nullopt;
  };
  switch (number_form(digits)) {
    case NumberForm::invalid: return fail();
    case NumberForm::integer:
      if (const auto value = read(std::int64_t{0})) {
        add({*value, place}, end);
        return true;
      }
      return out_of_range(
          place,
          "the integer does not fit in 64 bits; a double of that size is written with a decimal point");
    case NumberForm::decimal: break;
  }
  const auto value = read(0.0);
  const std::string_view significand = digits.substr(0, digits.find_first_of("eE"));
  const bool zero = significand.find_first_of("123456789") == std::string_view::npos;
  if (value && (*value != 0 || zero)) {
    add({*value, place}, end);
    return true;
  }
  if (!value && !zero && !is_tiny(digits)) return fail();
  return out_of_range(place, "the number is too close to zero for a double");
}

bool TreeReader::out_of_range(Span number, std::string message) {
  add({std::int64_t{0}, number}, number.end);
  mistakes_.error(Code::json_number_out_of_range, {source_, number, pointer(true)}, std::move(message));
  return true;
}

bool TreeReader::read_string(std::string& text, Span& place) {
  std::size_t end = at_ + 1;
  for (; end < text_.size() && text_[end] != '"'; ++end) {
    if (static_cast<unsigned char>(text_[end]) < 0x20) return false;
    if (text_[end] == '\\') ++end;
  }
  if (end >= text_.size()) return false;
  place = span(at_, end + 1);
  return append_unescaped(text, text_.substr(at_ + 1, end - at_ - 1));
}

bool TreeReader::read_key() {
  Member member;
  if (at_ == text_.size() || text_[at_] != '"' || !read_string(member.key, member.key_span)) return fail();
  at_ = member.key_span.end;
  std::get<Value::Object>(open_.back()->content).push_back(std::move(member));
  next_ = Expected::colon;
  return true;
}

Value& TreeReader::add(Value value, std::size_t end) {
  at_ = end;
  Value* place = &root_;
  if (!open_.empty()) {
    if (auto* items = std::get_if<Value::Array>(&open_.back()->content)) {
      place = &items->emplace_back();
    } else {
      place = &std::get<Value::Object>(open_.back()->content).back().value;
    }
  }
  *place = std::move(value);
  expect_after_value();
  return *place;
}

void TreeReader::expect_after_value() {
  if (open_.empty()) {
    next_ = Expected::end;
  } else {
    next_ =
        open_.back()->as<Value::Object>() != nullptr ? Expected::comma_in_object : Expected::comma_in_array;
  }
}

template <typename Container>
bool TreeReader::open(Expected next) {
  const Span bracket = span(at_, at_ + 1);
  Value& added = add({Container{}, bracket}, bracket.end);
  if (open_.size() >= max_depth_) {
    mistakes_.error(Code::json_too_deep, {source_, bracket, pointer(true)},
                    "the document is nested more than " + std::to_string(max_depth_) + " levels deep");
    return false;
  }
  open_.push_back(&added);
  next_ = next;
  return true;
}

bool TreeReader::close() {
  Value& value = *open_.back();
  value.span.end = static_cast<std::uint32_t>(++at_);
  if (auto* members = std::get_if<Value::Object>(&value.content)) refuse_duplicates(*members);
  open_.pop_back();
  expect_after_value();
  return true;
}

void TreeReader::refuse_duplicates(Value::Object& members) {
  std::vector<std::size_t> order(members.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::ranges::stable_sort(
      order, [&](std::size_t left, std::size_t right) { return members[left].key < members[right].key; });
  std::vector<std::pair<std::size_t, std::size_t>> repeated;  // the later one, the first one
  for (std::size_t i = 1, first = 0; i < order.size(); ++i) {
    if (members[order[i]].key == members[order[first]].key) {
      repeated.emplace_back(order[i], order[first]);
    } else {
      first = i;
    }
  }
  if (repeated.empty()) return;
  std::ranges::sort(repeated);
  const std::string object = pointer(false);
  for (const auto& [again, first] : repeated) {
    const Member& member = members[again];
    const Place place{source_, member.key_span, child_pointer(object, member.key)};
    const Diagnostic earlier =
        diagnostics::diagnose(Code::json_duplicate_key, {source_, members[first].key_span, {}}, {});
    mistakes_.error(Code::json_duplicate_key, place,
                    "the key " + text::quote(member.key) + " stands twice in this object",
                    "it stands first at line " + std::to_string(earlier.line));
    if (mistakes_.enough_errors()) break;
  }
  std::size_t next = 0;
  std::size_t kept = 0;
  for (std::size_t i = 0; i < members.size(); ++i) {
    if (next < repeated.size() && repeated[next].first == i) {
      ++next;
    } else {
      if (kept != i) members[kept] = std::move(members[i]);
      ++kept;
    }
  }
  members.resize(kept);
}

std::string TreeReader::pointer(bool of_last_child) const {
  std::string path;
  for (std::size_t i = 0; i + (of_last_child ? 0 : 1) < open_.size(); ++i) {
    if (const auto* members = open_[i]->as<Value::Object>()) {
      if (!members->empty()) path = child_pointer(path, members->back().key);
    } else if (const auto* items = open_[i]->as<Value::Array>(); items != nullptr && !items->empty()) {
      path = child_pointer(path, items->size() - 1);
    }
  }
  return path;
}

bool TreeReader::fail() {
  SyntaxMistake mistake = explain_syntax(text_, at_, next_);
  mistakes_.error(mistake.code, {source_, mistake.span, {}}, std::move(mistake.message),
                  std::move(mistake.hint));
  return false;
}

}  // namespace

std::optional<Value> read_tree(const std::shared_ptr<const diagnostics::Source>& source,
                               std::size_t max_depth, diagnostics::MistakeList& mistakes) {
  return TreeReader(source, max_depth, mistakes).read();
}

}  // namespace eligo::json
