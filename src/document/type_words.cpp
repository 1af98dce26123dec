#include "document/type_words.hpp"

#include <array>
#include <utility>

#include "text/ascii.hpp"

namespace eligo::document {

namespace {

constexpr std::array<std::pair<std::string_view, std::string_view>, 28> meant{{
    {"integer", "int"},       {"long", "int"},           {"int32", "int"},       {"int64", "int"},
    {"count", "int"},         {"boolean", "bool"},       {"float", "double"},    {"decimal", "double"},
    {"real", "double"},       {"float64", "double"},     {"money", "double"},    {"percent", "double"},
    {"text", "string"},       {"str", "string"},         {"varchar", "string"},  {"char", "string"},
    {"date", "timestamp"},    {"datetime", "timestamp"}, {"time", "timestamp"},  {"instant", "timestamp"},
    {"interval", "duration"}, {"timespan", "duration"},  {"period", "duration"}, {"enumeration", "enum"},
    {"choice", "enum"},       {"array", "list"},         {"objects", "list"},    {"records", "list"},
}};

std::string_view meant_by(std::string_view word) {
  const std::string lower = text::lower_ascii(word);
  for (const auto& [written, type] : meant) {
    if (written == lower) return type;
  }
  return {};
}

}  // namespace

std::string type_hint(std::string_view word) {
  constexpr std::string_view list = "list<";
  if (word.starts_with(list) && word.ends_with('>')) {
    const std::string_view of = word.substr(list.size(), word.size() - list.size() - 1);
    if (of == "enum") return "write `list<string>`: the elements of a list have no `values`";
    if (of.starts_with("list")) return "the elements of a list are no lists";
    const std::string_view type = meant_by(of);
    return type.empty() ? std::string{} : "did you mean `list<" + std::string(type) + ">`?";
  }
  if (word == "number" || word == "numeric") {
    return "did you mean `int`, for whole numbers, or `double`?";
  }
  const std::string_view type = meant_by(word);
  return type.empty() ? std::string{} : "did you mean `" + std::string(type) + "`?";
}

}  // namespace eligo::document
