#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "check/checked_rule_set.hpp"
#include "json/writer.hpp"
#include "values/type.hpp"

/// What the schemas of profiles and of decisions have in common.
namespace eligo::authoring {

/// Opens a schema and writes what it is: its dialect, its name, form and rule set, and what it describes.
void begin_schema(json::Writer& json, std::string_view what, int form, const check::CheckedRuleSet& rules,
                  std::string_view sha256, std::string_view description);
/// The schema, laid out.
[[nodiscard]] std::string finish_schema(const std::string& text);

/// `"key": …`, the text for the locale; nothing where there is none.
void write_text(json::Writer& json, std::string_view key, const std::optional<check::LocalizedText>& text,
                std::string_view locale);

/// The members of a schema for one value of a scalar type, or null, as a profile may have it. Timestamps and
/// durations refer to definitions, which `write_time_definitions` writes.
void write_scalar(json::Writer& json, const values::Type& type, const check::Range& range);
void write_time_definitions(json::Writer& json);
/// The same for a value that Eligo writes.
void write_written_scalar(json::Writer& json, const values::Type& type);
/// The members of a schema for an instant that Eligo writes.
void write_instant(json::Writer& json);

/// `"type": …`, or one of it and null.
void write_type(json::Writer& json, std::string_view type, bool or_null);

}  // namespace eligo::authoring
