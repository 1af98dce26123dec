#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "expression/lexer.hpp"
#include "expression/reporter.hpp"
#include "expression/tree_builder.hpp"
#include "expression/words.hpp"
#include "text/display.hpp"

namespace eligo::expression {

// What has been opened and waits for its operands.
enum class FrameKind : std::uint8_t {
  parentheses,
  list,
  index,
  call,
  member_call,
  unary,
  binary,
  conditional_then,  // between `?` and `:`
  conditional_else,  // after `:`
};

struct Frame {
  FrameKind kind;
  int precedence;     // of an operator; 0 for a bracket
  std::size_t first;  // its first operand on the operand stack
  Token token;        // the operator, the bracket, or the function's name
};

// Operator precedence parsing with stacks of its own, so that no input, however deep, can exhaust the
// thread's stack. It alternates between two states: a value must come next, or something that follows one.
class Parser {
 public:
  Parser(std::string_view text, Reporter& reporter, const Limits& limits)
      : text_(text), reporter_(reporter), limits_(limits), lexer_(text, reporter), build_(reporter, limits) {
    advance();
  }

  std::optional<Tree> parse() {
    while (!done_ && !build_.too_deep() && !reporter_.full()) {
      if (value_expected_) {
        read_value();
      } else {
        read_continuation();
      }
    }
    if (reporter_.failed()) return std::nullopt;
    return build_.take(operands_.front().id);
  }

 private:
  void advance() {
    previous_ = token_.span;
    token_ = lexer_.next();
  }
  [[nodiscard]] bool at_symbol(std::string_view text) const {
    return token_.kind == TokenKind::symbol && token_.text == text;
  }
  // After a mistake, further ones are told only once reading has found its feet again.
  void error(diagnostics::Code code, diagnostics::Span span, std::string message, std::string hint = {}) {
    if (!recovering_) reporter_.error(code, span, std::move(message), std::move(hint));
    recovering_ = true;
  }
  [[nodiscard]] std::string found() const {
    return token_.kind == TokenKind::end ? "the end" : text::in_backticks(token_.text);
  }

  void push_value(Operand operand) {
    operands_.push_back(operand);
    value_expected_ = false;
  }
  void open(FrameKind kind, int precedence, std::size_t first, Token token) {
    if (frames_.size() >= limits_.max_depth) build_.refuse_depth(token.span);
    frames_.push_back({kind, precedence, first, std::move(token)});
    value_expected_ = true;
  }
  std::vector<Operand> pop_operands(std::size_t first) {
    const auto from = operands_.begin() + static_cast<std::ptrdiff_t>(first);
    std::vector<Operand> taken(from, operands_.end());
    operands_.erase(from, operands_.end());
    return taken;
  }

  void read_value();
  void read_word();
  void read_minus();
  void skip_braces();

  void read_continuation();
  void read_dot();
  void read_index();
  void read_binary(int precedence);
  void read_question();
  void read_colon();
  void read_comma();
  void read_close(std::string_view bracket);
  void read_end();

  // What other languages write (parser_recovery.cpp).
  void refuse_continuation();
  bool refuse_foreign_word();
  void refuse_not();
  bool refuse_lambda();
  bool refuse_comprehension();
  void refuse_between();
  void read_arrow();
  void read_range();
  void read_otherwise();
  bool read_name_in_braces();
  bool read_grouped_digits();
  void read_list_in_parentheses();
  [[nodiscard]] bool after_macro_variable() const;
  [[nodiscard]] std::string macro_text(std::string_view variable, std::size_t body) const;
  [[nodiscard]] std::size_t opening(const Frame& frame) const;
  [[nodiscard]] std::string source(diagnostics::Span span) const {
    return std::string(text_.substr(span.begin, span.end - span.begin));
  }
  std::string skip_operand();
  void skip_to(std::size_t offset);

  void reduce(int precedence);
  void reduce_branches();
  void close(std::uint32_t end);

  std::string_view text_;
  Reporter& reporter_;
  Limits limits_;
  Lexer lexer_;
  TreeBuilder build_;
  Token token_;
  diagnostics::Span previous_;
  std::vector<Operand> operands_;
  std::vector<Frame> frames_;
  bool value_expected_ = true;
  bool recovering_ = false;
  bool done_ = false;
};

}  // namespace eligo::expression
