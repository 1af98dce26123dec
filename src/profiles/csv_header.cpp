#include "profiles/csv_header.hpp"

#include <algorithm>
#include <unordered_map>
#include <utility>

#include "diagnostics/suggestion.hpp"
#include "json/string.hpp"
#include "profiles/column_mapping.hpp"
#include "profiles/csv_row.hpp"
#include "profiles/ignored_names.hpp"
#include "text/display.hpp"

namespace eligo::profiles {

namespace {

using text::quoted_name;

std::vector<std::string> names_of(const Schema& schema) {
  std::vector<std::string> names{schema.subject};
  for (const FactSchema& fact : schema.facts) {
    if (!fact.as_written) names.push_back(fact.name);
  }
  return names;
}

constexpr const char* separator_hint = "; the cells of a row are separated by commas";

bool has_other_separator(std::string_view row) {
  return row.find(',') == std::string_view::npos && row.find_first_of(";\t|") != std::string_view::npos;
}

std::string unknown_column(std::string_view name, const Schema& schema) {
  const std::string hint = diagnostics::did_you_mean(name.substr(0, 64), names_of(schema));
  return "no fact is called like the column " + quoted_name(name) + (hint.empty() ? "" : "; " + hint);
}

/// Why a row that is no good header may be none at all: it is no text, or none in UTF-8.
std::string no_text(std::string_view row) {
  const auto is_control = [](char c) { return c >= '\0' && c < ' ' && c != '\t' && c != '\r' && c != '\n'; };
  if (std::ranges::any_of(row, is_control)) return "it is no CSV: its first line is no text";
  if (json::is_utf8(row)) return {};
  return "the header is not UTF-8; a mapping (--columns) can name the `encoding`";
}

std::string no_known_column(const std::vector<std::string_view>& cells, const Schema& schema) {
  constexpr std::size_t most_compared = 20;
  std::string error =
      "no column of the header is called like a fact, or like the subject " + quoted_name(schema.subject);
  if (cells.size() == 1 && has_other_separator(cells.front())) return error + separator_hint;
  const std::vector<std::string> names = names_of(schema);
  for (std::size_t cell = 0; cell < std::min(cells.size(), most_compared); ++cell) {
    const std::string meant = diagnostics::closest(cells[cell].substr(0, 64), names);
    if (!meant.empty())
      return error + "; is " + quoted_name(cells[cell]) + " meant to be " + quoted_name(meant) + "?";
  }
  return error;
}

/// Of the columns that were asked for the first that the header does not have.
std::string missing_asked_for(const std::vector<std::string_view>& cells, const Schema& schema,
                              const LinkedMapping* mapping) {
  for (std::uint32_t fact = 0; fact < schema.facts.size(); ++fact) {
    const FactSchema& column = schema.facts[fact];
    const std::string& name =
        mapping == nullptr || column.as_written ? column.name : mapping->column_of(fact);
    if (!column.asked_for || name.empty() || std::ranges::find(cells, name) != cells.end()) continue;
    const std::vector<std::string> names(cells.begin(), cells.end());
    const std::string hint = diagnostics::did_you_mean(std::string_view(name).substr(0, 64), names);
    return "the header has no column " + quoted_name(name) + ", which was asked for" +
           (hint.empty() ? "" : "; " + hint);
  }
  return {};
}

using KnownColumns = std::unordered_map<std::string_view, CsvHeader::Column>;

KnownColumns known_columns(const Schema& schema, const LinkedMapping* mapping) {
  KnownColumns known;
  const std::string& subject = mapping == nullptr ? schema.subject : mapping->subject_column();
  if (!subject.empty()) known[subject] = {CsvHeader::Meaning::subject, 0};
  for (auto fact = static_cast<std::uint32_t>(schema.facts.size());
       fact-- > 0;) {  // the first of a name stays
    const std::string& name = mapping == nullptr ? schema.facts[fact].name : mapping->column_of(fact);
    if (!name.empty()) known[name] = {CsvHeader::Meaning::fact, fact};
  }
  return known;
}

/// Whether a column is no fact, but taken as it is written.
bool is_only_written(const CsvHeader::Column& column, const Schema& schema) {
  return column.meaning == CsvHeader::Meaning::fact && schema.facts[column.fact].as_written;
}

/// Of a mapping's columns that the header does not have, the first.
std::string missing_column(const std::vector<std::string_view>& cells, const LinkedMapping& mapping) {
  for (const ColumnMapping::Column& column : mapping.mapping().columns) {
    if (!column.fact || std::ranges::find(cells, column.name) != cells.end()) continue;
    const std::vector<std::string> names(cells.begin(), cells.end());
    const std::string hint = diagnostics::did_you_mean(std::string_view(column.name).substr(0, 64), names);
    return "the header has no column " + quoted_name(column.name) + ", of which the mapping makes the fact " +
           quoted_name(*column.fact) + (hint.empty() ? "" : "; " + hint);
  }
  return {};
}

/// The first name of a fact or the subject that stands twice.
std::optional<std::string_view> find_twice(const std::vector<std::string_view>& cells,
                                           const std::vector<CsvHeader::Column>& columns) {
  std::vector<std::string_view> known;
  for (std::size_t cell = 0; cell < cells.size(); ++cell) {
    if (columns[cell].meaning != CsvHeader::Meaning::ignored) known.push_back(cells[cell]);
  }
  std::ranges::sort(known);
  const auto twice = std::ranges::adjacent_find(known);
  return twice == known.end() ? std::nullopt : std::optional(*twice);
}

}  // namespace

std::optional<CsvHeader> CsvHeader::read(std::string_view row, const Schema& schema, bool strict,
                                         std::string& error, const LinkedMapping* mapping) {
  std::vector<std::string_view> cells;
  std::string unquoted;
  const char separator = mapping == nullptr ? ',' : mapping->mapping().delimiter;
  error = split_csv_row(row, cells, unquoted, separator);
  if (!error.empty()) {
    if (separator == ',' && has_other_separator(row)) error += separator_hint;
    if (std::string why = no_text(row); !why.empty()) error = std::move(why);
    return std::nullopt;
  }
  if (mapping != nullptr) {
    for (std::string_view& cell : cells) cell = mapping->mapping().form.trimmed(cell);
    error = missing_column(cells, *mapping);
    if (!error.empty()) return std::nullopt;
  }

  error = missing_asked_for(cells, schema, mapping);
  if (!error.empty()) return std::nullopt;
  const KnownColumns known = known_columns(schema, mapping);
  CsvHeader header;
  IgnoredNames ignored;
  bool any = false;
  for (const std::string_view cell : cells) {
    const auto found = known.find(cell);
    const bool left_out = mapping != nullptr && mapping->is_left_out(cell);
    if (found == known.end() && strict && !left_out) {
      error = unknown_column(cell, schema);
      return std::nullopt;
    }
    any = any || (found != known.end() && !is_only_written(found->second, schema));
    if (found == known.end() && !cell.empty() && !left_out) ignored.add({}, cell);
    header.columns.push_back(found == known.end() ? Column{} : found->second);
  }
  if (const auto twice = find_twice(cells, header.columns)) {
    error = "the column " + quoted_name(*twice) + " stands twice";
  } else if (!any) {
    error = no_text(row);
    if (error.empty()) error = no_known_column(cells, schema);
  }
  if (!error.empty()) return std::nullopt;
  header.ignored = ignored.names();
  for (const std::string_view cell : cells) header.names.emplace_back(ValueForm::without_blanks(cell));
  return header;
}

}  // namespace eligo::profiles
