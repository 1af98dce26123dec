#include "profiles/json_cursor.hpp"

#include <algorithm>
#include <limits>
#include <utility>

#include <simdjson.h>

#include "diagnostics/code_points.hpp"
#include "profiles/json_text.hpp"

namespace eligo::profiles {

namespace {

bool is_space(char c) { return c == ' ' || c == '\n' || c == '\r' || c == '\t'; }

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
    case simdjson::MEMALLOC: return "there is not enough memory";
    case simdjson::CAPACITY: return "the text is too long";
    default: return "the text is malformed";
  }
}

}  // namespace

/// simdjson's first stage: where each token begins.
struct JsonCursor::Tokens {
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
      if (error != simdjson::SUCCESS) return error;
      capacity = wanted;
    }
    return parser->stage1(reinterpret_cast<const std::uint8_t*>(text.data()), text.size(),
                          simdjson::stage1_mode::regular);
  }

  [[nodiscard]] std::size_t count() const { return parser->n_structural_indexes; }
  [[nodiscard]] std::size_t operator[](std::size_t token) const { return parser->structural_indexes[token]; }
};

JsonCursor::JsonCursor(std::size_t max_depth) : tokens_(std::make_unique<Tokens>()), max_depth_(max_depth) {}
JsonCursor::~JsonCursor() = default;
JsonCursor::JsonCursor(JsonCursor&&) noexcept = default;
JsonCursor& JsonCursor::operator=(JsonCursor&&) noexcept = default;

bool JsonCursor::begin(std::string_view text) {
  text_ = text;
  token_ = 0;
  open_.clear();
  keys_.clear();
  kept_.clear();
  error_.clear();
  if (const auto code = tokens_->find(text); code != simdjson::SUCCESS) {
    return fail("not valid JSON: " + std::string(fault_text(code)));
  }
  return true;
}

bool JsonCursor::end() { return token_ == tokens_->count() || syntax("nothing more"); }

char JsonCursor::peek() const { return token_ < tokens_->count() ? text_[(*tokens_)[token_]] : '\0'; }

std::size_t JsonCursor::position() const {
  return token_ < tokens_->count() ? (*tokens_)[token_] : text_.size();
}

bool JsonCursor::fail(std::string message) {
  error_ = std::move(message);
  return false;
}

bool JsonCursor::syntax(const char* expected) {
  return fail("not valid JSON: expected " + std::string(expected) + " at byte " +
              std::to_string(position() + 1));
}

bool JsonCursor::string_body(std::string_view& body, bool& escaped) {
  if (peek() != '"') return syntax("a string");
  const std::size_t begin = position() + 1;
  std::size_t at = begin;
  escaped = false;
  while (at < text_.size() && text_[at] != '"') {
    if (text_[at] == '\\') {
      escaped = true;
      ++at;
    }
    ++at;
  }
  if (at >= text_.size()) return syntax("a closing quote");
  body = text_.substr(begin, at - begin);
  ++token_;
  for (++at; at < position(); ++at) {
    if (!is_space(text_[at])) return syntax("`,`, `:` or a closing bracket behind a string");
  }
  return true;
}

bool JsonCursor::string(std::string_view& text) {
  bool escaped = false;
  if (!string_body(text, escaped)) return false;
  if (!escaped) return true;
  unescaped_.clear();
  if (!append_unescaped(unescaped_, text)) {
    return fail("not valid JSON: a string holds a malformed escape or half of a surrogate pair");
  }
  text = kept_.keep(unescaped_);
  return true;
}

bool JsonCursor::scalar(std::string_view& token) {
  if (token_ == tokens_->count()) return syntax("a value");
  const std::size_t begin = position();
  std::size_t end = token_ + 1 < tokens_->count() ? (*tokens_)[token_ + 1] : text_.size();
  while (end > begin && is_space(text_[end - 1])) --end;
  token = text_.substr(begin, end - begin);
  const bool valid =
      token == "true" || token == "false" || token == "null" || number_form(token) != NumberForm::invalid;
  if (!valid) return syntax("a value");
  ++token_;
  return true;
}

bool JsonCursor::skip_raw(std::string_view& raw) {
  if (peek() != '"') return scalar(raw);
  const std::size_t begin = position();
  std::string_view body;
  bool escaped = false;
  if (!string_body(body, escaped)) return false;
  raw = text_.substr(begin, body.size() + 2);
  unescaped_.clear();
  if (escaped && !append_unescaped(unescaped_, body)) {
    return fail("not valid JSON: a string holds a malformed escape or half of a surrogate pair");
  }
  return true;
}

bool JsonCursor::skip() {
  std::string_view raw;
  switch (peek()) {
    case '{': return skip_object();
    case '[': return skip_array();
    default: return skip_raw(raw);
  }
}

bool JsonCursor::skip_object() {
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

bool JsonCursor::skip_array() {
  bool more = false;
  if (!enter(more)) return false;
  while (more) {
    if (!skip() || !next(more)) return false;
  }
  return true;
}

bool JsonCursor::enter(bool& more) {
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

bool JsonCursor::key(std::string_view& text) {
  if (peek() != '"') return syntax("a key");
  if (!string(text)) return false;
  if (peek() != ':') return syntax("`:`");
  ++token_;
  return true;
}

bool JsonCursor::next(bool& more) {
  const char closing = open_.back();
  const char c = peek();
  if (c != ',' && c != closing) return syntax(closing == '}' ? "`,` or `}`" : "`,` or `]`");
  ++token_;
  more = c == ',';
  if (!more) open_.pop_back();
  return true;
}

bool JsonCursor::compare_keys(std::size_t first) {
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

std::string quoted_name(std::string_view name) {
  constexpr std::size_t longest = 64;
  if (name.size() <= longest) return "`" + diagnostics::printable(name) + "`";
  std::size_t cut = longest;
  while (cut > 0 && (static_cast<unsigned char>(name[cut]) & 0xC0U) == 0x80U) --cut;
  return "`" + diagnostics::printable(name.substr(0, cut)) + "…`";
}

std::string duplicate_key_message(std::string_view key) {
  return "the key " + quoted_name(key) + " stands twice in one object";
}

}  // namespace eligo::profiles
