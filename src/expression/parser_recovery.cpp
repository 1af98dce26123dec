#include <algorithm>
#include <string>
#include <string_view>
#include <utility>

#include "expression/macro_form.hpp"
#include "expression/operator_parser.hpp"
#include "expression/other_languages.hpp"
#include "expression/words.hpp"
#include "text/display.hpp"

// What people write who know another language: said in one mistake with what is right here, and read as what
// was meant, so that the rest is not misread.

namespace eligo::expression {

namespace {

using diagnostics::Code;
using diagnostics::Span;

bool is_any_of(std::string_view word, std::initializer_list<std::string_view> words) {
  return std::ranges::find(words, word) != words.end();
}

bool is_and(const Token& token) { return is_any_of(token.text, {"&&", "and", "AND"}); }

bool ends_operand(const Token& token) {
  return token.kind == TokenKind::end ||
         (token.kind != TokenKind::string &&
          is_any_of(token.text, {"&&", "||", ",", "?", ":", "and", "AND", "or", "OR"}));
}

std::string is_no_operator(std::string_view text) { return text::in_backticks(text) + " is not an operator"; }

std::string within(const std::string& subject, const std::string& lowest, const std::string& highest) {
  return "write `" + lowest + " <= " + subject + " && " + subject + " <= " + highest + "`";
}

// `t in tags if t != 'x'`, the rest of a comprehension.
struct Comprehension {
  std::string variable, list, condition;
};

Comprehension comprehension_of(std::string_view rest) {
  Comprehension parts;
  const std::size_t in = rest.find(" in ");
  if (in == std::string_view::npos) return parts;
  const std::size_t condition = std::min(rest.find(" if ", in), rest.size());
  parts.variable = trimmed(rest.substr(0, in));
  parts.list = grouped(trimmed(rest.substr(in + 4, condition - in - 4)));
  if (condition < rest.size()) parts.condition = trimmed(rest.substr(condition + 4));
  return parts;
}

std::string written_here(const Comprehension& parts, const std::string& body, std::string_view function) {
  const std::string begin = parts.list + ".";
  const std::string variable = "(" + parts.variable + ", ";
  if (function == "any" || function == "some") return begin + "exists" + variable + body + ")";
  if (function == "all") return begin + "all" + variable + body + ")";
  if (parts.condition.empty())
    return body == parts.variable ? parts.list : begin + "map" + variable + body + ")";
  if (function == "sum" || function == "len" || function == "count" || body == parts.variable) {
    const bool counts = function == "sum" || function == "len" || function == "count";
    return begin + "filter" + variable + parts.condition + ")" + (counts ? ".size()" : "");
  }
  return begin + "map" + variable + parts.condition + ", " + body + ")";
}

}  // namespace

void Parser::refuse_continuation() {
  const Token token = token_;
  const bool word = token.kind == TokenKind::word;
  const bool conjunction = word && (token.text == "and" || token.text == "AND");
  const bool disjunction = word && (token.text == "or" || token.text == "OR");
  if (conjunction || disjunction) {
    error(Code::expression_syntax, token.span, text::in_backticks(token.text) + " is not an operator",
          conjunction ? "did you mean `&&`?" : "did you mean `||`?");
    token_.text = conjunction ? "&&" : "||";
    return read_binary(conjunction ? precedence_and : precedence_or);
  }
  if (word && refuse_foreign_word()) return;
  std::string hint;
  if (word && (token.text == "not" || token.text == "NOT")) hint = "write `!(x in …)`";
  if (word && (token.text == "is" || token.text == "IS"))
    hint = "write `==`, or `has(…)` to ask whether a fact is there";
  if (word && (token.text == "like" || token.text == "LIKE"))
    hint = "write `x.startsWith('…')`, `x.contains('…')` or `x.matches('…')`";
  if (word && token.text == "contains") hint = "write `x.contains(…)`, or `… in list`";
  error(Code::expression_syntax, token.span, "an operator is needed before " + found(), std::move(hint));
  if (token.kind == TokenKind::symbol && !at_symbol("!")) return advance();
  operands_.pop_back();
  value_expected_ = true;
}

bool Parser::refuse_foreign_word() {
  const std::string before = source(previous_);
  if (before == "not" || before == "NOT") return refuse_not(), true;
  if (before == "lambda") return refuse_lambda();
  if (is_any_of(token_.text, {"between", "BETWEEN"})) return refuse_between(), true;
  return token_.text == "for" && refuse_comprehension();
}

void Parser::refuse_not() {
  error(Code::expression_syntax, previous_, is_no_operator(source(previous_)), "did you mean `!`?");
  recovering_ = false;
  operands_.pop_back();
  Token mark;
  mark.kind = TokenKind::symbol;
  mark.text = "!";
  mark.span = previous_;
  open(FrameKind::unary, precedence_unary, operands_.size(), mark);
}

// Whether the last operand stands where a macro has its variable.
bool Parser::after_macro_variable() const {
  return !frames_.empty() && frames_.back().kind == FrameKind::member_call &&
         is_macro(frames_.back().token.text) && operands_.size() == frames_.back().first + 2;
}

// Where the bracket of a frame stands.
std::size_t Parser::opening(const Frame& frame) const {
  const bool named = frame.kind == FrameKind::call || frame.kind == FrameKind::member_call;
  return named ? text_.find('(', frame.token.span.end) : frame.token.span.begin;
}

// The macro that is open, written with a variable and what stands from `body` on.
std::string Parser::macro_text(std::string_view variable, std::size_t body) const {
  const Frame& frame = frames_.back();
  const std::size_t end = closing_bracket(text_, opening(frame));
  return source({operands_[frame.first].outer.begin, frame.token.span.end}) + "(" + std::string(variable) +
         ", " + std::string(trimmed(text_.substr(body, end - std::min(body, end)))) + ")";
}

bool Parser::refuse_lambda() {
  if (!after_macro_variable()) return false;
  const Token variable = token_;
  const Span keyword = previous_;
  advance();
  const bool colon = at_symbol(":");
  error(Code::expression_syntax, keyword, is_no_operator("lambda"),
        "write `" + macro_text(variable.text, colon ? token_.span.end : variable.span.end) + "`");
  recovering_ = false;
  operands_.back() = build_.identifier(variable);
  if (colon) advance();
  value_expected_ = true;
  return true;
}

bool Parser::refuse_comprehension() {
  reduce(precedence_or);
  if (frames_.empty() || frames_.back().kind > FrameKind::member_call) return false;
  const Frame& frame = frames_.back();
  const std::size_t close = closing_bracket(text_, opening(frame));
  const Comprehension parts =
      comprehension_of(text_.substr(token_.span.end, close - std::min<std::size_t>(token_.span.end, close)));
  if (parts.variable.empty()) return false;
  const std::string_view function = frame.kind == FrameKind::call ? frame.token.text : std::string_view{};
  error(Code::expression_syntax, token_.span, is_no_operator("for"),
        "write `" + written_here(parts, source(operands_.back().outer), function) + "`");
  recovering_ = false;
  skip_to(close);
  return true;
}

void Parser::refuse_between() {
  reduce(precedence_sum);
  const std::string subject = source(operands_.back().outer);
  const Token word = token_;
  advance();
  const std::string lowest = skip_operand();
  std::string highest = "…";
  if (is_and(token_)) {
    advance();
    highest = skip_operand();
  }
  error(Code::expression_syntax, word.span, is_no_operator(word.text), within(subject, lowest, highest));
  recovering_ = false;
}

// `600..700`
void Parser::read_range() {
  reduce(precedence_sum);
  const std::string lowest = source(operands_.back().outer);
  const bool after_in =
      !frames_.empty() && frames_.back().kind == FrameKind::binary && frames_.back().token.text == "in";
  const std::string subject = after_in ? source(operands_[frames_.back().first].outer) : "x";
  const Token dots = token_;
  advance();
  error(Code::expression_syntax, dots.span, is_no_operator(".."), within(subject, lowest, skip_operand()));
  recovering_ = false;
}

// `t => …` in a macro; `->` for a point; `=>` for `>=`
void Parser::read_arrow() {
  const Token arrow = token_;
  if (after_macro_variable()) {
    error(Code::expression_syntax, arrow.span, is_no_operator(arrow.text),
          "write `" + macro_text(source(operands_.back().outer), arrow.span.end) + "`");
    recovering_ = false;
    advance();
    value_expected_ = true;
    return;
  }
  if (arrow.text == "->") {
    error(Code::expression_syntax, arrow.span, is_no_operator("->"), "a field is written `x.name`");
    recovering_ = false;
    return read_dot();
  }
  error(Code::expression_syntax, arrow.span, is_no_operator("=>"), "did you mean `>=`?");
  recovering_ = false;
  token_.text = ">=";
  read_binary(precedence_relation);
}

// `x ?? 0`, `x ?: 0`
void Parser::read_otherwise() {
  const std::string wanted = source(operands_.back().outer);
  Token symbol = token_;
  advance();
  if (symbol.text == "?") {
    symbol.span.end = token_.span.end;
    advance();
  }
  const bool plain = token_.kind != TokenKind::end && token_.kind != TokenKind::symbol;
  std::size_t end = token_.span.end;
  while (token_.kind == TokenKind::word && end < text_.size() &&
         (is_name_part(text_[end]) || text_[end] == '.'))
    ++end;
  const std::string otherwise =
      plain ? std::string(text_.substr(token_.span.begin, end - token_.span.begin)) : "…";
  error(Code::expression_syntax, symbol.span, is_no_operator(source(symbol.span)),
        "write `(has(" + wanted + ") ? " + wanted + " : " + otherwise + ")`");
  recovering_ = false;
  symbol.text = "*";
  open(FrameKind::binary, precedence_product, operands_.size() - 1, symbol);
}

// `{min_score}`, as messages have it
bool Parser::read_name_in_braces() {
  const std::size_t close = closing_bracket(text_, token_.span.begin);
  if (close >= text_.size()) return false;
  const std::string_view name = trimmed(text_.substr(token_.span.end, close - token_.span.end));
  if (!is_dotted_name(name)) return false;
  const Span span{token_.span.begin, static_cast<std::uint32_t>(close + 1)};
  error(Code::expression_syntax, span, "`" + source(span) + "` cannot stand here", bare_name_hint(name));
  recovering_ = false;
  skip_to(close + 1);
  push_value(build_.placeholder(span));
  return true;
}

// `1,000`
bool Parser::read_grouped_digits() {
  const FrameKind kind = frames_.empty() ? FrameKind::parentheses : frames_.back().kind;
  if (kind == FrameKind::list || kind == FrameKind::call || kind == FrameKind::member_call) return false;
  std::string digits = source(previous_);
  const auto are_digits = [](std::string_view text) {
    return !text.empty() && text.find_first_not_of("0123456789") == std::string_view::npos;
  };
  if (!are_digits(digits) || digits.size() > 3) return false;
  std::size_t end = token_.span.begin;
  while (text_.substr(end, 1) == "," && text_.substr(end).size() >= 4 &&
         are_digits(text_.substr(end + 1, 3))) {
    digits += text_.substr(end + 1, 3);
    end += 4;
  }
  if (end == token_.span.begin || is_name_part(text_.substr(end, 1).empty() ? ' ' : text_[end])) return false;
  const Span span{previous_.begin, static_cast<std::uint32_t>(end)};
  error(Code::expression_syntax, span, "`" + source(span) + "` is not a number",
        "write `" + digits + "`: digits are not grouped");
  recovering_ = false;
  skip_to(end);
  return true;
}

// `('a', 'b')`, which becomes the list that was meant
void Parser::read_list_in_parentheses() {
  constexpr std::size_t longest_shown = 60;  // bytes
  Frame& frame = frames_.back();
  const std::size_t open = frame.token.span.begin;
  const std::size_t close = closing_bracket(text_, open);
  const std::string_view elements = trimmed(text_.substr(open + 1, std::min(close, text_.size()) - open - 1));
  const bool whole = close < text_.size() && elements.size() <= longest_shown;
  const Span span{frame.token.span.begin,
                  whole ? static_cast<std::uint32_t>(close + 1) : frame.token.span.end};
  error(Code::expression_syntax, span, "a list does not stand in parentheses",
        "lists are written `[" + (whole ? std::string(elements) : "…") + "]`");
  frame.kind = FrameKind::list;
}

// Reads over tokens to the end of an operand of a comparison, and gives its text.
std::string Parser::skip_operand() {
  const std::size_t begin = token_.span.begin;
  std::size_t depth = 0;
  while (token_.kind != TokenKind::end && (depth > 0 || !ends_operand(token_))) {
    if (at_symbol("(") || at_symbol("[")) ++depth;
    if (at_symbol(")") || at_symbol("]")) {
      if (depth == 0) break;
      --depth;
    }
    advance();
  }
  const std::string text =
      token_.span.begin == begin ? std::string{} : source({static_cast<std::uint32_t>(begin), previous_.end});
  return text.empty() ? "…" : text;
}

void Parser::skip_to(std::size_t offset) {
  while (token_.kind != TokenKind::end && token_.span.begin < offset) advance();
}

}  // namespace eligo::expression
