#include "authoring/schema/schema_writer.hpp"

#include <limits>
#include <vector>

#include <eligo/diagnostic.hpp>

#include "authoring/layout/layout.hpp"
#include "text/hex.hpp"
#include "values/locale.hpp"

namespace eligo::authoring {

namespace {

using values::Kind;

// 29 February in leap years alone. The year 0 has one day that is still in the range, west of Greenwich.
constexpr std::string_view timestamp_pattern =
    "^(?:0000-12-31"
    "|(?:000[1-9]|00[1-9][0-9]|0[1-9][0-9]{2}|[1-9][0-9]{3})-(?:(?:0[13578]|1[02])-(?:0[1-9]|[12][0-9]|3[01])"
    "|(?:0[469]|11)-(?:0[1-9]|[12][0-9]|30)|02-(?:0[1-9]|1[0-9]|2[0-8]))"
    "|(?:[0-9]{2}(?:0[48]|[2468][048]|[13579][26])|(?:0[48]|[2468][048]|[13579][26])00)-02-29)"
    "[Tt ](?:[01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9](?:\\.[0-9]{1,9})?"
    "(?:[Zz]|[+-](?:[01][0-9]|2[0-3])(?::?[0-5][0-9])?)$";
constexpr std::string_view duration_pattern =
    "^[+-]?(?:0|(?:(?:[0-9]+(?:\\.[0-9]*)?|\\.[0-9]+)(?:d|h|ms|m|s|us|\u00b5s|\u03bcs|ns))+)$";
constexpr std::string_view written_timestamp_pattern =
    "^[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}(?:\\.[0-9]{3}|\\.[0-9]{6}|\\.[0-9]{9})?Z$";
constexpr std::string_view written_duration_pattern = "^-?[0-9]+(?:\\.[0-9]{1,9})?s$";

/// What a URN may have in it; all else as `%20`.
std::string urn_part(std::string_view text) {
  std::string out;
  for (const char c : text) {
    const bool plain = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
                       c == '.' || c == '-' || c == '_';
    if (plain) {
      out += c;
    } else {
      out += '%';
      text::append_hex(out, static_cast<std::uint8_t>(c));
    }
  }
  return out;
}

void write_enum(json::Writer& json, const std::vector<std::string>& values, bool or_null) {
  json.key("enum").begin_array();
  for (const std::string& value : values) json.string(value);
  if (or_null) json.raw("null");
  json.end_array();
}

/// What the type can hold where the author gave no bound.
void write_bounds(json::Writer& json, const check::Range& range, std::string_view lowest,
                  std::string_view highest) {
  json.key("minimum");
  range.lowest ? json.value(*range.lowest) : json.raw(lowest);
  json.key("maximum");
  range.highest ? json.value(*range.highest) : json.raw(highest);
}

void write_time_range(json::Writer& json, const check::Range& range) {
  if (!range.lowest && !range.highest) return;
  json.key("x-range").begin_array();
  for (const auto* bound : {&range.lowest, &range.highest}) *bound ? json.value(**bound) : json.raw("null");
  json.end_array();
}

void write_plain_scalar(json::Writer& json, const values::Type& type, const check::Range& range,
                        bool or_null) {
  switch (type.kind) {
    case Kind::boolean: return write_type(json, "boolean", or_null);
    case Kind::integer:
      write_type(json, "integer", or_null);
      return write_bounds(json, range, "-9223372036854775808", "9223372036854775807");
    case Kind::floating:
      write_type(json, "number", or_null);
      return write_bounds(json, range, "-1.7976931348623157e308", "1.7976931348623157e308");
    case Kind::string:
      return type.enumeration ? write_enum(json, *type.enumeration, or_null)
                              : write_type(json, "string", or_null);
    case Kind::timestamp:
    case Kind::duration:
    case Kind::null:
    case Kind::list:
    case Kind::record:
    case Kind::any: return;
  }
}

}  // namespace

void begin_schema(json::Writer& json, std::string_view what, int form, const check::CheckedRuleSet& rules,
                  std::string_view sha256, std::string_view description) {
  json.begin_object().key("$schema").string("https://json-schema.org/draft/2020-12/schema");
  json.key("$id").string("urn:eligo:" + std::string(what) + ":" + std::to_string(form) + ":" +
                         urn_part(rules.id) + ":" + urn_part(rules.version));
  json.key("x-eligo").begin_object();
  json.key("form").number(static_cast<std::uint64_t>(form));
  json.key("rule_set").begin_object();
  json.key("id").string(rules.id).key("version").string(rules.version).key("sha256").string(sha256);
  json.end_object().end_object();
  json.key("description").string(description);
}

std::string finish_schema(const std::string& text) {
  Limits limits;
  limits.rule_set_bytes = std::numeric_limits<std::uint32_t>::max();
  std::vector<Diagnostic> diagnostics;
  auto laid_out = lay_out(text, {}, limits, diagnostics);
  return laid_out ? std::move(*laid_out) : text + "\n";
}

void write_text(json::Writer& json, std::string_view key, const std::optional<check::LocalizedText>& text,
                std::string_view locale) {
  if (!text) return;
  const auto tag_at = [&](std::size_t at) { return std::string_view(text->entries[at].locale); };
  if (const auto chosen = values::choose_locale(text->entries.size(), tag_at, locale))
    json.key(key).string(text->entries[*chosen].text);
}

void write_type(json::Writer& json, std::string_view type, bool or_null) {
  json.key("type");
  if (!or_null) {
    json.string(type);
    return;
  }
  json.begin_array().string(type).string("null").end_array();
}

void write_scalar(json::Writer& json, const values::Type& type, const check::Range& range) {
  if (!values::is_time(type)) return write_plain_scalar(json, type, range, true);
  json.key("$ref").string(type.kind == Kind::timestamp ? "#/$defs/timestamp" : "#/$defs/duration");
  write_time_range(json, range);
}

void write_time_definitions(json::Writer& json) {
  json.key("$defs").begin_object();
  json.key("timestamp").begin_object();
  write_type(json, "string", true);
  json.key("pattern").string(timestamp_pattern).end_object();  // `date-time` has no space in it
  json.key("duration").begin_object();
  write_type(json, "string", true);
  json.key("pattern").string(duration_pattern).end_object();
  json.end_object();
}

void write_written_scalar(json::Writer& json, const values::Type& type) {
  if (type.kind == Kind::timestamp) return write_instant(json);
  if (type.kind != Kind::duration) return write_plain_scalar(json, type, {}, false);
  write_type(json, "string", false);
  json.key("pattern").string(written_duration_pattern);
}

void write_instant(json::Writer& json) {
  write_type(json, "string", false);
  json.key("format").string("date-time").key("pattern").string(written_timestamp_pattern);
}

}  // namespace eligo::authoring
