#include "check/overload.hpp"

#include <algorithm>
#include <array>

namespace eligo::check {

namespace {

using values::Kind;
using values::Type;

// One overload. Operands and result are letters: bool `b`, int `i`, double `d`, string `s`, timestamp `t`,
// duration `u`, list of string `S`, list of int `I`, list of double `D`, any list `L`. A `+` after the last
// letter lets it stand once or more.
struct Overload {
  std::string_view name;
  Style style;
  Function function;
  std::string_view operands;
  char result;
};

constexpr Style infix = Style::infix;
constexpr Style global = Style::global;
constexpr Style member = Style::member;
using F = Function;

constexpr Overload overloads[] = {
    {"+", infix, F::add, "ii", 'i'},
    {"+", infix, F::add, "dd", 'd'},
    {"+", infix, F::add, "ss", 's'},
    {"+", infix, F::add, "tu", 't'},
    {"+", infix, F::add, "ut", 't'},
    {"+", infix, F::add, "uu", 'u'},
    {"-", infix, F::subtract, "ii", 'i'},
    {"-", infix, F::subtract, "dd", 'd'},
    {"-", infix, F::subtract, "tt", 'u'},
    {"-", infix, F::subtract, "tu", 't'},
    {"-", infix, F::subtract, "uu", 'u'},
    {"-", infix, F::negate, "i", 'i'},
    {"-", infix, F::negate, "d", 'd'},
    {"*", infix, F::multiply, "ii", 'i'},
    {"*", infix, F::multiply, "dd", 'd'},
    {"/", infix, F::divide, "ii", 'i'},
    {"/", infix, F::divide, "dd", 'd'},
    {"%", infix, F::modulo, "ii", 'i'},

    {"size", global, F::size, "s", 'i'},
    {"size", global, F::size, "L", 'i'},
    {"size", member, F::size, "s", 'i'},
    {"size", member, F::size, "L", 'i'},
    {"contains", member, F::contains, "ss", 'b'},
    {"startsWith", member, F::starts_with, "ss", 'b'},
    {"endsWith", member, F::ends_with, "ss", 'b'},
    {"matches", member, F::matches, "ss", 'b'},
    {"matches", global, F::matches, "ss", 'b'},
    {"lowerAscii", member, F::lower_ascii, "s", 's'},
    {"upperAscii", member, F::upper_ascii, "s", 's'},
    {"trim", member, F::trim, "s", 's'},
    {"substring", member, F::substring, "si", 's'},
    {"substring", member, F::substring, "sii", 's'},
    {"indexOf", member, F::index_of, "ss", 'i'},
    {"indexOf", member, F::index_of, "ssi", 'i'},
    {"lastIndexOf", member, F::last_index_of, "ss", 'i'},
    {"lastIndexOf", member, F::last_index_of, "ssi", 'i'},
    {"split", member, F::split, "ss", 'S'},
    {"split", member, F::split, "ssi", 'S'},
    {"join", member, F::join, "S", 's'},
    {"join", member, F::join, "Ss", 's'},
    {"replace", member, F::replace, "sss", 's'},
    {"replace", member, F::replace, "sssi", 's'},

    {"bool", global, F::to_bool, "b", 'b'},
    {"bool", global, F::to_bool, "s", 'b'},
    {"int", global, F::to_int, "i", 'i'},
    {"int", global, F::to_int, "d", 'i'},
    {"int", global, F::to_int, "s", 'i'},
    {"int", global, F::to_int, "t", 'i'},
    {"double", global, F::to_double, "d", 'd'},
    {"double", global, F::to_double, "i", 'd'},
    {"double", global, F::to_double, "s", 'd'},
    {"string", global, F::to_string, "s", 's'},
    {"string", global, F::to_string, "b", 's'},
    {"string", global, F::to_string, "i", 's'},
    {"string", global, F::to_string, "d", 's'},
    {"string", global, F::to_string, "t", 's'},
    {"string", global, F::to_string, "u", 's'},
    {"timestamp", global, F::to_timestamp, "t", 't'},
    {"timestamp", global, F::to_timestamp, "s", 't'},
    {"timestamp", global, F::to_timestamp, "i", 't'},
    {"duration", global, F::to_duration, "u", 'u'},
    {"duration", global, F::to_duration, "s", 'u'},

    {"getFullYear", member, F::get_full_year, "t", 'i'},
    {"getFullYear", member, F::get_full_year, "ts", 'i'},
    {"getMonth", member, F::get_month, "t", 'i'},
    {"getMonth", member, F::get_month, "ts", 'i'},
    {"getDate", member, F::get_date, "t", 'i'},
    {"getDate", member, F::get_date, "ts", 'i'},
    {"getDayOfMonth", member, F::get_day_of_month, "t", 'i'},
    {"getDayOfMonth", member, F::get_day_of_month, "ts", 'i'},
    {"getDayOfWeek", member, F::get_day_of_week, "t", 'i'},
    {"getDayOfWeek", member, F::get_day_of_week, "ts", 'i'},
    {"getDayOfYear", member, F::get_day_of_year, "t", 'i'},
    {"getDayOfYear", member, F::get_day_of_year, "ts", 'i'},
    {"getHours", member, F::get_hours, "t", 'i'},
    {"getHours", member, F::get_hours, "ts", 'i'},
    {"getHours", member, F::get_hours, "u", 'i'},
    {"getMinutes", member, F::get_minutes, "t", 'i'},
    {"getMinutes", member, F::get_minutes, "ts", 'i'},
    {"getMinutes", member, F::get_minutes, "u", 'i'},
    {"getSeconds", member, F::get_seconds, "t", 'i'},
    {"getSeconds", member, F::get_seconds, "ts", 'i'},
    {"getSeconds", member, F::get_seconds, "u", 'i'},
    {"getMilliseconds", member, F::get_milliseconds, "t", 'i'},
    {"getMilliseconds", member, F::get_milliseconds, "ts", 'i'},
    {"getMilliseconds", member, F::get_milliseconds, "u", 'i'},

    {"math.greatest", global, F::greatest, "I", 'i'},
    {"math.greatest", global, F::greatest, "D", 'd'},
    {"math.greatest", global, F::greatest, "i+", 'i'},
    {"math.greatest", global, F::greatest, "d+", 'd'},
    {"math.least", global, F::least, "I", 'i'},
    {"math.least", global, F::least, "D", 'd'},
    {"math.least", global, F::least, "i+", 'i'},
    {"math.least", global, F::least, "d+", 'd'},
    {"math.abs", global, F::absolute, "i", 'i'},
    {"math.abs", global, F::absolute, "d", 'd'},

    {"rollout", global, F::rollout, "ssi", 'b'},
    {"rollout", global, F::rollout, "ssd", 'b'},
    {"rollout", global, F::rollout, "isi", 'b'},
    {"rollout", global, F::rollout, "isd", 'b'},
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
  const std::string name(overload.name);
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
  for (const Overload& overload : overloads) {
    if (overload.name != name || overload.style != style) continue;
    if (accepts(overload, operands))
      return {Call::Outcome::found, overload.function, type_of(overload.result)};
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
    if (overload.name != name || overload.style != style) continue;
    if (operands != 0 && !accepts_count(overload, operands)) continue;
    out += (out.empty() ? "`" : ", `") + form_of(overload) + "`";
  }
  return out;
}

std::vector<std::string> names_of(Style style) {
  std::vector<std::string> names;
  for (const Overload& overload : overloads) {
    const bool fresh = names.empty() || names.back() != overload.name;
    if (overload.style == style && fresh) names.emplace_back(overload.name);
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
