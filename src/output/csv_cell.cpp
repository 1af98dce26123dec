#include "output/csv_cell.hpp"

#include <algorithm>

#include "json/number_text.hpp"

namespace eligo::output {

namespace {

bool is_number(std::string_view text) {
  if (text.starts_with('+')) text.remove_prefix(1);
  return json::number_form(text) != json::NumberForm::invalid;
}

}  // namespace

bool needs_quotes(std::string_view text) {
  return std::ranges::any_of(
      text, [](char c) { return c <= ',' && (c == ',' || c == '"' || c == '\r' || c == '\n'); });
}

bool looks_like_formula(std::string_view text) {
  const auto begins = [&](char c) { return text.front() == c; };
  const bool is_odd = !text.empty() && (begins('=') || begins('+') || begins('-') || begins('@') ||
                                        begins('\t') || begins('\r'));
  return is_odd && !is_number(text);
}

void append_doubled(std::string& out, std::string_view text) {
  for (const char c : text) {
    if (c == '"') out += '"';
    out += c;
  }
}

void append_cell(std::string& out, std::string_view text, FormulaGuard guard) {
  const bool guarded = guard == FormulaGuard::on && looks_like_formula(text);
  if (!guarded && !needs_quotes(text)) {
    out += text;
    return;
  }
  out += guarded ? "\"'" : "\"";
  append_doubled(out, text);
  out += '"';
}

}  // namespace eligo::output
