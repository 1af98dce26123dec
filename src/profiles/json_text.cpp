#include "profiles/json_text.hpp"

#include <cstddef>
#include <cstdint>
#include <optional>

namespace eligo::profiles {

namespace {

constexpr std::string_view replacement_character = "\xEF\xBF\xBD";

std::uint8_t byte_at(std::string_view text, std::size_t at) { return static_cast<std::uint8_t>(text[at]); }

/// The length of the well-formed UTF-8 sequence at `at`, or 0 (Unicode 15, table 3-7).
std::size_t sequence_length(std::string_view text, std::size_t at) {
  const std::uint8_t lead = byte_at(text, at);
  std::size_t length = 0;
  std::uint8_t low = 0x80;
  std::uint8_t high = 0xBF;
  if (lead >= 0xC2 && lead <= 0xDF) {
    length = 2;
  } else if (lead >= 0xE0 && lead <= 0xEF) {
    length = 3;
    if (lead == 0xE0) low = 0xA0;
    if (lead == 0xED) high = 0x9F;
  } else if (lead >= 0xF0 && lead <= 0xF4) {
    length = 4;
    if (lead == 0xF0) low = 0x90;
    if (lead == 0xF4) high = 0x8F;
  } else {
    return 0;
  }
  if (text.size() - at < length) return 0;
  if (byte_at(text, at + 1) < low || byte_at(text, at + 1) > high) return 0;
  for (std::size_t next = 2; next < length; ++next) {
    if ((byte_at(text, at + next) & 0xC0U) != 0x80U) return 0;
  }
  return length;
}

void append_control(std::string& out, std::uint8_t byte) {
  constexpr std::string_view digits = "0123456789abcdef";
  switch (byte) {
    case '\b': out += "\\b"; return;
    case '\f': out += "\\f"; return;
    case '\n': out += "\\n"; return;
    case '\r': out += "\\r"; return;
    case '\t': out += "\\t"; return;
    default:
      out += "\\u00";
      out += digits[byte >> 4U];
      out += digits[byte & 0xFU];
  }
}

void append_utf8(std::string& out, std::uint32_t point) {
  const auto put = [&out](std::uint32_t byte) { out += static_cast<char>(static_cast<std::uint8_t>(byte)); };
  if (point < 0x80) {
    put(point);
  } else if (point < 0x800) {
    put(0xC0U | point >> 6U);
    put(0x80U | (point & 0x3FU));
  } else if (point < 0x10000) {
    put(0xE0U | point >> 12U);
    put(0x80U | (point >> 6U & 0x3FU));
    put(0x80U | (point & 0x3FU));
  } else {
    put(0xF0U | point >> 18U);
    put(0x80U | (point >> 12U & 0x3FU));
    put(0x80U | (point >> 6U & 0x3FU));
    put(0x80U | (point & 0x3FU));
  }
}

std::optional<std::uint32_t> hex_digits(std::string_view body, std::size_t at) {
  if (body.size() < at + 4) return std::nullopt;
  std::uint32_t value = 0;
  for (std::size_t digit = at; digit < at + 4; ++digit) {
    const char c = body[digit];
    std::uint32_t part = 0;
    if (c >= '0' && c <= '9') {
      part = static_cast<std::uint32_t>(c - '0');
    } else if (c >= 'a' && c <= 'f') {
      part = static_cast<std::uint32_t>(c - 'a' + 10);
    } else if (c >= 'A' && c <= 'F') {
      part = static_cast<std::uint32_t>(c - 'A' + 10);
    } else {
      return std::nullopt;
    }
    value = value << 4U | part;
  }
  return value;
}

/// Reads the `uXXXX` at `at` (and the low surrogate behind a high one); moves `at` past it.
bool append_unicode_escape(std::string& out, std::string_view body, std::size_t& at) {
  const auto first = hex_digits(body, at + 1);
  if (!first) return false;
  at += 5;
  std::uint32_t point = *first;
  if (point >= 0xDC00 && point <= 0xDFFF) return false;
  if (point >= 0xD800 && point <= 0xDBFF) {
    if (body.substr(at, 2) != "\\u") return false;
    const auto second = hex_digits(body, at + 2);
    if (!second || *second < 0xDC00 || *second > 0xDFFF) return false;
    at += 6;
    point = 0x10000 + ((point - 0xD800) << 10U) + (*second - 0xDC00);
  }
  append_utf8(out, point);
  return true;
}

}  // namespace

void append_json_string(std::string& out, std::string_view text) {
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
      if (const std::size_t length = sequence_length(text, at); length != 0) {
        at += length;
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

}  // namespace eligo::profiles
