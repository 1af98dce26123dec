#include "profiles/csv_line.hpp"

#include <cstddef>

namespace eligo::profiles {

namespace {

/// Where the quoted cell ends whose content begins at `at`: behind its closing quote; npos where it has none.
std::size_t end_of_quoted(std::string_view line, std::size_t at) {
  while (true) {
    const std::size_t quote = line.find('"', at);
    if (quote == std::string_view::npos) return quote;
    if (quote + 1 == line.size() || line[quote + 1] != '"') return quote + 1;
    at = quote + 2;
  }
}

}  // namespace

LineEnd follow_csv_line(std::string_view line, bool within_quotes, char separator) {
  if (!within_quotes && line.find('"') == std::string_view::npos) return LineEnd::row;
  if (line.ends_with('\r')) line.remove_suffix(1);
  std::size_t at = 0;
  if (!within_quotes && line.starts_with('"')) {
    within_quotes = true;
    at = 1;
  }
  while (true) {
    if (within_quotes) {
      at = end_of_quoted(line, at);
      if (at == std::string_view::npos) return LineEnd::quoted;
      if (at < line.size() && line[at] != separator) return LineEnd::bad;
    } else {
      at = line.find(separator, at);
    }
    if (at >= line.size()) return LineEnd::row;
    ++at;
    within_quotes = at < line.size() && line[at] == '"';
    if (within_quotes) ++at;
  }
}

}  // namespace eligo::profiles
