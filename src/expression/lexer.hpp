#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "diagnostics/place.hpp"
#include "expression/reporter.hpp"

namespace eligo::expression {

enum class TokenKind : std::uint8_t {
  end,
  word,      ///< a name, a reserved word, `true`, `false`, `null` or `in`
  integer,   ///< `magnitude`; a sign is a token of its own
  floating,  ///< `number`
  string,    ///< `decoded`
  symbol,    ///< an operator or a bracket
};

struct Token {
  TokenKind kind = TokenKind::end;
  diagnostics::Span span;
  std::string_view text;        ///< as written, or as it should have been where a mistake was reported
  std::string decoded;          ///< of a string literal
  std::uint64_t magnitude = 0;  ///< of an integer; at most 2^63, so that only the sign decides
  double number = 0;            ///< of a floating literal
};

/// Cuts an expression into tokens, one at a time. A mistake is reported and the likeliest token given
/// in its place, so that parsing can go on.
class Lexer {
 public:
  Lexer(std::string_view text, Reporter& reporter) : text_(text), reporter_(reporter) {}

  [[nodiscard]] Token next();

 private:
  [[nodiscard]] char peek(std::size_t ahead = 0) const {
    return at_ + ahead < text_.size() ? text_[at_ + ahead] : '\0';
  }
  [[nodiscard]] bool starts(std::string_view prefix) const {
    return text_.substr(at_, prefix.size()) == prefix;
  }
  void skip_blanks();
  [[nodiscard]] Token make_token(TokenKind kind, std::size_t begin) const;
  [[nodiscard]] Token word_or_prefixed_string();
  [[nodiscard]] Token number();
  [[nodiscard]] Token integer(std::size_t begin, int base);
  [[nodiscard]] Token string(std::size_t begin, bool raw, bool bytes);
  /// Nothing where no symbol stands here.
  [[nodiscard]] Token symbol();
  void unexpected_character();
  /// What other languages and keyboards write, read as what is meant by it; an end where nothing such stands
  /// here.
  [[nodiscard]] Token foreign_sign_token();
  [[nodiscard]] Token name_behind_sign();
  [[nodiscard]] std::string number_hint(std::string_view written) const;
  /// Whether a code point has been told of before; it has then.
  [[nodiscard]] bool is_told(char32_t point);

  std::string_view text_;
  Reporter& reporter_;
  std::size_t at_ = 0;
  std::u32string told_;  // code points that one mistake was made of, which is enough
};

}  // namespace eligo::expression
