#include "json/cursor.hpp"

#include <algorithm>
#include <cstring>
#include <limits>
#include <new>
#include <utility>

#include <simdjson.h>

#include "json/string.hpp"
#include "json/syntax.hpp"
#include "text/display.hpp"

namespace eligo::json {

namespace {

bool holds_backslash(std::string_view text) {
  constexpr std::uint64_t backslashes = 0x5C5C'5C5C'5C5C'5C5C, ones = 0x0101'0101'0101'0101,
                          high_bits = 0x8080'8080'8080'8080;
  std::uint64_t found = 0;
  std::size_t at = 0;
  for (; at + sizeof(std::uint64_t) <= text.size(); at += sizeof(std::uint64_t)) {
    std::uint64_t word = 0;
    std::memcpy(&word, text.data() + at, sizeof word);
    word ^= backslashes;
    found |= (word - ones) & ~word & high_bits;  // a byte that is zero
  }
  for (; at < text.size(); ++at) found |= static_cast<std::uint64_t>(text[at] == '\\');
  return found != 0;
}

/// Up to this many keys are compared each with each; more are sorted first.
constexpr std::size_t few_keys = 12;
/// Room for tokens beyond this is given back after a large text.
constexpr std::size_t large_text = std::size_t{16} * 1024 * 1024;

std::string_view fault_text(simdjson::error_code code) {
  switch (code) {
    case simdjson::EMPTY: return "there is no value";
    case simdjson::UTF8_ERROR: return "the text is not UTF-8";
    case simdjson::UNCLOSED_STRING: return "a string has no closing quote";
    case simdjson::UNESCAPED_CHARS: return "a string holds a control character";
    case simdjson::CAPACITY: return "the text is too long";
    default: return "the text is malformed";
  }
}

}  // namespace

/// simdjson chooses its implementation when it is first used, in functions that allocate and are noexcept:
/// where memory has run out by then, the process would be ended. So it is used before the program begins.
[[maybe_unused]] const bool chosen = !simdjson::get_active_implementation()->name().empty();

// What is used of `simdjson::internal` is as it is in these versions; another one asks to look again.
static_assert(simdjson::SIMDJSON_VERSION_MAJOR == 3 && simdjson::SIMDJSON_VERSION_MINOR == 0);

/// simdjson's first stage: where each token begins.
struct Cursor::Tokens {
  std::unique_ptr<simdjson::internal::dom_parser_implementation> parser;
  std::size_t capacity = 0;

  simdjson::error_code find(std::string_view text) {
    if (text.size() >= std::numeric_limits<std::uint32_t>::max()) return simdjson::CAPACITY;
    if (text.empty()) return simdjson::EMPTY;
    if (!parser || text.size() > capacity || (capacity > large_text && text.size() <= large_text)) {
      const std::size_t wanted = std::max<std::size_t>(text.size() + text.size() / 2, 4096);
      parser.reset();
      const auto error =
          simdjson::get_active_implementation()->create_dom_parser_implementation(wanted, 1, parser);
      if (error == simdjson::MEMALLOC) throw std::bad_alloc();  // says nothing about the text
      if (error != simdjson::SUCCESS) return error;
      capacity = wanted;
    }
    return parser->stage1(reinterpret_cast<const std::uint8_t*>(text.data()), text.size(),
                          simdjson::stage1_mode::regular);
  }

  [[nodiscard]] std::size_t count() const { return parser->n_structural_indexes; }
  [[nodiscard]] const std::uint32_t* starts() const { return parser->structural_indexes.get(); }
};

Cursor::Cursor(std::size_t max_depth) : tokens_(std::make_unique<Tokens>()), max_depth_(max_depth) {}
Cursor::~Cursor() = default;
Cursor::Cursor(Cursor&&) noexcept = default;
Cursor& Cursor::operator=(Cursor&&) noexcept = default;

bool Cursor::begin(std::string_view text) {
  text_ = text;
  token_ = count_ = 0;
  open_.clear();
  keys_.clear();
  kept_.clear();
  error_.clear();
  if (const auto code = tokens_->find(text); code != simdjson::SUCCESS) {
    return fail("not valid JSON: " + std::string(fault_text(code)));
  }
  starts_ = tokens_->starts();
  count_ = tokens_->count();
  return true;
}

bool Cursor::end() { return token_ == count_ || syntax("nothing more"); }

bool Cursor::fail(std::string message) {
  error_ = std::move(message);
  return false;
}

bool Cursor::syntax(const char* expected) {
  return fail("not valid JSON: expected " + std::string(expected) + " at byte " +
              std::to_string(position() + 1));
}

/// Behind the last character of the token ahead. Only white space can stand between it and the next token:
/// whatever else there is begins a token of its own.
std::size_t Cursor::end_of_token() const {
  std::size_t end = token_ + 1 < count_ ? starts_[token_ + 1] : text_.size();
  while (is_white_space(text_[end - 1])) --end;
  return end;
}

bool Cursor::string_body(std::string_view& body, bool& escaped) {
  if (peek() != '"') return syntax("a string");
  const std::size_t begin = position() + 1;
  const std::size_t end = end_of_token() - 1;
  if (end < begin || text_[end] != '"') return syntax("a closing quote");
  body = text_.substr(begin, end - begin);
  escaped = holds_backslash(body);
  ++token_;
  return true;
}

bool Cursor::unescape(std::string_view& text) {
  unescaped_.clear();
  if (!json::append_unescaped(unescaped_, text)) {
    return fail("not valid JSON: a string holds a malformed escape or half of a surrogate pair");
  }
  text = kept_.keep(unescaped_);
  return true;
}

bool Cursor::scalar(std::string_view& token) {
  if (token_ == count_) return syntax("a value");
  const std::size_t begin = position();
  token = text_.substr(begin, end_of_token() - begin);
  switch (token.front()) {
    case 't':
      if (token != "true") return syntax("a value");
      break;
    case 'f':
      if (token != "false") return syntax("a value");
      break;
    case 'n':
      if (token != "null") return syntax("a value");
      break;
    default:
      number_ = scan_number(token);
      if (number_.form == NumberForm::invalid) return syntax("a value");
  }
  ++token_;
  return true;
}

bool Cursor::skip_raw(std::string_view& raw) {
  if (peek() != '"') return scalar(raw);
  const std::size_t begin = position();
  std::string_view body;
  bool escaped = false;
  if (!string_body(body, escaped)) return false;
  raw = text_.substr(begin, body.size() + 2);
  unescaped_.clear();
  if (escaped && !json::append_unescaped(unescaped_, body)) {
    return fail("not valid JSON: a string holds a malformed escape or half of a surrogate pair");
  }
  return true;
}

bool Cursor::skip_whole(std::string_view& raw) {
  const char first = peek();
  if (first != '{' && first != '[') return skip_raw(raw);
  const std::size_t begin = position();
  if (!skip()) return false;
  raw = text_.substr(begin, starts_[token_ - 1] + 1 - begin);
  return true;
}

bool Cursor::skip() {
  std::string_view raw;
  switch (peek()) {
    case '{': return skip_object();
    case '[': return skip_array();
    default: return skip_raw(raw);
  }
}

bool Cursor::skip_object() {
  const std::size_t first = first_key();
  bool more = false;
  if (!enter(more)) return false;
  while (more) {
    std::string_view name;
    if (!key(name)) return false;
    add_key(name);
    if (!skip() || !next(more)) return false;
  }
  return compare_keys(first);
}

bool Cursor::skip_array() {
  bool more = false;
  if (!enter(more)) return false;
  while (more) {
    if (!skip() || !next(more)) return false;
  }
  return true;
}

bool Cursor::enter(bool& more) {
  const char opening = peek();
  if (open_.size() == max_depth_) {
    return fail("nested more than " + std::to_string(max_depth_) + " levels deep");
  }
  const char closing = opening == '{' ? '}' : ']';
  ++token_;
  more = peek() != closing;
  if (more) {
    open_.push_back(closing);
  } else {
    ++token_;
  }
  return true;
}

bool Cursor::key(std::string_view& text) {
  if (peek() != '"') return syntax("a key");
  if (!string(text)) return false;
  if (peek() != ':') return syntax("`:`");
  ++token_;
  return true;
}

bool Cursor::no_separator(char closing) { return syntax(closing == '}' ? "`,` or `}`" : "`,` or `]`"); }

bool Cursor::compare_keys(std::size_t first) {
  const auto begin = keys_.begin() + static_cast<std::ptrdiff_t>(first);
  auto twice = keys_.end();
  if (keys_.size() - first <= few_keys) {
    for (auto key = begin; key != keys_.end() && twice == keys_.end(); ++key) {
      if (std::find(begin, key, *key) != key) twice = key;
    }
  } else {
    std::sort(begin, keys_.end());
    twice = std::adjacent_find(begin, keys_.end());
  }
  if (twice != keys_.end()) return fail(duplicate_key_message(*twice));
  keys_.resize(first);
  return true;
}

std::string duplicate_key_message(std::string_view key) {
  return "the key " + text::quoted_name(key) + " stands twice in one object";
}

}  // namespace eligo::json
