#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "json/key_pattern.hpp"
#include "json/number_text.hpp"
#include "text/display.hpp"
#include "values/scratch_memory.hpp"

namespace eligo::json {

/// Walks through one JSON text, value by value, and checks all of it: grammar, UTF-8, escapes, equal keys
/// of one object, depth. simdjson finds the tokens; the walk itself keeps numbers as they are written.
///
/// Every step returns false once something is wrong; `error()` then says what, and the walk is over.
/// Strings that it hands out point into the text or into memory of the cursor, and are valid until the
/// next `begin`. Holds scratch memory: one a thread.
class Cursor {
 public:
  explicit Cursor(std::size_t max_depth);
  ~Cursor();
  Cursor(Cursor&&) noexcept;
  Cursor& operator=(Cursor&&) noexcept;

  /// Starts on a text, which stays alive while it is walked.
  [[nodiscard]] bool begin(std::string_view text);
  /// Nothing may stand behind the value that was walked.
  [[nodiscard]] bool end();
  [[nodiscard]] const std::string& error() const { return error_; }

  /// The first character of the value ahead: `{ [ "`, or the start of a number, `true`, `false`, `null`.
  [[nodiscard]] char peek() const { return token_ < count_ ? text_[starts_[token_]] : '\0'; }

  [[nodiscard]] bool string(std::string_view& text) {
    bool escaped = false;
    return string_body(text, escaped) && (!escaped || unescape(text));
  }
  /// A number, `true`, `false` or `null`, as written.
  [[nodiscard]] bool scalar(std::string_view& token);
  /// The number that `scalar` came to last.
  [[nodiscard]] const NumberText& number() const { return number_; }
  /// Any value, checked and thrown away.
  [[nodiscard]] bool skip();
  /// A scalar or string checked and thrown away; `raw` is its text, quotes included.
  [[nodiscard]] bool skip_raw(std::string_view& raw);
  /// The same for any value, objects and arrays too.
  [[nodiscard]] bool skip_whole(std::string_view& raw);

  /// Where the walk stands, to walk over a scalar or string a second time.
  [[nodiscard]] std::size_t mark() const { return token_; }
  void back_to(std::size_t mark) { token_ = mark; }

  /// Steps into the object or array ahead. `more` says whether it has a member.
  [[nodiscard]] bool enter(bool& more);
  /// The member's key, and the colon behind it.
  [[nodiscard]] bool key(std::string_view& text);
  /// Steps over the member's key and its colon if it is this one, written without escapes.
  bool accept_key(const KeyPattern& pattern) {
    if (token_ + 1 >= count_ || text_[starts_[token_ + 1]] != ':') return false;
    const std::size_t begin = starts_[token_];
    if (text_.size() - begin < KeyPattern::size || !pattern.matches(text_.data() + begin)) return false;
    token_ += 2;
    return true;
  }
  /// Behind a member: whether there is another one; steps out where not.
  [[nodiscard]] bool next(bool& more) {
    const char closing = open_.back();
    const char c = peek();
    if (c != ',' && c != closing) return no_separator(closing);
    ++token_;
    more = c == ',';
    if (!more) open_.pop_back();
    return true;
  }

  /// Reports a mistake that the caller found, for instance two equal keys. Always false.
  bool fail(std::string message);

  /// Keys of the open object that the caller keeps no record of itself: they are compared with each other
  /// when it is left. `first_key()` is asked when stepping in and given back when stepping out.
  [[nodiscard]] std::size_t first_key() const { return keys_.size(); }
  void add_key(std::string_view key) { keys_.push_back(key); }
  [[nodiscard]] bool compare_keys(std::size_t first);

 private:
  struct Tokens;
  [[nodiscard]] bool syntax(const char* expected);
  [[nodiscard]] bool skip_object();
  [[nodiscard]] bool skip_array();
  [[nodiscard]] bool no_separator(char closing);
  [[nodiscard]] bool string_body(std::string_view& body, bool& escaped);
  [[nodiscard]] bool unescape(std::string_view& text);
  [[nodiscard]] std::size_t position() const { return token_ < count_ ? starts_[token_] : text_.size(); }
  [[nodiscard]] std::size_t end_of_token() const;

  std::unique_ptr<Tokens> tokens_;
  std::size_t max_depth_;
  std::string_view text_;
  const std::uint32_t* starts_ = nullptr;  // where each token begins
  std::size_t count_ = 0;                  // of tokens
  std::size_t token_ = 0;                  // number of the token ahead
  NumberText number_;
  std::vector<char> open_;  // closing characters of what was entered
  std::vector<std::string_view> keys_;
  std::string unescaped_;
  values::ByteArena kept_;  // strings that had escapes
  std::string error_;
};

/// "the key `x` stands twice"; the key is shortened where it is long.
[[nodiscard]] std::string duplicate_key_message(std::string_view key);

}  // namespace eligo::json
