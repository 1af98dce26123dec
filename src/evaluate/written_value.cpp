#include "evaluate/written_value.hpp"

#include <string_view>
#include <vector>

#include "diagnostics/mistake_list.hpp"
#include "json/tree_reader.hpp"
#include "profiles/column_mapping.hpp"
#include "profiles/column_path.hpp"
#include "profiles/csv_row.hpp"
#include "text/display.hpp"

namespace eligo::evaluate {

namespace {

constexpr std::size_t most_shown = 60;

std::string csv_value(std::string_view row, const profiles::CsvHeader& header, const std::string& fact,
                      const profiles::Schema& schema, char separator) {
  std::vector<std::string_view> cells;
  std::string unquoted;
  if (!profiles::split_csv_row(row, cells, unquoted, separator).empty()) return {};
  for (std::size_t cell = 0; cell < std::min(cells.size(), header.columns.size()); ++cell) {
    const profiles::CsvHeader::Column& column = header.columns[cell];
    if (column.meaning == profiles::CsvHeader::Meaning::fact && schema.facts[column.fact].name == fact)
      return std::string(cells[cell]);
  }
  return {};
}

std::string json_value(std::string_view text, const std::vector<std::string>& path, std::size_t max_depth) {
  std::vector<Diagnostic> diagnostics;
  diagnostics::MistakeList mistakes(diagnostics);
  const auto source = diagnostics::make_source({}, std::string(text));
  const auto root = json::read_tree(source, max_depth, mistakes);
  const json::Value* value = root ? &*root : nullptr;
  for (const std::string& key : path) {
    const auto* object = value == nullptr ? nullptr : value->as<json::Value::Object>();
    if (object == nullptr) break;  // what stands above the fact is no object
    value = nullptr;
    for (const json::Member& member : *object) {
      if (member.key == key) value = &member.value;
    }
  }
  if (value == nullptr) return {};
  return source->text.substr(value->span.begin, value->span.end - value->span.begin);
}

}  // namespace

std::string written_value(const profiles::Chunk& chunk, const profiles::RawRecord& record,
                          const profiles::Schema& schema, std::uint32_t fact,
                          const profiles::ReadOptions& options) {
  const std::string_view text = std::string_view(chunk.bytes).substr(record.begin, record.size);
  std::string value;
  if (chunk.format == profiles::Format::csv) {
    const char separator = options.mapping == nullptr ? ',' : options.mapping->mapping().delimiter;
    value = csv_value(text, *chunk.header, schema.facts[fact].name, schema, separator);
  } else if (options.mapping == nullptr) {
    value = json_value(text, profiles::dotted_path(schema.facts[fact].name), options.max_depth);
  } else {
    value = json_value(text, profiles::column_path(options.mapping->column_of(fact)), options.max_depth);
  }
  return text::cut(value, most_shown);
}

}  // namespace eligo::evaluate
