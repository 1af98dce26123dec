#include "check/overload.hpp"

#include <algorithm>
#include <iterator>

namespace eligo::check {

namespace {

using values::Kind;
using values::Type;

// One overload; functions.inc says what its letters mean.
struct Overload {
  Function function;
  Style style;
  std::string_view operands;
  char result;

  [[nodiscard]] std::string_view name() const { return function_name(function); }
};

// By number, which is kept in the node of a call.
constexpr Overload overloads[] = {
#define FUNCTION(id, name, failure, time)
#define OVERLOAD(id, style, operands, result, opcode, lowered) {Function::id, Style::style, operands, result},
#include "check/functions.inc"
#undef OVERLOAD
#undef FUNCTION
};

Type type_of(char letter) {
  const auto simple = [](Kind kind) {
    Type type;
    type.kind = kind;
    return type;
  };
  switch (letter) {
    case 'b': return simple(Kind::boolean);
    case 'i': return simple(Kind::integer);
    case 'd': return simple(Kind::floating);
    case 't': return simple(Kind::timestamp);
    case 'u': return simple(Kind::duration);
    case 'S': return values::list_of(simple(Kind::string));
    case 'I': return values::list_of(simple(Kind::integer));
    case 'D': return values::list_of(simple(Kind::floating));
    case 'L': return values::list_of(simple(Kind::any));
    default: return simple(Kind::string);
  }
}

bool accepts(char letter, const Type& type) {
  if (type.kind == Kind::any) return true;
  if (letter == 'L') return type.kind == Kind::list;
  const Type wanted = type_of(letter);
  if (wanted.kind != type.kind) return false;
  return wanted.kind != Kind::list || type.element->kind == Kind::any ||
         type.element->kind == wanted.element->kind;
}

bool is_variadic(const Overload& overload) { return overload.operands.back() == '+'; }

bool accepts_count(const Overload& overload, std::size_t count) {
  return is_variadic(overload) ? count >= overload.operands.size() - 1 : count == overload.operands.size();
}

char letter_at(const Overload& overload, std::size_t index) {
  const std::size_t last = overload.operands.size() - (is_variadic(overload) ? 2 : 1);
  return overload.operands[std::min(index, last)];
}

bool accepts(const Overload& overload, std::span<const Type> operands) {
  if (!accepts_count(overload, operands.size())) return false;
  for (std::size_t i = 0; i < operands.size(); ++i) {
    if (!accepts(letter_at(overload, i), operands[i])) return false;
  }
  return true;
}

std::string letter_name(char letter) { return letter == 'L' ? "list" : values::type_name(type_of(letter)); }

std::string form_of(const Overload& overload) {
  const std::string_view operands = overload.operands;
  const std::string name(overload.name());
  if (overload.style == Style::infix) {
    if (operands.size() == 1) return name + letter_name(operands[0]);
    return letter_name(operands[0]) + " " + name + " " + letter_name(operands[1]);
  }
  const std::size_t first = overload.style == Style::member ? 1 : 0;
  std::string out = first == 1 ? letter_name(operands[0]) + "." + name : name;
  out += "(";
  for (std::size_t i = first; i < operands.size(); ++i) {
    if (operands[i] == '+') {
      out += ", …";
    } else {
      out += (i == first ? "" : ", ") + letter_name(operands[i]);
    }
  }
  return out + ")";
}

}  // namespace

Call resolve_call(std::string_view name, Style style, std::span<const Type> operands) {
  Call call;
  for (std::uint32_t number = 0; number < std::size(overloads); ++number) {
    const Overload& overload = overloads[number];
    if (overload.name() != name || overload.style != style) continue;
    if (accepts(overload, operands))
      return {Call::Outcome::found, overload.function, number, type_of(overload.result)};
    if (accepts_count(overload, operands.size())) {
      call.outcome = Call::Outcome::wrong_types;
    } else if (call.outcome == Call::Outcome::unknown_name) {
      call.outcome = Call::Outcome::wrong_count;
    }
  }
  return call;
}

std::string forms_of(std::string_view name, Style style, std::size_t operands) {
  std::string out;
  for (const Overload& overload : overloads) {
    if (overload.name() != name || overload.style != style) continue;
    if (operands != 0 && !accepts_count(overload, operands)) continue;
    out += (out.empty() ? "`" : ", `") + form_of(overload) + "`";
  }
  return out;
}

std::vector<std::string> names_of(Style style) {
  std::vector<std::string> names;
  for (const Overload& overload : overloads) {
    const bool fresh = names.empty() || names.back() != overload.name();
    if (overload.style == style && fresh) names.emplace_back(overload.name());
  }
  return names;
}

std::optional<Type> join_types(const Type& left, const Type& right) {
  if (left.kind == Kind::any) return right;
  if (right.kind == Kind::any) return left;
  if (left.kind == Kind::list && right.kind == Kind::list) {
    auto element = join_types(*left.element, *right.element);
    if (!element) return std::nullopt;
    return values::list_of(std::move(*element));
  }
  if (!values::same_type(left, right)) return std::nullopt;
  Type joined = left;
  const bool same_values =
      left.enumeration == right.enumeration || (left.enumeration != nullptr && right.enumeration != nullptr &&
                                                *left.enumeration == *right.enumeration);
  if (!same_values) joined.enumeration = nullptr;
  return joined;
}

}  // namespace eligo::check
