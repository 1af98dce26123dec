#include "json/string.hpp"

#include <cstddef>
#include <cstdint>
#include <optional>

#include <simdjson.h>

#include "text/hex.hpp"
#include "text/utf8.hpp"

namespace eligo::json {

namespace {

constexpr std::string_view replacement_character = "\xEF\xBF\xBD";

std::uint8_t byte_at(std::string_view text, std::size_t at) { return static_cast<std::uint8_t>(text[at]); }

void append_control(std::string& out, std::uint8_t byte) {
  switch (byte) {
    case '\b': out += "\\b"; return;
    case '\f': out += "\\f"; return;
    case '\n': out += "\\n"; return;
    case '\r': out += "\\r"; return;
    case '\t': out += "\\t"; return;
    default: out += "\\u00"; text::append_hex(out, byte);
  }
}

/// Reads the `uXXXX` at `at` (and the low surrogate behind a high one); moves `at` past it.
bool append_unicode_escape(std::string& out, std::string_view body, std::size_t& at) {
  const auto first = four_hex_digits(body, at + 1);
  if (!first) return false;
  at += 5;
  char32_t point = *first;
  if (point >= 0xDC00 && point <= 0xDFFF) return false;
  if (point >= 0xD800 && point <= 0xDBFF) {
    if (body.substr(at, 2) != "\\u") return false;
    const auto second = four_hex_digits(body, at + 2);
    if (!second || *second < 0xDC00 || *second > 0xDFFF) return false;
    at += 6;
    point = 0x10000 + ((point - 0xD800) << 10U) + (*second - 0xDC00);
  }
  text::append_utf8(out, point);
  return true;
}

}  // namespace

bool is_utf8(std::string_view text) noexcept { return simdjson::validate_utf8(text.data(), text.size()); }

std::optional<char32_t> four_hex_digits(std::string_view body, std::size_t at) {
  if (body.size() < at + 4) return std::nullopt;
  char32_t value = 0;
  for (std::size_t i = at; i < at + 4; ++i) {
    const auto digit = text::digit_value(body[i]);
    if (!digit) return std::nullopt;
    value = value << 4U | *digit;
  }
  return value;
}

void append_string(std::string& out, std::string_view text) {
  out += '"';
  std::size_t plain = 0;  // start of the stretch that can be copied as it is
  std::size_t at = 0;
  const auto flush = [&] { out.append(text, plain, at - plain); };
  while (at < text.size()) {
    const std::uint8_t byte = byte_at(text, at);
    if (byte >= 0x20 && byte < 0x80 && byte != '"' && byte != '\\') {
      ++at;
      continue;
    }
    if (byte >= 0x80) {
      if (const auto point = text::code_point_at(text, at); point.valid) {
        at += point.bytes;
        continue;
      }
      flush();
      out += replacement_character;
    } else if (byte < 0x20) {
      flush();
      append_control(out, byte);
    } else {
      flush();
      out += '\\';
      out += static_cast<char>(byte);
    }
    plain = ++at;
  }
  flush();
  out += '"';
}

bool append_unescaped(std::string& out, std::string_view body) {
  std::size_t at = 0;
  while (at < body.size()) {
    const std::size_t escape = body.find('\\', at);
    if (escape == std::string_view::npos) {
      out.append(body, at);
      return true;
    }
    out.append(body, at, escape - at);
    at = escape + 1;
    if (at == body.size()) return false;
    switch (body[at]) {
      case '"':
        out += '"';
        ++at;
        break;
      case '\\':
        out += '\\';
        ++at;
        break;
      case '/':
        out += '/';
        ++at;
        break;
      case 'b':
        out += '\b';
        ++at;
        break;
      case 'f':
        out += '\f';
        ++at;
        break;
      case 'n':
        out += '\n';
        ++at;
        break;
      case 'r':
        out += '\r';
        ++at;
        break;
      case 't':
        out += '\t';
        ++at;
        break;
      case 'u':
        if (!append_unicode_escape(out, body, at)) return false;
        break;
      default: return false;
    }
  }
  return true;
}

std::string bare_text(std::string_view json) {
  const bool quoted = json.size() >= 2 && json.front() == '"';
  std::string text;
  return quoted && append_unescaped(text, json.substr(1, json.size() - 2)) ? text : std::string(json);
}

}  // namespace eligo::json
