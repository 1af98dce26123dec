#include "document/json_parser.hpp"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <limits>
#include <numeric>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <nlohmann/json.hpp>

#include "document/json_syntax.hpp"
#include "text/display.hpp"
#include "text/utf8.hpp"

namespace eligo::document {

namespace {

using diagnostics::Code;
using diagnostics::Place;
using diagnostics::Span;

constexpr std::string_view byte_order_mark = "\xEF\xBB\xBF";

// Hands bytes to the JSON library and counts them, so that the end of a token is known.
class CountingIterator {
 public:
  using iterator_category = std::input_iterator_tag;
  using value_type = char;
  using difference_type = std::ptrdiff_t;
  using pointer = const char*;
  using reference = const char&;

  CountingIterator(const char* at, std::size_t* count) : at_(at), count_(count) {}

  reference operator*() const { return *at_; }
  CountingIterator& operator++() {
    ++at_;
    ++*count_;
    return *this;
  }
  CountingIterator operator++(int) {
    CountingIterator before = *this;
    ++*this;
    return before;
  }
  friend bool operator==(const CountingIterator& left, const CountingIterator& right) {
    return left.at_ == right.at_;
  }

 private:
  const char* at_;
  std::size_t* count_;
};

// Receives the events of the JSON library and builds the tree. The library says where a string ends
// (through the counted bytes); every other place follows from the text, because between two events
// only white space, commas and colons can stand.
class TreeBuilder {
 public:
  using json = nlohmann::json;

  TreeBuilder(const std::shared_ptr<const diagnostics::Source>& source, std::size_t max_depth,
              MistakeList& mistakes, const std::size_t& consumed)
      : source_(source),
        text_(source->text),
        max_depth_(max_depth),
        mistakes_(mistakes),
        consumed_(consumed) {
    if (text_.starts_with(byte_order_mark)) last_end_ = byte_order_mark.size();
  }

  bool null() { return literal(nullptr, 4); }
  bool boolean(bool value) { return literal(value, value ? 4 : 5); }
  bool number_integer(json::number_integer_t value) { return literal(std::int64_t{value}, number_length()); }
  bool number_unsigned(json::number_unsigned_t value) {
    const std::size_t length = number_length();
    constexpr auto largest = static_cast<std::uint64_t>(std::numeric_limits<std::int64_t>::max());
    if (value > largest)
      return out_of_range(
          length,
          "the integer does not fit in 64 bits; a double of that size is written with a decimal point");
    return literal(static_cast<std::int64_t>(value), length);
  }
  bool number_float(json::number_float_t, const json::string_t&);
  bool string(json::string_t& value) {
    const std::size_t begin = token_begin();
    add(JsonValue{std::move(value), end_token(begin, consumed_)});
    return true;
  }
  bool binary(json::binary_t&) { return false; }  // JSON text has none

  bool start_object(std::size_t) { return open(JsonValue::Object{}, After::begin_object); }
  bool start_array(std::size_t) { return open(JsonValue::Array{}, After::begin_array); }
  bool key(json::string_t& name) {
    const std::size_t begin = token_begin();
    const Span span = end_token(begin, consumed_);
    std::get<JsonValue::Object>(open_.back()->content).push_back({std::move(name), span, {}});
    after_ = After::key;
    return true;
  }
  bool end_object() {
    close();
    return true;
  }
  bool end_array() {
    close();
    return true;
  }
  bool parse_error(std::size_t, const std::string&, const nlohmann::detail::exception&) {
    report_syntax();
    return false;
  }

  void finish() {
    if (skip_white_space(text_, last_end_) != text_.size()) report_syntax();
  }
  void report_syntax();
  [[nodiscard]] JsonValue take() { return std::move(root_); }

 private:
  enum class After : unsigned char { nothing, begin_object, begin_array, key, value };

  [[nodiscard]] std::size_t token_begin() const {
    const std::size_t begin = text_.find_first_not_of(" \t\r\n,:", last_end_);
    return begin == std::string_view::npos ? text_.size() : begin;
  }
  [[nodiscard]] std::size_t number_length() const {
    const std::size_t begin = token_begin();
    const std::size_t end = text_.find_first_not_of("0123456789+-.eE", begin);
    return (end == std::string_view::npos ? text_.size() : end) - begin;
  }
  Span end_token(std::size_t begin, std::size_t end) {
    last_begin_ = begin;
    last_end_ = end;
    return {static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(end)};
  }
  template <typename T>
  bool literal(T value, std::size_t length) {
    const std::size_t begin = token_begin();
    add(JsonValue{value, end_token(begin, begin + length)});
    return true;
  }
  bool out_of_range(std::size_t length, std::string message) {
    literal(std::int64_t{0}, length);
    const Span span{static_cast<std::uint32_t>(last_end_ - length), static_cast<std::uint32_t>(last_end_)};
    mistakes_.error(Code::json_number_out_of_range, {source_, span, pointer(true)}, std::move(message));
    return true;
  }

  JsonValue* add(JsonValue value);
  bool open(std::variant<JsonValue::Array, JsonValue::Object> empty, After after);
  void close();
  void refuse_duplicates(JsonValue::Object& members);
  // The pointer of the innermost open container, or of its last child.
  [[nodiscard]] std::string pointer(bool of_last_child) const;
  [[nodiscard]] Expected expected() const;

  const std::shared_ptr<const diagnostics::Source>& source_;
  std::string_view text_;
  std::size_t max_depth_;
  MistakeList& mistakes_;
  const std::size_t& consumed_;
  std::size_t last_begin_ = 0;  // of the last token that was read
  std::size_t last_end_ = 0;
  After after_ = After::nothing;
  JsonValue root_;
  std::vector<JsonValue*> open_;  // only the innermost one grows, so the others stay where they are
};

bool TreeBuilder::number_float(json::number_float_t, const json::string_t&) {
  const std::size_t begin = token_begin();
  const std::size_t length = number_length();
  const std::string_view digits = text_.substr(begin, length);
  if (digits.find_first_of(".eE") == std::string_view::npos) {
    return out_of_range(
        length, "the integer does not fit in 64 bits; a double of that size is written with a decimal point");
  }
  double value = 0;
  const auto read = std::from_chars(digits.data(), digits.data() + digits.size(), value);
  const std::string_view mantissa = digits.substr(0, digits.find_first_of("eE"));
  const bool vanished = value == 0 && mantissa.find_first_of("123456789") != std::string_view::npos;
  if (read.ec == std::errc::result_out_of_range || vanished || !std::isfinite(value)) {
    return out_of_range(length, "the number is too close to zero for a double");
  }
  return literal(value, length);
}

JsonValue* TreeBuilder::add(JsonValue value) {
  after_ = After::value;
  if (open_.empty()) {
    root_ = std::move(value);
    return &root_;
  }
  if (auto* items = std::get_if<JsonValue::Array>(&open_.back()->content)) {
    items->push_back(std::move(value));
    return &items->back();
  }
  JsonMember& member = std::get<JsonValue::Object>(open_.back()->content).back();
  member.value = std::move(value);
  return &member.value;
}

bool TreeBuilder::open(std::variant<JsonValue::Array, JsonValue::Object> empty, After after) {
  const std::size_t begin = token_begin();
  JsonValue value;
  std::visit([&](auto& container) { value.content = std::move(container); }, empty);
  value.span = end_token(begin, begin + 1);
  const Span bracket = value.span;
  JsonValue* added = add(std::move(value));
  if (open_.size() >= max_depth_) {
    mistakes_.error(Code::json_too_deep, {source_, bracket, pointer(true)},
                    "the document is nested more than " + std::to_string(max_depth_) + " levels deep");
    return false;
  }
  open_.push_back(added);
  after_ = after;
  return true;
}

void TreeBuilder::close() {
  JsonValue& value = *open_.back();
  value.span.end = end_token(token_begin(), token_begin() + 1).end;
  if (auto* members = std::get_if<JsonValue::Object>(&value.content)) refuse_duplicates(*members);
  open_.pop_back();
  after_ = After::value;
}

void TreeBuilder::refuse_duplicates(JsonValue::Object& members) {
  std::vector<std::size_t> order(members.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::stable_sort(order.begin(), order.end(), [&](std::size_t left, std::size_t right) {
    return members[left].key < members[right].key;
  });
  std::vector<std::pair<std::size_t, std::size_t>> repeated;  // the later one, the first one
  for (std::size_t i = 1, first = 0; i < order.size(); ++i) {
    if (members[order[i]].key == members[order[first]].key) {
      repeated.emplace_back(order[i], order[first]);
    } else {
      first = i;
    }
  }
  if (repeated.empty()) return;
  std::sort(repeated.begin(), repeated.end());
  const std::string object = pointer(false);
  for (const auto& [again, first] : repeated) {
    const JsonMember& member = members[again];
    const Place place{source_, member.key_span, child_pointer(object, member.key)};
    const Diagnostic earlier =
        diagnostics::diagnose(Code::json_duplicate_key, {source_, members[first].key_span, {}}, {});
    mistakes_.error(Code::json_duplicate_key, place,
                    "the key " + quote(member.key) + " stands twice in this object",
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

std::string TreeBuilder::pointer(bool of_last_child) const {
  std::string path;
  for (std::size_t i = 0; i + (of_last_child ? 0 : 1) < open_.size(); ++i) {
    if (const auto* members = open_[i]->as<JsonValue::Object>()) {
      if (!members->empty()) path = child_pointer(path, members->back().key);
    } else if (const auto* items = open_[i]->as<JsonValue::Array>(); items != nullptr && !items->empty()) {
      path = child_pointer(path, items->size() - 1);
    }
  }
  return path;
}

Expected TreeBuilder::expected() const {
  switch (after_) {
    case After::nothing: return Expected::value;
    case After::begin_object: return Expected::key_or_end;
    case After::begin_array: return Expected::value_or_end;
    case After::key: return Expected::colon;
    case After::value: break;
  }
  if (open_.empty()) return Expected::end;
  return open_.back()->as<JsonValue::Object>() != nullptr ? Expected::comma_in_object
                                                          : Expected::comma_in_array;
}

void TreeBuilder::report_syntax() {
  std::size_t at = skip_white_space(text_, last_end_);
  Expected next = expected();
  // The library takes `01` for two numbers.
  const char last = last_end_ > last_begin_ ? text_[last_begin_] : '\0';
  if (((last >= '0' && last <= '9') || last == '-') && is_malformed_number(text_, last_begin_)) {
    at = last_begin_;
    next = Expected::value;
  }
  const char c = at < text_.size() ? text_[at] : '\0';
  const bool value_follows =
      (next == Expected::colon && c == ':') || (next == Expected::comma_in_array && c == ',');
  if (value_follows) {
    next = Expected::value;
    ++at;
  } else if (next == Expected::comma_in_object && c == ',') {
    next = Expected::key;
    ++at;
  }
  SyntaxMistake mistake = explain_syntax(text_, at, next);
  mistakes_.error(mistake.code, {source_, mistake.span, {}}, std::move(mistake.message),
                  std::move(mistake.hint));
}

}  // namespace

std::optional<JsonValue> parse_json(const std::shared_ptr<const diagnostics::Source>& source,
                                    std::size_t max_depth, MistakeList& mistakes) {
  const std::string_view text = source->text;
  if (const std::size_t at = text::find_invalid_utf8(text); at != std::string_view::npos) {
    const Span span{static_cast<std::uint32_t>(at), static_cast<std::uint32_t>(at + 1)};
    mistakes.error(Code::json_invalid_utf8, {source, span, {}}, "the text is not valid UTF-8 here",
                   "save the file as UTF-8");
    return std::nullopt;
  }
  std::size_t consumed = 0;
  TreeBuilder builder(source, max_depth, mistakes, consumed);
  const CountingIterator begin(text.data(), &consumed);
  const CountingIterator end(text.data() + text.size(), &consumed);
  if (!nlohmann::json::sax_parse(begin, end, &builder)) return std::nullopt;
  const std::size_t before = mistakes.errors();
  builder.finish();
  if (mistakes.errors() != before) return std::nullopt;
  return builder.take();
}

}  // namespace eligo::document
