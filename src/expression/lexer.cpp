#include "expression/lexer.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <system_error>

#include "expression/other_languages.hpp"
#include "expression/string_literal.hpp"
#include "expression/words.hpp"
#include "json/number_text.hpp"
#include "text/display.hpp"
#include "text/utf8.hpp"

namespace eligo::expression {

namespace {

using diagnostics::Code;
using diagnostics::Span;

constexpr std::uint64_t largest_magnitude = std::uint64_t{1} << 63U;

// Longer symbols stand before their beginnings. What other languages write is taken as what was meant,
// after saying so.
struct Symbol {
  std::string_view text;
  std::string_view meant;  // empty: a symbol of this language
};

constexpr std::array symbols{
    Symbol{"===", "=="}, Symbol{"!==", "!="}, Symbol{"==", ""},  Symbol{"!=", ""},   Symbol{"<=", ""},
    Symbol{"=>", ""},    Symbol{"=<", "<="},  Symbol{"->", ""},  Symbol{"..", ""},   Symbol{"??", ""},
    Symbol{">=", ""},    Symbol{"&&", ""},    Symbol{"||", ""},  Symbol{"<>", "!="}, Symbol{"**", "*"},
    Symbol{"=", "=="},   Symbol{"&", "&&"},   Symbol{"|", "||"}, Symbol{"<", ""},    Symbol{">", ""},
    Symbol{"+", ""},     Symbol{"-", ""},     Symbol{"*", ""},   Symbol{"/", ""},    Symbol{"%", ""},
    Symbol{"!", ""},     Symbol{"(", ""},     Symbol{")", ""},   Symbol{"[", ""},    Symbol{"]", ""},
    Symbol{"{", ""},     Symbol{"}", ""},     Symbol{".", ""},   Symbol{",", ""},    Symbol{"?", ""},
    Symbol{":", ""},
};

Span span_of(std::size_t begin, std::size_t end) {
  return {static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(end)};
}

using text::in_backticks;

// Where a literal that opened with `quotes` ends, its closing quotes excluded; npos if nowhere.
std::size_t closing_quotes(std::string_view text, std::size_t at, std::string_view quotes, bool raw) {
  for (; at < text.size(); ++at) {
    if (text.substr(at, quotes.size()) == quotes) return at;
    if (quotes.size() == 1 && (text[at] == '\n' || text[at] == '\r')) break;
    if (text[at] == '\\' && !raw) ++at;
  }
  return std::string_view::npos;
}

}  // namespace

void Lexer::skip_blanks() {
  while (at_ < text_.size()) {
    const char c = text_[at_];
    if (c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '\f') {
      ++at_;
    } else if (starts("//")) {
      at_ = std::min(text_.find('\n', at_), text_.size());
    } else {
      return;
    }
  }
}

Token Lexer::make_token(TokenKind kind, std::size_t begin) const {
  Token token;
  token.kind = kind;
  token.span = span_of(begin, at_);
  token.text = text_.substr(begin, at_ - begin);
  return token;
}

Token Lexer::next() {
  while (true) {
    skip_blanks();
    if (at_ >= text_.size()) return make_token(TokenKind::end, text_.size());
    const char c = peek();
    if (is_name_start(c)) return word_or_prefixed_string();
    if (is_digit(c) || (c == '.' && is_digit(peek(1)))) return number();
    if (c == '"' || c == '\'') return string(at_, false, false);
    Token token = symbol();
    if (token.kind == TokenKind::end) token = foreign_sign_token();
    if (token.kind == TokenKind::end) token = name_behind_sign();
    if (token.kind != TokenKind::end) return token;
    unexpected_character();
    if (reporter_.full()) at_ = text_.size();
  }
}

Token Lexer::word_or_prefixed_string() {
  const std::size_t begin = at_;
  while (is_name_part(peek())) ++at_;
  const std::string_view word = text_.substr(begin, at_ - begin);
  if ((peek() == '"' || peek() == '\'') && word.size() <= 2) {
    const auto is = [&](std::size_t i, char lower) { return word[i] == lower || word[i] == lower - 32; };
    if (word.size() == 1 && is(0, 'r')) return string(begin, true, false);
    if (word.size() == 1 && is(0, 'b')) return string(begin, false, true);
    if (word.size() == 2 && ((is(0, 'r') && is(1, 'b')) || (is(0, 'b') && is(1, 'r')))) {
      return string(begin, true, true);
    }
  }
  return make_token(TokenKind::word, begin);
}

Token Lexer::number() {
  const std::size_t begin = at_;
  if (starts("0x") || starts("0X")) {
    at_ += 2;
    return integer(begin, 16);
  }
  while (is_digit(peek())) ++at_;
  bool floating = false;
  if (peek() == '.' && is_digit(peek(1))) {
    floating = true;
    ++at_;
    while (is_digit(peek())) ++at_;
  }
  if (peek() == 'e' || peek() == 'E') {
    const std::size_t sign = peek(1) == '+' || peek(1) == '-' ? 1 : 0;
    if (is_digit(peek(1 + sign))) {
      floating = true;
      at_ += 1 + sign;
      while (is_digit(peek())) ++at_;
    }
  }
  if (!floating) {
    at_ = begin;
    return integer(begin, 10);
  }
  // A leading point is CEL's, not from_chars'; the digit before it changes nothing.
  const std::string digits = "0" + std::string(text_.substr(begin, at_ - begin));
  double value = 0;
  const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), value);
  Token token = make_token(TokenKind::floating, begin);
  // from_chars calls numbers next to zero out of range too; they are zero, as everywhere in IEEE 754.
  token.number = error == std::errc{} ? value : 0;
  if ((error != std::errc{} && !json::is_tiny(digits)) || std::isinf(value)) {
    reporter_.error(Code::number_out_of_range, token.span,
                    in_backticks(token.text) + " is too large for a double", "the largest is 1.797e308");
  } else if (is_name_part(peek())) {
    while (is_name_part(peek())) ++at_;
    token.span.end = static_cast<std::uint32_t>(at_);
    reporter_.error(Code::expression_syntax, token.span,
                    in_backticks(text_.substr(begin, at_ - begin)) + " is not a number");
  }
  return token;
}

Token Lexer::integer(std::size_t begin, int base) {
  const auto is_base_digit = [&](char c) {
    return is_digit(c) || (base == 16 && ((c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F')));
  };
  const std::size_t digits = at_;
  while (is_base_digit(peek())) ++at_;
  std::uint64_t value = 0;
  const auto result = std::from_chars(text_.data() + digits, text_.data() + at_, value, base);
  const bool none = at_ == digits;
  Token token = make_token(TokenKind::integer, begin);
  const bool is_unsigned = (peek() == 'u' || peek() == 'U') && !is_name_part(peek(1));
  if (is_name_part(peek()) || none || text_[begin + (base == 16 ? 1 : 0)] == 'X') {
    while (is_name_part(peek())) ++at_;
    token = make_token(TokenKind::integer, begin);
    if (is_unsigned && !none) {
      reporter_.error(Code::unsupported_feature, token.span,
                      in_backticks(token.text) + " is unsigned, a type that expressions do not have",
                      "leave out the `u`");
    } else {
      reporter_.error(Code::expression_syntax, token.span, in_backticks(token.text) + " is not a number",
                      base == 16 ? "hexadecimal numbers are written like `0x1f`" : number_hint(token.text));
    }
  } else if (result.ec != std::errc{} || value > largest_magnitude) {
    reporter_.error(Code::number_out_of_range, token.span,
                    in_backticks(token.text) + " is too large for an int",
                    "the largest is 9223372036854775807; a double is written with a point");
  } else {
    token.magnitude = value;
  }
  return token;
}

Token Lexer::string(std::size_t begin, bool raw, bool bytes) {
  const std::size_t quotes_at = at_;
  const bool triple = peek(1) == peek() && peek(2) == peek();
  const std::string_view quotes = text_.substr(quotes_at, triple ? 3 : 1);
  const std::size_t inside = quotes_at + quotes.size();
  const std::size_t end = closing_quotes(text_, inside, quotes, raw);
  if (end == std::string_view::npos) {
    at_ = text_.size();
    reporter_.error(Code::unterminated_string, span_of(begin, inside), "this string has no end",
                    quotes.size() == 1 && text_.find(quotes, inside) != std::string_view::npos
                        ? "a string over several lines is written in triple quotes"
                        : "close it with `" + std::string(quotes) + "`");
    return make_token(TokenKind::string, begin);
  }
  at_ = end + quotes.size();
  Token token = make_token(TokenKind::string, begin);
  const std::string_view content = text_.substr(inside, end - inside);
  if (bytes) {
    reporter_.error(Code::unsupported_feature, token.span,
                    text::in_backticks(text_.substr(begin, quotes_at - begin)) +
                        " before quotes means bytes, a type that expressions do not have",
                    "write a string, without the prefix");
  } else if (text::find_invalid_utf8(content) != std::string_view::npos) {
    reporter_.error(Code::expression_syntax, token.span, "this string is not valid UTF-8");
  } else {
    token.decoded = raw ? std::string(content) : decode_escapes(content, inside, reporter_);
  }
  return token;
}

Token Lexer::symbol() {
  const std::size_t begin = at_;
  const auto* const found =
      std::ranges::find_if(symbols, [&](const Symbol& each) { return starts(each.text); });
  if (found == symbols.end()) return {};
  at_ += found->text.size();
  Token token = make_token(TokenKind::symbol, begin);
  if (!found->meant.empty()) {
    reporter_.error(Code::expression_syntax, token.span, in_backticks(token.text) + " is not an operator",
                    found->text == "**" ? "there are no powers: multiply"
                                        : "did you mean " + in_backticks(found->meant) + "?");
    token.text = found->meant;
  }
  return token;
}

bool Lexer::is_told(char32_t point) {
  if (told_.find(point) != std::u32string::npos) return true;
  told_.push_back(point);
  return false;
}

// A sign is told of once, and brackets in pairs.
Token Lexer::foreign_sign_token() {
  const std::size_t begin = at_;
  const text::CodePoint point = text::code_point_at(text_, at_);
  const ForeignSign* const sign = point.value < 0x80 ? nullptr : foreign_sign(point.value);
  if (sign == nullptr) return {};
  at_ += point.bytes;
  Token token = make_token(sign->meant == "in" ? TokenKind::word : TokenKind::symbol, begin);
  const bool round = sign->meant == "(" || sign->meant == ")";
  const bool square = sign->meant == "[" || sign->meant == "]";
  if (!is_told(round ? U'(' : square ? U'[' : point.value)) {
    reporter_.error(Code::expression_syntax, token.span, in_backticks(token.text) + " cannot stand here",
                    round    ? "write `(` and `)`"
                    : square ? "write `[` and `]`"
                             : "write " + in_backticks(sign->meant));
  }
  token.text = sign->meant;
  return token;
}

// `$min_score`, `${params.min_score}`, `@min_score`
Token Lexer::name_behind_sign() {
  if (peek() != '$' && peek() != '@') return {};
  const bool braces = peek() == '$' && peek(1) == '{';
  const std::size_t first = at_ + (braces ? 2 : 1);
  std::size_t end = first;
  while (end < text_.size() && (is_name_part(text_[end]) || text_[end] == '.')) ++end;
  const std::string_view name = text_.substr(first, end - first);
  if (!is_dotted_name(name) || (braces && text_.substr(end, 1) != "}")) return {};
  const std::size_t begin = at_;
  at_ = end + (braces ? 1 : 0);
  Token token = make_token(TokenKind::word, begin);
  reporter_.error(Code::expression_syntax, token.span, in_backticks(token.text) + " cannot stand here",
                  bare_name_hint(name));
  token.text = name;
  return token;
}

// What was meant by digits with something behind them.
std::string Lexer::number_hint(std::string_view written) const {
  if (written.find_first_not_of("0123456789_") == std::string_view::npos) {
    std::string digits(written);
    std::erase(digits, '_');
    return "write " + in_backticks(digits) + ": digits are not grouped";
  }
  // `30 * 24h`
  std::int64_t times = 1;
  const std::string_view before = trimmed(text_.substr(0, at_ - written.size()));
  if (before.ends_with('*')) {
    const std::string_view factor = trimmed(before.substr(0, before.size() - 1));
    const std::size_t digits = factor.find_last_not_of("0123456789") + 1;
    const auto read = std::from_chars(factor.data() + digits, factor.data() + factor.size(), times);
    if (read.ec != std::errc{}) times = 1;
  }
  const auto duration = duration_meant(written, times);
  return duration ? "write `duration('" + *duration + "')`" : std::string{};
}

void Lexer::unexpected_character() {
  const std::size_t begin = at_;
  const text::CodePoint point = text::code_point_at(text_, at_);
  const bool curly = point.value >= 0x2018 && point.value <= 0x201F;
  at_ += point.bytes;
  if (const InvisibleCharacter* const unseen = invisible_character(point.value)) {
    if (is_told(point.value)) return;
    reporter_.error(
        Code::expression_syntax, span_of(begin, at_),
        text::code_point_name(point.value) + " " + std::string(unseen->name) + " cannot stand here",
        unseen->is_space ? "type an ordinary space" : "nobody sees it: delete it");
    return;
  }
  // A word in another script, or a run of stray bytes, is one mistake.
  while (at_ < text_.size() && static_cast<unsigned char>(peek()) >= 0x80 && point.value >= 0x80 && !curly) {
    const text::CodePoint next = text::code_point_at(text_, at_);
    if (foreign_sign(next.value) != nullptr || invisible_character(next.value) != nullptr) break;
    at_ += next.bytes;
  }
  std::string hint;
  if (curly) hint = "strings stand in straight quotes: `'…'`";
  if (point.value == U'`') hint = "names cannot be quoted";
  if (point.value == U';') hint = "an expression has no end mark";
  if (point.valid && point.value >= 0x80 && !curly)
    hint = "names are made of `A`–`Z`, `a`–`z`, `0`–`9` and `_`";
  reporter_.error(Code::expression_syntax, span_of(begin, at_),
                  point.valid ? in_backticks(text_.substr(begin, at_ - begin)) + " cannot stand here"
                              : "the text is not valid UTF-8",
                  std::move(hint));
}

}  // namespace eligo::expression
