#include "expression/operator_parser.hpp"

#include <string>
#include <string_view>
#include <utility>

#include "expression/parser.hpp"
#include "expression/words.hpp"
#include "text/display.hpp"

namespace eligo::expression {

namespace {

using diagnostics::Code;
using diagnostics::Span;

}  // namespace

void Parser::read_value() {
  const Token token = token_;
  switch (token.kind) {
    case TokenKind::integer:
    case TokenKind::floating: advance(); return push_value(build_.number(token, false, token.span));
    case TokenKind::string: {
      advance();
      values::Value value;
      value.content = token.decoded;
      return push_value(build_.literal(std::move(value), token.span));
    }
    case TokenKind::word:
      if (token.text != "in") return read_word();
      break;
    case TokenKind::symbol:
      if (token.text == "-") return read_minus();
      if (token.text == "!") {
        advance();
        return open(FrameKind::unary, precedence_unary, operands_.size(), token);
      }
      if (token.text == "(") {
        advance();
        return open(FrameKind::parentheses, precedence_any, operands_.size(), token);
      }
      if (token.text == "[") {
        advance();
        open(FrameKind::list, precedence_any, operands_.size(), token);
        if (at_symbol("]")) read_close("]");
        return;
      }
      if (token.text == "{") {
        if (read_name_in_braces()) return;
        error(Code::unsupported_feature, token.span, "map literals `{…}` are not supported",
              "lists are written `[…]`");
        skip_braces();
        return push_value(build_.placeholder(token.span));
      }
      if (token.text == ".") {
        error(Code::unsupported_feature, token.span, "a name cannot begin with `.`");
        return advance();
      }
      break;
    case TokenKind::end: break;
  }
  error(
      Code::expression_syntax, token.span, "a value is needed here, not " + found(),
      operands_.empty() && frames_.empty() && token.kind == TokenKind::end ? "the expression is empty" : "");
  push_value(build_.placeholder(token.span));
}

void Parser::read_word() {
  const Token name = token_;
  advance();
  if (is_keyword(name.text)) {
    values::Value value;
    if (name.text == "null") {
      value.content = values::Null{};
    } else {
      value.content = name.text == "true";
    }
    return push_value(build_.literal(std::move(value), name.span));
  }
  if (is_reserved_word(name.text)) {
    error(Code::reserved_word, name.span, text::in_backticks(name.text) + " is reserved and names nothing",
          name.text == "if" ? "write `condition ? value : otherwise`" : "");
  }
  if (!at_symbol("(")) return push_value(build_.identifier(name));
  advance();
  open(FrameKind::call, precedence_any, operands_.size(), name);
  if (at_symbol(")")) read_close(")");
}

// A minus right before digits belongs to the number: only so can the lowest int be written.
void Parser::read_minus() {
  const Token minus = token_;
  advance();
  if (token_.kind != TokenKind::integer && token_.kind != TokenKind::floating) {
    return open(FrameKind::unary, precedence_unary, operands_.size(), minus);
  }
  const Token number = token_;
  advance();
  push_value(build_.number(number, true, {minus.span.begin, number.span.end}));
}

void Parser::skip_braces() {
  std::size_t open_braces = 0;
  while (token_.kind != TokenKind::end) {
    if (at_symbol("{")) ++open_braces;
    if (at_symbol("}")) --open_braces;
    advance();
    if (open_braces == 0) break;
  }
  recovering_ = false;
}

void Parser::read_continuation() {
  if (token_.kind == TokenKind::end) return read_end();
  if (token_.kind == TokenKind::symbol || token_.text == "in") {
    const std::string_view text = token_.text;
    if (text == ".") return read_dot();
    if (text == "[") return read_index();
    if (text == "=>" || text == "->") return read_arrow();
    if (text == "..") return read_range();
    if (text == "??" || (text == "?" && text_.substr(token_.span.end).starts_with(":")))
      return read_otherwise();
    if (text == "?") return read_question();
    if (text == ":") return read_colon();
    if (text == ",") return read_comma();
    if (text == ")" || text == "]") return read_close(text);
    if (text == "{") {
      error(Code::unsupported_feature, token_.span, "messages `Name{…}` are not supported");
      return skip_braces();
    }
    if (const int precedence = binary_precedence(text); precedence != precedence_any) {
      return read_binary(precedence);
    }
  }
  refuse_continuation();
}

void Parser::read_dot() {
  advance();
  if (at_symbol("?")) {
    error(Code::unsupported_feature, token_.span, "optional selection `.?` is not supported",
          "`has(…)` says whether a fact is there");
    advance();
  }
  const Token name = token_;
  if (name.kind != TokenKind::word || is_keyword(name.text)) {
    error(Code::expression_syntax, name.span, "a name is needed after `.`, not " + found());
    return;
  }
  advance();
  if (!at_symbol("(")) {
    operands_.back() = build_.select(operands_.back(), name);
    return;
  }
  advance();
  open(FrameKind::member_call, precedence_any, operands_.size() - 1, name);
  if (at_symbol(")")) read_close(")");
}

void Parser::read_index() {
  const Token bracket = token_;
  advance();
  if (at_symbol("?")) {
    error(Code::unsupported_feature, token_.span, "optional indexing `[?…]` is not supported");
    advance();
  }
  open(FrameKind::index, precedence_any, operands_.size() - 1, bracket);
}

void Parser::read_binary(int precedence) {
  const bool logical = precedence <= precedence_and;
  reduce(logical ? precedence + 1 : precedence);
  if (logical) recovering_ = false;
  const Token symbol = token_;
  advance();
  // A chain of one logical operator is one part, however long: `a || b || c` is no deeper than `a || b`.
  if (logical && !frames_.empty() && frames_.back().precedence == precedence) {
    value_expected_ = true;
    return;
  }
  open(FrameKind::binary, precedence, operands_.size() - 1, symbol);
}

void Parser::read_question() {
  reduce(precedence_or);
  if (!frames_.empty() && frames_.back().kind == FrameKind::conditional_then) {
    error(Code::expression_syntax, token_.span, "`?:` within the middle part of `?:` needs parentheses",
          "write `a ? (b ? c : d) : e`");
  }
  const Token mark = token_;
  advance();
  open(FrameKind::conditional_then, precedence_any, operands_.size() - 1, mark);
}

void Parser::read_colon() {
  reduce(precedence_or);
  // Only where a `?:` without parentheses stood in the middle of another, which has been refused.
  while (recovering_ && frames_.size() > 1 && frames_.back().kind == FrameKind::conditional_else &&
         frames_[frames_.size() - 2].kind == FrameKind::conditional_then) {
    const Frame inner = std::move(frames_.back());
    frames_.pop_back();
    operands_.push_back(build_.conditional(inner.token.span, pop_operands(inner.first)));
  }
  if (frames_.empty() || frames_.back().kind != FrameKind::conditional_then) {
    error(Code::expression_syntax, token_.span, "`:` without a `?` before it");
    operands_.pop_back();
  } else {
    frames_.back().kind = FrameKind::conditional_else;
  }
  advance();
  value_expected_ = true;
}

void Parser::read_comma() {
  reduce_branches();
  if (read_grouped_digits()) return;
  if (!frames_.empty() && frames_.back().kind == FrameKind::parentheses) read_list_in_parentheses();
  const FrameKind kind = frames_.empty() ? FrameKind::parentheses : frames_.back().kind;
  if (kind != FrameKind::list && kind != FrameKind::call && kind != FrameKind::member_call) {
    error(Code::expression_syntax, token_.span, "`,` cannot stand here",
          kind == FrameKind::parentheses ? "lists are written `[…]`" : "");
  }
  recovering_ = false;
  advance();
  value_expected_ = true;
  // CEL allows a comma after the last element of a list.
  if (kind == FrameKind::list && at_symbol("]")) close(token_.span.end), advance();
}

void Parser::read_close(std::string_view bracket) {
  if (!value_expected_) reduce_branches();
  if (frames_.empty()) {
    error(Code::expression_syntax, token_.span, text::in_backticks(bracket) + " closes nothing");
    recovering_ = false;
    return advance();
  }
  const FrameKind kind = frames_.back().kind;
  const bool square =
      (kind == FrameKind::list || kind == FrameKind::index) && frames_.back().token.text != "(";
  const std::string_view wanted = square ? "]" : ")";
  if (bracket != wanted) {
    error(Code::expression_syntax, token_.span,
          text::in_backticks(wanted) + " is needed here, not `" + std::string(bracket) + "`");
  }
  recovering_ = false;
  const std::uint32_t end = token_.span.end;
  advance();
  close(end);
}

void Parser::read_end() {
  reduce_branches();
  if (!frames_.empty()) {
    const Token& opener = frames_.back().token;
    const bool named =
        frames_.back().kind == FrameKind::call || frames_.back().kind == FrameKind::member_call;
    const bool square = opener.text == "[";
    error(Code::expression_syntax, opener.span,
          named ? "the parentheses of `" + std::string(opener.text) + "(` are not closed"
                : text::in_backticks(opener.text) + " is not closed",
          square ? "add `]`" : "add `)`");
  }
  done_ = true;
}

void Parser::reduce(int precedence) {
  while (!frames_.empty() && frames_.back().precedence >= precedence &&
         frames_.back().precedence != precedence_any) {
    const Frame frame = std::move(frames_.back());
    frames_.pop_back();
    if (frame.precedence <= precedence_and) {
      operands_.push_back(build_.logical(frame.token, pop_operands(frame.first)));
      continue;
    }
    const Operand last = operands_.back();
    operands_.pop_back();
    if (frame.kind == FrameKind::unary) {
      operands_.push_back(build_.unary(frame.token, last));
    } else {
      operands_.back() = build_.binary(frame.token, operands_.back(), last);
    }
  }
}

void Parser::reduce_branches() {
  reduce(precedence_or);
  while (!frames_.empty() && (frames_.back().kind == FrameKind::conditional_else ||
                              frames_.back().kind == FrameKind::conditional_then)) {
    const Frame frame = std::move(frames_.back());
    frames_.pop_back();
    if (frame.kind == FrameKind::conditional_then) {
      error(Code::expression_syntax, token_.span, "`:` and a value are needed before " + found(),
            "`?` needs both: `condition ? value : otherwise`");
    }
    const std::vector<Operand> parts = pop_operands(frame.first);
    operands_.push_back(build_.conditional(frame.token.span, parts));
    reduce(precedence_or);
  }
}

void Parser::close(std::uint32_t end) {
  const Frame frame = std::move(frames_.back());
  frames_.pop_back();
  const std::vector<Operand> parts = pop_operands(frame.first);
  switch (frame.kind) {
    case FrameKind::list: return push_value(build_.list(parts, {frame.token.span.begin, end}));
    case FrameKind::index: return push_value(build_.index(parts, end));
    case FrameKind::call: return push_value(build_.call(frame.token, parts, end));
    case FrameKind::member_call: return push_value(build_.member_call(frame.token, parts, end));
    case FrameKind::parentheses: {
      Operand inner = parts.front();
      inner.outer = {frame.token.span.begin, end};
      ++inner.depth;
      return push_value(inner);
    }
    case FrameKind::unary:
    case FrameKind::binary:
    case FrameKind::conditional_then:
    case FrameKind::conditional_else: return push_value(build_.placeholder(frame.token.span));
  }
}

std::optional<Tree> parse(const diagnostics::LocatedText& text, std::vector<Diagnostic>& diagnostics,
                          const Limits& limits) {
  Reporter reporter(text, diagnostics);
  if (text.text.size() > limits.max_length) {
    reporter.error(Code::expression_too_long, {0, 0},
                   "the expression has " + std::to_string(text.text.size()) + " bytes; at most " +
                       std::to_string(limits.max_length) + " are allowed",
                   "split it into definitions, or put long lists under `lists`");
    return std::nullopt;
  }
  return Parser(text.text, reporter, limits).parse();
}

}  // namespace eligo::expression
