#include "profiles/csv_header.hpp"

#include <algorithm>
#include <unordered_map>

#include "diagnostics/suggestion.hpp"
#include "profiles/csv_row.hpp"
#include "profiles/ignored_names.hpp"
#include "text/display.hpp"

namespace eligo::profiles {

namespace {

using text::quoted_name;

std::vector<std::string> names_of(const Schema& schema) {
  std::vector<std::string> names{schema.subject};
  for (const FactSchema& fact : schema.facts) names.push_back(fact.name);
  return names;
}

std::string unknown_column(std::string_view name, const Schema& schema) {
  const std::string hint = diagnostics::did_you_mean(name.substr(0, 64), names_of(schema));
  return "no fact is called like the column " + quoted_name(name) + (hint.empty() ? "" : "; " + hint);
}

std::string no_known_column(const std::vector<std::string_view>& cells, const Schema& schema) {
  constexpr std::size_t most_compared = 20;
  std::string error =
      "no column of the header is called like a fact, or like the subject " + quoted_name(schema.subject);
  if (cells.size() == 1 && cells.front().find_first_of(";\t|") != std::string_view::npos) {
    return error + "; the cells of a row are separated by commas";
  }
  const std::vector<std::string> names = names_of(schema);
  for (std::size_t cell = 0; cell < std::min(cells.size(), most_compared); ++cell) {
    const std::string meant = diagnostics::closest(cells[cell].substr(0, 64), names);
    if (!meant.empty())
      return error + "; is " + quoted_name(cells[cell]) + " meant to be " + quoted_name(meant) + "?";
  }
  return error;
}

}  // namespace

std::optional<CsvHeader> CsvHeader::read(std::string_view row, const Schema& schema, bool strict,
                                         std::string& error) {
  std::vector<std::string_view> cells;
  std::string unquoted;
  error = split_csv_row(row, cells, unquoted);
  if (!error.empty()) return std::nullopt;

  std::unordered_map<std::string_view, Column> known{{schema.subject, {Meaning::subject, 0}}};
  for (auto fact = static_cast<std::uint32_t>(schema.facts.size());
       fact-- > 0;) {  // the first of a name stays
    known.insert_or_assign(schema.facts[fact].name, Column{Meaning::fact, fact});
  }
  CsvHeader header;
  IgnoredNames ignored;
  bool any = false;
  for (const std::string_view cell : cells) {
    const auto found = known.find(cell);
    if (found == known.end() && strict) {
      error = unknown_column(cell, schema);
      return std::nullopt;
    }
    any = any || found != known.end();
    if (found == known.end()) ignored.add({}, cell);
    header.columns.push_back(found == known.end() ? Column{} : found->second);
  }
  std::ranges::sort(cells);
  if (const auto twice = std::ranges::adjacent_find(cells); twice != cells.end()) {
    error = "the column " + quoted_name(*twice) + " stands twice";
  } else if (!any) {
    error = no_known_column(cells, schema);
  }
  if (!error.empty()) return std::nullopt;
  header.ignored = ignored.names();
  return header;
}

}  // namespace eligo::profiles
