#include "output/value_text.hpp"

#include <array>
#include <charconv>
#include <cmath>
#include <cstdint>
#include <variant>

#include "json/string.hpp"
#include "json/writer.hpp"

namespace eligo::output {

namespace {

void append_digits(std::string& out, std::int64_t number) {
  std::array<char, 24> text{};
  out.append(text.data(), std::to_chars(text.data(), text.data() + text.size(), number).ptr);
}

}  // namespace

bool append_simple_text(std::string& out, const values::Value& value) {
  if (const auto* const integer = std::get_if<std::int64_t>(&value.content)) {
    append_digits(out, *integer);
  } else if (const auto* const boolean = std::get_if<bool>(&value.content)) {
    out += *boolean ? "true" : "false";
  } else if (const auto* const number = std::get_if<double>(&value.content)) {
    out += values::number_text(*number);
  } else {
    return false;
  }
  return true;
}

void append_json_value(std::string& out, const values::Value& value, const values::Type& type) {
  const auto* const number = std::get_if<double>(&value.content);
  const bool written_as_shown = number == nullptr || std::isfinite(*number);
  if (written_as_shown && append_simple_text(out, value)) return;
  if (const auto* const text = std::get_if<std::string>(&value.content)) {
    json::append_string(out, *text);
  } else {
    json::Writer(out).value(value, &type);
  }
}

}  // namespace eligo::output
