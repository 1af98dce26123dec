#include "authoring/columns/mapping_reader.hpp"

#include <algorithm>
#include <array>
#include <span>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

#include "document/file.hpp"
#include "document/shape.hpp"
#include "json/tree_reader.hpp"
#include "text/display.hpp"

namespace eligo::authoring {

namespace {

using diagnostics::Code;
using document::Located;
using document::ObjectShape;
using document::Shape;
using profiles::ColumnMapping;
using profiles::ValueForm;

constexpr std::size_t most_bytes = std::size_t{4} << 20U;
constexpr std::size_t most_depth = 32;

/// What a file says of all columns and a column of its own.
constexpr std::array<std::string_view, 9> form_keys{"null",
                                                    "true",
                                                    "false",
                                                    "trim",
                                                    "integers_from_decimals",
                                                    "decimal_comma",
                                                    "python_lists",
                                                    "timestamp_format",
                                                    "timezone"};
constexpr std::array<std::string_view, 8> own_file_keys{"$schema",   "format",   "columns",    "constants",
                                                        "delimiter", "encoding", "skip_lines", "records"};
constexpr std::array<std::string_view, 2> own_column_keys{"fact", "why"};

std::vector<std::string_view> with_form_keys(std::span<const std::string_view> own) {
  std::vector<std::string_view> keys(own.begin(), own.end());
  keys.insert(keys.end(), form_keys.begin(), form_keys.end());
  return keys;
}

class Reader {
 public:
  Reader(const Shape& shape, std::shared_ptr<const values::ZoneDatabase> zones) : shape_(shape) {
    mapping_.zones = std::move(zones);
  }

  ColumnMapping read(const Located& root) {
    std::vector<std::string_view> keys = with_form_keys(own_file_keys);
    keys.emplace_back("why");
    const ObjectShape file(shape_, root, keys);
    if (!file.is_object()) return {};
    const auto format = file.require("format");
    const auto version = format ? shape_.integer(*format) : std::nullopt;
    if (version && *version != 1)
      mistake(Code::unsupported_format, *format, "there is no format " + std::to_string(*version), "write 1");
    read_form(file, mapping_.form);
    read_file(file);
    if (const auto columns = file.find("columns")) {
      shape_.each_member(*columns, true, "column",
                         [&](const std::string& name, const Located& item) { read_column(name, item); });
    }
    if (const auto constants = file.find("constants")) {
      for (const auto& [fact, value] : shape_.members(*constants, true)) read_constant(fact, value);
    }
    return std::move(mapping_);
  }

 private:
  void mistake(Code code, const Located& at, std::string message, std::string hint = {}) {
    shape_.mistakes().error(code, shape_.place(at), std::move(message), std::move(hint));
  }

  void read_words(const ObjectShape& object, std::string_view key, std::vector<std::string>& words) {
    const auto found = object.find(key);
    if (!found) return;
    words.clear();
    for (const Located& item : shape_.array(*found, true)) {
      if (const auto word = shape_.string(item)) words.push_back(word->text);
    }
  }

  void read_flag(const ObjectShape& object, std::string_view key, bool& flag) {
    if (const auto found = object.find(key)) flag = shape_.boolean(*found).value_or(flag);
  }

  void read_form(const ObjectShape& object, ValueForm& form) {
    read_words(object, "null", form.nulls);
    read_words(object, "true", form.true_words);
    read_words(object, "false", form.false_words);
    read_flag(object, "trim", form.trim);
    read_flag(object, "integers_from_decimals", form.integers_from_decimals);
    read_flag(object, "decimal_comma", form.decimal_comma);
    read_flag(object, "python_lists", form.python_lists);
    if (const auto found = object.find("timestamp_format")) {
      const auto text = shape_.string(*found);
      std::string error;
      if (text) form.timestamps = values::TimestampFormat::compile(text->text, error);
      if (!error.empty())
        mistake(Code::invalid_choice, *found,
                text::quote(text->text) + " is no form of timestamps: " + error);
    }
    if (const auto found = object.find("timezone")) {
      const auto text = shape_.string(*found);
      const std::string error = text ? find_zone(*mapping_.zones, text->text, form.zone) : "";
      if (!error.empty()) mistake(Code::invalid_time_zone, *found, error);
    }
    for (const std::string& word : form.true_words) {
      if (std::ranges::find(form.false_words, word) == form.false_words.end()) continue;
      if (const auto found = object.find("false"))
        mistake(Code::duplicate_value, *found, text::quote(word) + " means both true and false");
    }
  }

  void read_file(const ObjectShape& file) {
    if (const auto found = file.find("delimiter")) {
      const auto text = shape_.string(*found);
      const auto separator = text ? separator_of(text->text) : std::nullopt;
      if (separator) mapping_.delimiter = *separator;
      if (text && !separator)
        mistake(Code::invalid_choice, *found, text::quote(text->text) + " cannot stand between cells",
                "write one character, like \";\"");
    }
    if (const auto found = file.find("encoding")) {
      if (const auto text = shape_.label(*found)) mapping_.encoding = text->text;
    }
    if (const auto found = file.find("records")) {
      const auto text = shape_.string(*found);
      if (text) mapping_.records = text->text;
      if (text && !text->text.starts_with('/'))
        mistake(Code::invalid_choice, *found, text::quote(text->text) + " is no JSON pointer",
                "write it like \"/data\"");
    }
    if (const auto found = file.find("skip_lines")) {
      const std::int64_t lines = shape_.integer(*found).value_or(0);
      if (lines < 0) mistake(Code::invalid_range, *found, "there are no fewer lines to skip than 0");
      mapping_.skip_lines = static_cast<std::size_t>(std::max<std::int64_t>(lines, 0));
    }
  }

  void read_column(const std::string& name, const Located& item) {
    ColumnMapping::Column column{name, std::nullopt, mapping_.form};
    if (const auto* fact = item.json->as<std::string>()) {
      column.fact = *fact;
    } else if (!std::holds_alternative<std::nullptr_t>(item.json->content)) {
      if (item.json->as<json::Value::Object>() == nullptr) {
        shape_.wrong_type(item, "the name of a fact, an object or null");
        return;
      }
      const std::vector<std::string_view> keys = with_form_keys(own_column_keys);
      const ObjectShape object(shape_, item, keys);
      column.fact = name;
      if (const auto fact = object.find("fact")) {
        if (const auto text = shape_.string(*fact)) column.fact = text->text;
      }
      read_form(object, column.form);
    }
    mapping_.columns.push_back(std::move(column));
  }

  void read_constant(const std::string& fact, const Located& value) {
    const json::Value& json = *value.json;
    if (json.as<json::Value::Object>() != nullptr || std::holds_alternative<std::nullptr_t>(json.content)) {
      shape_.wrong_type(value, "a value of the fact");
      return;
    }
    const std::string_view text = shape_.source()->text;
    mapping_.constants.push_back(
        {fact, std::string(text.substr(json.span.begin, json.span.end - json.span.begin))});
  }

  const Shape& shape_;
  ColumnMapping mapping_;
};

}  // namespace

std::string find_zone(const values::ZoneDatabase& zones, const std::string& name,
                      std::optional<values::Zone>& zone) {
  const auto found = zones.find(name);
  if (const auto* good = std::get_if<values::Zone>(&found)) {
    zone = *good;
    return {};
  }
  const auto& fault = std::get<values::ZoneFault>(found);
  switch (fault.kind) {
    case values::ZoneFault::Kind::unknown_name:
      return "there is no time zone " + text::quote(name) + "; write it like `Europe/Berlin` or `+02:00`";
    case values::ZoneFault::Kind::no_database:
      return "there are no time zones in " + zones.folder().string() + ", where " + text::quote(name) +
             " was looked for";
    case values::ZoneFault::Kind::damaged: break;
  }
  return "the file of the time zone " + text::quote(name) + " " + std::string(fault.damage);
}

std::optional<char> separator_of(std::string_view text) {
  if (text == "tab" || text == "\\t") return '\t';
  const bool good =
      text.size() == 1 && std::string_view("\"\r\n").find(text.front()) == std::string_view::npos;
  return good ? std::optional(text.front()) : std::nullopt;
}

std::optional<ColumnMapping> read_mapping(const std::filesystem::path& path,
                                          std::shared_ptr<const values::ZoneDatabase> zones,
                                          std::vector<Diagnostic>& diagnostics) {
  document::FileContent content = document::read_document_bytes(path, most_bytes);
  if (content.outcome != document::FileContent::Outcome::read) {
    const bool large = content.outcome == document::FileContent::Outcome::too_large;
    Diagnostic diagnostic =
        diagnostics::diagnose(large ? Code::json_too_large : Code::file_unreadable, {},
                              large ? "the mapping is larger than " + std::to_string(most_bytes) + " bytes"
                                    : "the mapping cannot be read: " + content.reason);
    diagnostic.file = path.string();
    diagnostics.push_back(std::move(diagnostic));
    return std::nullopt;
  }
  diagnostics::MistakeList mistakes(diagnostics);
  const auto source = diagnostics::make_source(path.string(), std::move(content.text));
  const auto root = json::read_tree(source, most_depth, mistakes);
  std::optional<ColumnMapping> mapping;
  if (root) {
    const Shape shape(source, mistakes);
    mapping = Reader(shape, std::move(zones)).read({&*root, {}, {}});
  }
  mistakes.finish(path.string());
  return mistakes.has_errors() ? std::nullopt : std::move(mapping);
}

}  // namespace eligo::authoring
