#pragma once

#include <array>
#include <charconv>
#include <cstdint>
#include <string>
#include <string_view>

namespace eligo::generate_profiles {

/// Appends one JSON object after another to a buffer. Names and texts are the generator's own and
/// need no escapes.
class JsonLine {
 public:
  explicit JsonLine(std::string& buffer) noexcept : buffer_(buffer) {}

  /// A line of its own, or an item of a list.
  void begin_object() {
    separate();
    open('{');
  }
  void begin_object(std::string_view name) {
    key(name);
    open('{');
  }
  void end_object() { close('}'); }
  void begin_list(std::string_view name) {
    key(name);
    open('[');
  }
  void end_list() { close(']'); }
  void end_line() {
    buffer_ += '\n';
    separate_ = false;
  }

  void boolean(std::string_view name, bool value) {
    key(name);
    buffer_ += value ? "true" : "false";
  }
  void integer(std::string_view name, std::int64_t value) {
    key(name);
    append_integer(value);
  }
  void text(std::string_view name, std::string_view value) {
    key(name);
    append_text(value);
  }

  /// `value` counts in 1/10,000.
  void fraction(std::string_view name, std::int64_t value) {
    key(name);
    append_integer(value / 10'000);
    buffer_ += '.';
    append_digits(value % 10'000, 4);
  }

  void numbered_text(std::string_view name, std::string_view prefix, std::int64_t number) {
    key(name);
    buffer_ += '"';
    buffer_ += prefix;
    append_digits(number, 7);
    buffer_ += '"';
  }

  /// An instant as RFC 3339 text, from seconds since 1970.
  void instant(std::string_view name, std::int64_t seconds) {
    key(name);
    append_instant(seconds);
  }
  void instant(std::int64_t seconds) {
    separate();
    append_instant(seconds);
  }

 private:
  void separate() {
    if (separate_) buffer_ += ',';
    separate_ = true;
  }

  void key(std::string_view name) {
    separate();
    append_text(name);
    buffer_ += ':';
  }

  void open(char bracket) {
    buffer_ += bracket;
    separate_ = false;
  }
  void close(char bracket) {
    buffer_ += bracket;
    separate_ = true;
  }

  void append_text(std::string_view value) {
    buffer_ += '"';
    buffer_ += value;
    buffer_ += '"';
  }

  void append_integer(std::int64_t value) {
    std::array<char, 20> digits{};
    const auto end = std::to_chars(digits.data(), digits.data() + digits.size(), value).ptr;
    buffer_.append(digits.data(), end);
  }

  /// With leading zeros; a number that needs more digits gets them.
  void append_digits(std::int64_t value, std::size_t width) {
    std::array<char, 20> digits{};
    const auto end = std::to_chars(digits.data(), digits.data() + digits.size(), value).ptr;
    const auto length = static_cast<std::size_t>(end - digits.data());
    if (length < width) buffer_.append(width - length, '0');
    buffer_.append(digits.data(), end);
  }

  void append_instant(std::int64_t seconds);

  std::string& buffer_;
  bool separate_ = false;
};

}  // namespace eligo::generate_profiles
