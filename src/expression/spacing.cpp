#include "expression/spacing.hpp"

#include <algorithm>

#include "expression/lexer.hpp"
#include "expression/tree.hpp"

namespace eligo::expression {

namespace {

using diagnostics::Span;

struct Written {
  TokenKind kind = TokenKind::end;
  Span span;
  std::string_view text;
};

std::string_view part_of(std::string_view text, Span span) {
  return text.substr(span.begin, span.end - span.begin);
}

/// Nothing where the lexer has something to say.
std::optional<std::vector<Written>> tokens_of(std::string_view text) {
  const diagnostics::LocatedText located = diagnostics::text_from_memory(std::string(text));
  std::vector<Diagnostic> diagnostics;
  Reporter reporter(located, diagnostics);
  Lexer lexer(text, reporter);
  std::vector<Written> tokens;
  for (Token token = lexer.next(); token.kind != TokenKind::end; token = lexer.next()) {
    if (reporter.failed()) return std::nullopt;
    tokens.push_back({token.kind, token.span, part_of(text, token.span)});
  }
  if (reporter.failed()) return std::nullopt;
  return tokens;
}

bool has_comment(std::string_view text, const std::vector<Written>& tokens) {
  std::uint32_t end = 0;
  for (const Written& token : tokens) {
    if (part_of(text, {end, token.span.begin}).find('/') != std::string_view::npos) return true;
    end = token.span.end;
  }
  return text.substr(end).find('/') != std::string_view::npos;
}

bool is_one_of(const Written& token, std::string_view signs) {
  return token.kind == TokenKind::symbol && token.text.size() == 1 &&
         signs.find(token.text) != std::string_view::npos;
}

bool is_operator(const Written& token) {
  if (token.kind == TokenKind::word) return token.text == "in";
  return token.kind == TokenKind::symbol && !is_one_of(token, "()[].,");
}

/// Decides, token by token, where a space stands.
class Spacing {
 public:
  bool before(const Written& token) {
    const bool begins_operand = !last_ || last_is_operator_ || is_one_of(*last_, "([,");
    const bool unary = begins_operand && is_one_of(token, "!-");
    const bool space = last_ && wants_space(token);
    last_is_operator_ = is_operator(token);
    last_is_unary_ = unary;
    last_ = token;
    return space;
  }

 private:
  [[nodiscard]] bool wants_space(const Written& token) const {
    if (last_is_unary_ || is_one_of(*last_, "([.")) return false;
    if (is_one_of(token, ")].,")) return false;
    if (is_one_of(token, "([") && !last_is_operator_ && !is_one_of(*last_, ",")) return false;
    return true;
  }

  std::optional<Written> last_;
  bool last_is_operator_ = false;
  bool last_is_unary_ = false;
};

std::string joined(std::string_view text, const std::vector<SpacedToken>& tokens) {
  std::string out;
  for (const SpacedToken& token : tokens) {
    if (token.space) out += ' ';
    out += part_of(text, token.span);
  }
  return out;
}

/// Whether both are the same tokens: none ran together.
bool same_tokens(const std::vector<Written>& tokens, std::string_view spaced) {
  const auto others = tokens_of(spaced);
  return others && std::ranges::equal(tokens, *others, [](const Written& left, const Written& right) {
           return left.kind == right.kind && left.text == right.text;
         });
}

}  // namespace

std::optional<std::vector<SpacedToken>> canonical_spacing(std::string_view text) {
  if (text.size() > Limits{}.max_length) return std::nullopt;
  const auto tokens = tokens_of(text);
  if (!tokens || has_comment(text, *tokens)) return std::nullopt;
  std::vector<SpacedToken> spaced;
  spaced.reserve(tokens->size());
  Spacing spacing;
  for (const Written& token : *tokens) spaced.push_back({token.span, spacing.before(token)});
  const std::string result = joined(text, spaced);
  if (result == text) return spaced;
  if (result.size() > Limits{}.max_length || !same_tokens(*tokens, result)) return std::nullopt;
  return spaced;
}

std::string in_canonical_spacing(std::string_view text) {
  const auto tokens = canonical_spacing(text);
  return tokens ? joined(text, *tokens) : std::string(text);
}

}  // namespace eligo::expression
