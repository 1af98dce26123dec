#include "json/string.hpp"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <optional>

#include <simdjson.h>

#include "text/display.hpp"
#include "text/hex.hpp"
#include "text/utf8.hpp"

namespace eligo::json {

namespace {

constexpr std::string_view replacement_character = "\xEF\xBF\xBD";

std::uint8_t byte_at(std::string_view text, std::size_t at) { return static_cast<std::uint8_t>(text[at]); }

/// Whether all of eight bytes are characters of ASCII that stand for themselves in a string.
bool are_plain(const char* bytes) {
  constexpr std::uint64_t ones = 0x0101'0101'0101'0101, high_bits = ones << 7U;
  std::uint64_t word = 0;
  std::memcpy(&word, bytes, sizeof word);
  const auto holds = [&](char byte) {
    const std::uint64_t different = word ^ (ones * static_cast<unsigned char>(byte));
    return (different - ones) & ~different;  // the highest bit of a byte that is zero
  };
  const std::uint64_t controls = (word - ones * 0x20) & ~word;
  return ((word | controls | holds('"') | holds('\\')) & high_bits) == 0;
}

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

/// Whether people would not see the character, or would take it for a plain space.
bool is_unseen(char32_t point) {
  const auto within = [&](char32_t first, char32_t last) { return point >= first && point <= last; };
  return point < 0x20 || within(0x7F, 0xA0) || within(0x2000, 0x200F) || within(0x2028, 0x202F) ||
         point == 0x1680 || point == 0x205F || point == 0x3000 || within(0xE000, 0xF8FF) ||
         point >= 0xF0000 || text::display_width(point) == 0;
}

void append_unit(std::string& out, char32_t unit) {
  out += "\\u";
  text::append_hex(out, static_cast<std::uint8_t>(unit >> 8U));
  text::append_hex(out, static_cast<std::uint8_t>(unit & 0xFFU));
}

/// An escape that stands for one code point.
void append_unseen(std::string& out, char32_t point) {
  if (point < 0x20) return append_control(out, static_cast<std::uint8_t>(point));
  if (point < 0x10000) return append_unit(out, point);
  append_unit(out, 0xD800 + ((point - 0x10000) >> 10U));
  append_unit(out, 0xDC00 + ((point - 0x10000) & 0x3FFU));
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
  append_escaped(out, text);
  out += '"';
}

void append_escaped(std::string& out, std::string_view text) {
  std::size_t plain = 0;  // start of the stretch that can be copied as it is
  std::size_t at = 0;
  const auto flush = [&] { out.append(text, plain, at - plain); };
  while (at < text.size()) {
    if (text.size() - at >= 8 && are_plain(text.data() + at)) {
      at += 8;
      continue;
    }
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

void append_respelt(std::string& out, std::string_view body) {
  std::size_t at = 0;
  while (at < body.size()) {
    const std::size_t escape = std::min(body.find('\\', at), body.size());
    out.append(body, at, escape - at);
    if (escape == body.size()) return;
    const bool is_unicode = body.substr(escape + 1, 1) == "u";
    std::string meant;
    std::size_t end = escape + 1;
    if (!is_unicode || !append_unicode_escape(meant, body, end)) {
      const std::string_view kept = body.substr(escape, 2);
      out += kept == "\\/" ? "/" : kept;
      at = escape + kept.size();
      continue;
    }
    const char32_t point = text::code_point_at(meant, 0).value;
    if (is_unseen(point)) {
      append_unseen(out, point);
    } else {
      if (point == '"' || point == '\\') out += '\\';
      out += meant;
    }
    at = end;
  }
}

std::string bare_text(std::string_view json) {
  const bool quoted = json.size() >= 2 && json.front() == '"';
  std::string text;
  return quoted && append_unescaped(text, json.substr(1, json.size() - 2)) ? text : std::string(json);
}

}  // namespace eligo::json
