#include "reading.hpp"

#include <algorithm>
#include <map>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "authoring/columns/mapping_reader.hpp"
#include "command.hpp"
#include "text/display.hpp"

namespace eligo::tool {

namespace {

const std::map<std::string, profiles::Format> formats{{"auto", profiles::Format::automatic},
                                                      {"ndjson", profiles::Format::ndjson},
                                                      {"json", profiles::Format::json},
                                                      {"csv", profiles::Format::csv}};

bool is_asked(const ReadingOptions& reading) {
  return reading.columns || !reading.map.empty() || !reading.nulls.empty() || reading.timestamp_format ||
         reading.timezone;
}

/// Puts what the options say into a form of values; false, with a message, where that is not valid.
bool add_to_form(const ReadingOptions& reading, const values::ZoneDatabase& zones,
                 profiles::ValueForm& form) {
  form.nulls.insert(form.nulls.end(), reading.nulls.begin(), reading.nulls.end());
  std::string error;
  if (reading.timestamp_format) {
    form.timestamps = values::TimestampFormat::compile(*reading.timestamp_format, error);
    if (!error.empty())
      say("--timestamp-format: " + text::quote(*reading.timestamp_format) +
          " is no form of timestamps: " + error);
  }
  if (reading.timezone && error.empty()) {
    error = authoring::find_zone(zones, *reading.timezone, form.zone);
    if (!error.empty()) say("--timezone: " + error);
  }
  return error.empty();
}

/// `COLUMN=FACT`, each.
bool add_columns(const ReadingOptions& reading, profiles::ColumnMapping& mapping) {
  std::vector<std::string> named;
  for (const std::string& setting : reading.map) {
    const std::size_t sign = setting.rfind('=');
    if (sign == std::string::npos || sign == 0 || sign + 1 == setting.size()) {
      say("--map: " + text::quote(setting) +
          " does not say which column is which fact; write it like Age=age");
      return false;
    }
    const std::string name = setting.substr(0, sign);
    if (std::ranges::find(named, name) != named.end()) {
      say("--map: the column " + text::quoted_name(name) + " is said to be several facts");
      return false;
    }
    named.push_back(name);
    std::erase_if(mapping.columns, [&](const auto& column) { return column.name == name; });
    mapping.columns.push_back({name, setting.substr(sign + 1), mapping.form});
  }
  return true;
}

}  // namespace

void add_reading(CLI::App& command, ReadingOptions& reading, profiles::InputOptions& input) {
  add_choice(command, "--format", input.format, formats,
             "What the profiles are; auto, the default, tells by their name, then by their content");
  command.add_flag("--recover-quotes", input.recover_quotes,
                   "CSV: where a quoted cell has no closing quote, look for rows in what follows its line");
  const auto text = [&command](const std::string& name, std::optional<std::string>& value,
                               const std::string& description, const std::string& type) {
    command
        .add_option_function<std::string>(
            name, [&value](const std::string& given) { value = given; }, description)
        ->type_name(type);
  };
  text("--columns", reading.columns, "How columns become facts; `eligo columns` proposes such a file",
       "FILE");
  command.add_option("--map", reading.map, "Which column, or key, is which fact; may be repeated")
      ->allow_extra_args(false)
      ->type_name("COLUMN=FACT");
  command.add_option("--null", reading.nulls, "Texts that mean that there is no value, joined by commas")
      ->delimiter(',')
      ->allow_extra_args(false)
      ->type_name("TEXTS");
  text("--timestamp-format", reading.timestamp_format,
       "How timestamps are written: like %d.%m.%Y %H:%M, or epoch-s, epoch-ms, date", "FORM");
  text("--timezone", reading.timezone, "The zone of timestamps that do not say theirs, like Europe/Berlin",
       "ZONE");
}

bool read_mapping(const ReadingOptions& reading, profiles::InputOptions& input) {
  if (!is_asked(reading)) return true;
  const auto zones = std::make_shared<const values::ZoneDatabase>();
  profiles::ColumnMapping mapping;
  if (reading.columns) {
    std::vector<Diagnostic> diagnostics;
    auto read = authoring::read_mapping(*reading.columns, zones, diagnostics);
    show(diagnostics);
    if (!read) {
      say(*reading.columns + " is not a valid mapping of columns");
      return false;
    }
    mapping = std::move(*read);
  }
  mapping.zones = zones;
  if (!add_to_form(reading, *zones, mapping.form)) return false;
  for (profiles::ColumnMapping::Column& column : mapping.columns) {
    if (!add_to_form(reading, *zones, column.form)) return false;
  }
  if (!add_columns(reading, mapping)) return false;
  input.mapping = std::make_shared<const profiles::ColumnMapping>(std::move(mapping));
  return true;
}

void add_in_use(const ReadingOptions& reading, std::vector<output::FileInUse>& in_use) {
  if (reading.columns) in_use.push_back({*reading.columns, -1, "the mapping of columns is read from it"});
}

}  // namespace eligo::tool
