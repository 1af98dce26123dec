#include "expression/printer.hpp"

#include <array>
#include <charconv>
#include <cmath>
#include <cstdint>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

#include "expression/string_literal.hpp"
#include "expression/words.hpp"

namespace eligo::expression {

namespace {

std::string floating_text(double number) {
  std::array<char, 32> buffer{};
  const auto result = std::to_chars(buffer.data(), buffer.data() + buffer.size(), number);
  std::string text(buffer.data(), result.ptr);
  // A double must not read back as an int.
  if (text.find_first_of(".en") == std::string::npos) text += ".0";
  return text;
}

std::string literal(const values::Value& value) {
  const auto& content = value.content;
  if (const bool* truth = std::get_if<bool>(&content)) return *truth ? "true" : "false";
  if (const auto* number = std::get_if<std::int64_t>(&content)) return std::to_string(*number);
  if (const auto* number = std::get_if<double>(&content)) return floating_text(*number);
  if (const auto* text = std::get_if<std::string>(&content)) return quote(*text);
  return "null";
}

bool begins_with_digit(const Tree& tree, NodeId id) {
  while (true) {
    const Node& node = tree[id];
    switch (node.kind) {
      case NodeKind::literal: {
        if (const auto* number = std::get_if<std::int64_t>(&node.value.content)) return *number >= 0;
        const auto* number = std::get_if<double>(&node.value.content);
        return number != nullptr && !std::signbit(*number);
      }
      case NodeKind::select:
      case NodeKind::index:
      case NodeKind::member_call:
      case NodeKind::comprehension: id = node.operands.front(); break;
      case NodeKind::identifier:
      case NodeKind::has:
      case NodeKind::list:
      case NodeKind::call:
      case NodeKind::unary:
      case NodeKind::binary:
      case NodeKind::conditional: return false;
    }
  }
}

int precedence_of(const Node& node) {
  switch (node.kind) {
    case NodeKind::unary: return precedence_unary;
    case NodeKind::binary: return binary_precedence(node.name);
    case NodeKind::conditional: return precedence_conditional;
    case NodeKind::literal:
    case NodeKind::identifier:
    case NodeKind::select:
    case NodeKind::has:
    case NodeKind::index:
    case NodeKind::list:
    case NodeKind::call:
    case NodeKind::member_call:
    case NodeKind::comprehension: break;
  }
  return precedence_primary;
}

// Keeps what is still to be written on a stack of its own: trees may be deeper than a thread's stack.
class Printer {
 public:
  explicit Printer(const Tree& tree) : tree_(tree), spans_(tree.nodes.size()) {}

  Layout print(NodeId root) {
    node(root, precedence_any);
    flush();
    while (!waiting_.empty()) {
      const Piece piece = std::move(waiting_.back());
      waiting_.pop_back();
      switch (piece.kind) {
        case Piece::Kind::text: out_ += piece.text; break;
        case Piece::Kind::node: expand(piece); break;
        case Piece::Kind::begin: spans_[piece.id].begin = length(); break;
        case Piece::Kind::end: spans_[piece.id].end = length(); break;
      }
    }
    return {std::move(out_), std::move(spans_)};
  }

 private:
  struct Piece {
    enum class Kind : std::uint8_t { text, node, begin, end };
    Kind kind;
    NodeId id;
    int precedence;  // what stands here must bind at least so tightly, or be in parentheses
    std::string text;
  };

  void text(std::string_view piece) { pieces_.push_back({Piece::Kind::text, 0, 0, std::string(piece)}); }
  void node(NodeId id, int precedence) { pieces_.push_back({Piece::Kind::node, id, precedence, {}}); }
  void mark(Piece::Kind side, NodeId id) { pieces_.push_back({side, id, 0, {}}); }
  [[nodiscard]] std::uint32_t length() const { return static_cast<std::uint32_t>(out_.size()); }
  void flush() {
    while (!pieces_.empty()) {
      waiting_.push_back(std::move(pieces_.back()));
      pieces_.pop_back();
    }
  }

  void expand(const Piece& piece) {
    const Node& at = tree_[piece.id];
    const bool parentheses = precedence_of(at) < piece.precedence;
    if (parentheses) text("(");
    mark(Piece::Kind::begin, piece.id);
    write(at);
    mark(Piece::Kind::end, piece.id);
    if (parentheses) text(")");
    flush();
  }

  void list(const Node& at, std::size_t first) {
    for (std::size_t i = first; i < at.operands.size(); ++i) {
      if (i != first) text(", ");
      node(at.operands[i], precedence_any);
    }
  }

  void write(const Node& at) {
    switch (at.kind) {
      case NodeKind::literal: return text(literal(at.value));
      case NodeKind::identifier: return text(at.name);
      case NodeKind::select: node(at.operands[0], precedence_primary); return text("." + at.name);
      case NodeKind::has:
        text("has(");
        if (!at.operands.empty()) {
          node(at.operands[0], precedence_primary);
          text(".");
        }
        return text(at.name + ")");
      case NodeKind::index:
        node(at.operands[0], precedence_primary);
        text("[");
        node(at.operands[1], precedence_any);
        return text("]");
      case NodeKind::list:
        text("[");
        list(at, 0);
        return text("]");
      case NodeKind::call:
        text(at.name + "(");
        list(at, 0);
        return text(")");
      case NodeKind::member_call:
        node(at.operands[0], precedence_primary);
        text("." + at.name + "(");
        list(at, 1);
        return text(")");
      case NodeKind::comprehension:
        node(at.operands[0], precedence_primary);
        text("." + at.name + "(");
        for (const std::string& variable : at.variables) text(variable + ", ");
        list(at, 1);
        return text(")");
      case NodeKind::unary: {
        // `-(1)` negates a number; `-1` is one.
        const bool digit = at.name == "-" && begins_with_digit(tree_, at.operands[0]);
        text(at.name);
        if (digit) text("(");
        node(at.operands[0], digit ? precedence_any : precedence_unary);
        if (digit) text(")");
        return;
      }
      case NodeKind::binary: {
        const int own = binary_precedence(at.name);
        if (own <= precedence_and) {
          for (std::size_t i = 0; i < at.operands.size(); ++i) {
            if (i != 0) text(" " + at.name + " ");
            node(at.operands[i], own + 1);
          }
          return;
        }
        node(at.operands[0], own);
        text(" " + at.name + " ");
        return node(at.operands[1], own + 1);
      }
      case NodeKind::conditional:
        node(at.operands[0], precedence_or);
        text(" ? ");
        node(at.operands[1], precedence_or);
        text(" : ");
        return node(at.operands[2], precedence_conditional);
    }
  }

  const Tree& tree_;
  std::vector<Piece> waiting_;  // next to be written last
  std::vector<Piece> pieces_;   // of the node at hand, in order
  std::string out_;
  std::vector<diagnostics::Span> spans_;
};

}  // namespace

std::string print(const Tree& tree) { return print(tree, tree.root); }

std::string print(const Tree& tree, NodeId node) { return Printer(tree).print(node).text; }

Layout lay_out(const Tree& tree) { return Printer(tree).print(tree.root); }

}  // namespace eligo::expression
