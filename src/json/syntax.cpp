#include "json/syntax.hpp"

#include <algorithm>
#include <optional>

#include "json/number_text.hpp"
#include "json/string.hpp"
#include "text/ascii.hpp"
#include "text/utf8.hpp"

namespace eligo::json {

namespace {

using diagnostics::Code;
using diagnostics::Span;

Span span_of(std::size_t begin, std::size_t end) {
  return {static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(end)};
}

bool is_digit(char c) { return c >= '0' && c <= '9'; }
bool is_word(char c) {
  return is_digit(c) || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' || c == '+' ||
         c == '-' || c == '.';
}

std::string_view expected_text(Expected expected) {
  switch (expected) {
    case Expected::value: return "a value";
    case Expected::value_or_end: return "a value or `]`";
    case Expected::key: return "a key in double quotes";
    case Expected::key_or_end: return "a key in double quotes or `}`";
    case Expected::colon: return "`:`";
    case Expected::comma_in_object: return "`,` or `}`";
    case Expected::comma_in_array: return "`,` or `]`";
    case Expected::end: return "nothing more";
  }
  return "";
}

bool string_may_follow(Expected expected) { return expected <= Expected::key_or_end; }
bool value_may_follow(Expected expected) { return expected <= Expected::value_or_end; }

SyntaxMistake explain_escape(std::string_view text, std::size_t at) {
  const bool unicode = at + 1 < text.size() && text[at + 1] == 'u';
  const auto unit = unicode ? four_hex_digits(text, at + 2) : std::nullopt;
  if (unit) {
    return {Code::json_invalid_utf8, span_of(at, at + 6), "half of a surrogate pair stands alone",
            "write the character itself, or both halves"};
  }
  if (unicode) {
    return {Code::json_syntax, span_of(at, at + 2), "`\\u` needs four hexadecimal digits", {}};
  }
  const std::size_t length = at + 1 < text.size() ? text::code_point_at(text, at + 1).bytes : 0;
  return {Code::json_syntax, span_of(at, at + 1 + length), "JSON strings do not have this escape",
          "`\\\\` stands for a backslash"};
}

bool escape_is_fine(std::string_view text, std::size_t at, std::size_t& next) {
  if (at + 1 >= text.size()) return false;
  if (text[at + 1] != 'u') {
    next = at + 2;
    return std::string_view("\"\\/bfnrt").find(text[at + 1]) != std::string_view::npos;
  }
  const auto unit = four_hex_digits(text, at + 2);
  if (!unit || (*unit >= 0xDC00 && *unit <= 0xDFFF)) return false;
  next = at + 6;
  if (*unit < 0xD800 || *unit > 0xDBFF) return true;
  const bool pair = text.substr(next, 2) == "\\u";
  const auto low = pair ? four_hex_digits(text, next + 2) : std::nullopt;
  next += 6;
  return low && *low >= 0xDC00 && *low <= 0xDFFF;
}

SyntaxMistake explain_string(std::string_view text, std::size_t begin) {
  for (std::size_t at = begin + 1; at < text.size();) {
    const char c = text[at];
    if (c == '"') break;
    if (c == '\n' || c == '\r') {
      return {Code::json_syntax, span_of(begin, at), "the string has no closing quote on its line",
              "a line break within a string is written `\\n`"};
    }
    if (static_cast<unsigned char>(c) < 0x20) {
      return {Code::json_syntax, span_of(at, at + 1), "a control character cannot stand in a string",
              c == '\t' ? "a tab is written `\\t`" : "write it as `\\u00…`"};
    }
    if (c != '\\') {
      ++at;
      continue;
    }
    std::size_t next = at;
    if (at + 1 < text.size() && !escape_is_fine(text, at, next)) return explain_escape(text, at);
    at = std::max(next, at + 1);
  }
  return {Code::json_syntax, span_of(begin, begin + 1), "the string has no closing quote", {}};
}

SyntaxMistake explain_number(std::string_view text, Span span) {
  const std::string_view number = text.substr(span.begin, span.end - span.begin);
  if (number_form(number) != NumberForm::invalid) {
    return {Code::json_number_out_of_range, span, "the number is larger than any double", {}};
  }
  const bool leading_zero = number.size() > 1 && number[0] == '0' && is_digit(number[1]);
  return {Code::json_syntax, span, "this is not a number as JSON writes it",
          leading_zero ? "numbers do not begin with `0`" : ""};
}

// Why something stands where a comma or a bracket should: most often a comma was forgotten, or a quote
// ended the string before it too early.
std::string missing_comma_hint(std::string_view text, std::size_t at, Expected expected) {
  if (expected != Expected::comma_in_object && expected != Expected::comma_in_array) return {};
  if (at == 0 || !(is_word(text[at]) || std::string_view("\"{[").find(text[at]) != std::string_view::npos))
    return {};
  const std::size_t before = text.find_last_not_of(" \t\r\n", at - 1);
  if (before == std::string_view::npos) return {};
  if (before + 1 == at && text[before] == '"') {
    return "the quote before it ends the string; within one write `\\\"`, or `'` in an expression";
  }
  const auto lines_to = [&](std::size_t end) {
    return std::count(text.begin(), text.begin() + static_cast<std::ptrdiff_t>(end), '\n');
  };
  const auto line = lines_to(before) + 1;
  if (line == lines_to(at) + 1) return "a comma is missing before it";
  return "a comma is missing at the end of line " + std::to_string(line);
}

SyntaxMistake explain_word(std::string_view text, Span span, Expected expected) {
  const std::string_view word = text.substr(span.begin, span.end - span.begin);
  SyntaxMistake mistake{Code::json_syntax, span, "expected " + std::string(expected_text(expected)), {}};
  if (value_may_follow(expected)) {
    const std::string lower = text::lower_ascii(word);
    if (lower == "true" || lower == "false" || lower == "null") {
      mistake.hint = "did you mean `" + lower + "`?";
    } else if (lower == "none" || lower == "nil" || lower == "undefined") {
      mistake.hint = "did you mean `null`?";
    } else {
      mistake.hint = "texts stand in double quotes";
    }
  } else if (string_may_follow(expected)) {
    mistake.hint = "keys stand in double quotes";
  } else {
    mistake.hint = missing_comma_hint(text, span.begin, expected);
  }
  return mistake;
}

bool is_curly_quote(char32_t point) {
  return (point >= 0x2018 && point <= 0x201F) || point == 0xAB || point == 0xBB;
}

SyntaxMistake explain_other(std::string_view text, std::size_t at, Expected expected) {
  const char c = text[at];
  const std::size_t length = text::code_point_at(text, at).bytes;
  SyntaxMistake mistake{
      Code::json_syntax, span_of(at, at + length), "expected " + std::string(expected_text(expected)), {}};
  const bool after_comma = expected == Expected::key || expected == Expected::value;
  if (expected == Expected::end) {
    mistake.message = "something follows the end of the document";
  } else if (c == '/' || c == '#') {
    mistake.hint = "JSON has no comments; `meta` can hold remarks";
  } else if (c == '\'') {
    mistake.hint = "strings stand in double quotes";
  } else if (is_curly_quote(text::code_point_at(text, at).value)) {
    mistake.hint = "strings stand in straight double quotes";
  } else if (c == '}' && expected == Expected::comma_in_array) {
    mistake.hint = "the `[` before it is not closed";
  } else if (c == ']' && expected == Expected::comma_in_object) {
    mistake.hint = "the `{` before it is not closed";
  } else if ((c == '}' || c == ']') && after_comma) {
    const std::size_t before = text.find_last_not_of(" \t\r\n", at == 0 ? 0 : at - 1);
    if (at > 0 && before != std::string_view::npos && text[before] == ',') {
      mistake.hint = "the comma before it is one too many";
    }
  } else if (static_cast<unsigned char>(c) < 0x20) {
    mistake.message += ", but here is a control character";
  } else {
    mistake.hint = missing_comma_hint(text, at, expected);
  }
  return mistake;
}

}  // namespace

std::size_t end_of_word(std::string_view text, std::size_t at) noexcept {
  while (at < text.size() && is_word(text[at])) ++at;
  return at;
}

std::size_t skip_white_space(std::string_view text, std::size_t offset) noexcept {
  const std::size_t next = text.find_first_not_of(white_space, offset);
  return next == std::string_view::npos ? text.size() : next;
}

SyntaxMistake explain_syntax(std::string_view text, std::size_t offset, Expected expected) {
  const std::size_t at = skip_white_space(text, offset);
  if (at == text.size()) {
    const bool empty = skip_white_space(text, 0) == text.size();
    return {Code::json_syntax,
            span_of(at, at),
            empty ? "the text is empty; expected a JSON object"
                  : "the text ends too early; expected " + std::string(expected_text(expected)),
            {}};
  }
  if (text[at] == '"' && string_may_follow(expected)) return explain_string(text, at);
  if (is_word(text[at]) && expected != Expected::end) {
    const std::size_t end = end_of_word(text, at);
    const bool number = is_digit(text[at]) || text[at] == '-' || text[at] == '+' || text[at] == '.';
    if (number && value_may_follow(expected)) return explain_number(text, span_of(at, end));
    return explain_word(text, span_of(at, end), expected);
  }
  return explain_other(text, at, expected);
}

}  // namespace eligo::json
