#include "expression/words.hpp"

#include <algorithm>
#include <array>

namespace eligo::expression {

namespace {

struct Operator {
  std::string_view text;
  Precedence precedence;
};

constexpr std::array operators{
    Operator{"||", precedence_or},       Operator{"&&", precedence_and},
    Operator{"==", precedence_relation}, Operator{"!=", precedence_relation},
    Operator{"<", precedence_relation},  Operator{"<=", precedence_relation},
    Operator{">", precedence_relation},  Operator{">=", precedence_relation},
    Operator{"in", precedence_relation}, Operator{"+", precedence_sum},
    Operator{"-", precedence_sum},       Operator{"*", precedence_product},
    Operator{"/", precedence_product},   Operator{"%", precedence_product},
};

constexpr std::array<std::string_view, 17> reserved_words{
    "as",  "break", "const",   "continue",  "else",   "for", "function", "if",   "import",
    "let", "loop",  "package", "namespace", "return", "var", "void",     "while"};

constexpr std::array<std::string_view, 4> keywords{"true", "false", "null", "in"};

}  // namespace

Precedence binary_precedence(std::string_view text) noexcept {
  const auto* const found =
      std::ranges::find_if(operators, [&](const Operator& each) { return each.text == text; });
  return found == operators.end() ? precedence_any : found->precedence;
}

bool is_reserved_word(std::string_view text) noexcept {
  return std::ranges::find(reserved_words, text) != reserved_words.end();
}

bool is_keyword(std::string_view text) noexcept {
  return std::ranges::find(keywords, text) != keywords.end();
}

}  // namespace eligo::expression
