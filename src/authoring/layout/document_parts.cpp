#include "authoring/layout/document_parts.hpp"

#include <algorithm>
#include <array>
#include <initializer_list>
#include <utility>

namespace eligo::authoring {

namespace {

bool is_one_of(std::string_view key, std::initializer_list<std::string_view> keys) {
  return std::ranges::find(keys, key) != keys.end();
}

template <std::size_t Count>
Part looked_up(std::string_view key, const std::array<std::pair<std::string_view, Part>, Count>& parts,
               Part otherwise) {
  for (const auto& [known, part] : parts) {
    if (known == key) return part;
  }
  return otherwise;
}

constexpr std::array<std::pair<std::string_view, Part>, 8> rule_set_parts{
    {{"facts", Part::entries},
     {"params", Part::entries},
     {"lists", Part::entries},
     {"definitions", Part::definitions},
     {"segments", Part::segments},
     {"rules", Part::rules},
     {"alternatives", Part::alternatives},
     {"phrases", Part::items}}};
constexpr std::array<std::pair<std::string_view, Part>, 3> fixture_parts{
    {{"profiles", Part::items}, {"fixtures", Part::items}, {"tables", Part::tables}}};
constexpr std::array<std::pair<std::string_view, Part>, 4> condition_parts{{{"when", Part::condition},
                                                                            {"all", Part::conditions},
                                                                            {"any", Part::conditions},
                                                                            {"none", Part::conditions}}};

}  // namespace

Part part_of_document(const json::Value& root) {
  const auto* object = root.as<json::Value::Object>();
  if (object == nullptr) return Part::data;
  const auto has = [&](std::initializer_list<std::string_view> keys) {
    return std::ranges::any_of(*object,
                               [&](const json::Member& member) { return is_one_of(member.key, keys); });
  };
  if (has({"facts"})) return Part::rule_set;
  if (has({"fixtures", "tables", "profiles", "exempt"})) return Part::fixture_file;
  return has({"rules", "definitions", "segments"}) ? Part::rule_set : Part::data;
}

Part part_within(Part outer, std::string_view key) {
  switch (outer) {
    case Part::rule_set: return looked_up(key, rule_set_parts, Part::data);
    case Part::fixture_file: return looked_up(key, fixture_parts, Part::data);
    case Part::entries: return Part::entry;
    case Part::entry: return key == "of" ? Part::entries : Part::data;  // the fields of a list's records
    case Part::definitions: return Part::definition;
    case Part::definition: return key == "value" ? Part::expression : Part::data;
    case Part::segments: return Part::segment;
    case Part::rules: return Part::rule;
    case Part::alternatives: return Part::alternative;
    case Part::segment:
    case Part::rule:
    case Part::alternative: return key == "when" ? Part::condition : Part::data;
    case Part::condition: return looked_up(key, condition_parts, Part::data);
    case Part::conditions: return Part::condition;
    case Part::tables: return Part::table;
    case Part::table: return key == "rows" ? Part::rows : Part::data;
    case Part::rows: return Part::row;
    case Part::data:
    case Part::expression:
    case Part::items:
    case Part::row: return Part::data;
  }
  return Part::data;
}

bool is_spread(Part part) noexcept {
  switch (part) {
    case Part::rule_set:
    case Part::fixture_file:
    case Part::entries:
    case Part::definitions:
    case Part::segments:
    case Part::rules:
    case Part::rule:
    case Part::alternatives:
    case Part::items:
    case Part::tables:
    case Part::table:
    case Part::rows: return true;
    case Part::data:
    case Part::entry:
    case Part::definition:
    case Part::segment:
    case Part::alternative:
    case Part::condition:
    case Part::conditions:
    case Part::expression:
    case Part::row: return false;
  }
  return false;
}

bool is_joined(Part part) noexcept { return part == Part::row; }

int line_group(Part object, std::string_view key) {
  if (object == Part::entry) {
    return is_one_of(key, {"type", "values", "range", "of", "file", "value", "step", "unit", "actionable",
                           "cost", "optional"})
               ? 1
               : 0;
  }
  if (object != Part::rule) return 0;
  if (is_one_of(key, {"id", "category", "effect"})) return 1;
  return is_one_of(key, {"reason", "priority", "review", "always_shown"}) ? 2 : 0;
}

}  // namespace eligo::authoring
