#include "json/tree.hpp"

#include <array>

namespace eligo::json {

std::string_view type_name(const Value& value) noexcept {
  constexpr std::array<std::string_view, 7> names{
      "null",     "a boolean", "an integer", "a number with a fraction or exponent",
      "a string", "an array",  "an object"};
  return names[value.content.index()];
}

std::string child_pointer(std::string_view pointer, std::string_view key) {
  std::string child(pointer);
  child += '/';
  for (const char c : key) {
    if (c == '~') {
      child += "~0";
    } else if (c == '/') {
      child += "~1";
    } else {
      child += c;
    }
  }
  return child;
}

std::string child_pointer(std::string_view pointer, std::size_t index) {
  std::string child(pointer);
  child += '/';
  child += std::to_string(index);
  return child;
}

std::string compact(std::string_view json) {
  std::string compact;
  compact.reserve(json.size());
  bool in_string = false;
  for (std::size_t at = 0; at < json.size(); ++at) {
    const char c = json[at];
    if (in_string) {
      compact += c;
      if (c == '\\' && at + 1 < json.size()) compact += json[++at];
      in_string = c != '"';
    } else if (c != ' ' && c != '\t' && c != '\n' && c != '\r') {
      compact += c;
      in_string = c == '"';
    }
  }
  return compact;
}

}  // namespace eligo::json
