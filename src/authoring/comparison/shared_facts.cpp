#include "authoring/comparison/shared_facts.hpp"

#include <algorithm>
#include <cstddef>
#include <string_view>
#include <unordered_map>

#include "json/writer.hpp"
#include "values/value.hpp"

namespace eligo::authoring {

namespace {

using profiles::FactSchema;
using profiles::ValueRange;

std::string range_text(const ValueRange& range) {
  std::string text;
  if (range.lowest) text += " from " + values::display_text(*range.lowest);
  if (range.highest) text += (range.lowest ? " to " : " up to ") + values::display_text(*range.highest);
  return text;
}

std::string joined(std::vector<std::string> parts) {
  std::ranges::sort(parts);  // their order means nothing
  std::string text;
  for (const std::string& part : parts) text += (text.empty() ? "" : ", ") + part;
  return text;
}

std::string scalar_text(const values::Type& type, const ValueRange& range) {
  std::string text = values::type_name(type);
  if (type.enumeration) {
    std::vector<std::string> words;
    for (const std::string& word : *type.enumeration) words.push_back(json::quoted(word));
    text += " of " + joined(std::move(words));
  }
  return text + range_text(range);
}

/// All that readers go by, but for the order of fields. Equal for facts that mean the same.
std::string type_text(const FactSchema& fact) {
  if (fact.type.kind != values::Kind::list) return scalar_text(fact.type, fact.range);
  if (fact.fields.empty()) return "list<" + scalar_text(*fact.type.element, fact.range) + ">";
  std::vector<std::string> fields;
  for (const profiles::FieldSchema& field : fact.fields)
    fields.push_back(field.name + " " + scalar_text(field.type, field.range));
  return "list of records with " + joined(std::move(fields));
}

bool same_field_order(const FactSchema& left, const FactSchema& right) {
  return std::ranges::equal(left.fields, right.fields, {}, &profiles::FieldSchema::name,
                            &profiles::FieldSchema::name);
}

}  // namespace

SharedFacts::SharedFacts(const profiles::Schema& champion, const profiles::Schema& challenger)
    : schema{champion.facts, champion.subject, nullptr} {
  std::unordered_map<std::string_view, std::uint32_t> known;
  std::vector<bool> both(champion.facts.size());
  for (std::uint32_t fact = 0; fact < champion.facts.size(); ++fact) {
    known.emplace(champion.facts[fact].name, fact);
    columns[Side::champion].push_back(fact);
  }
  std::vector<FactDifference> found;
  for (const FactSchema& fact : challenger.facts) {
    const auto own = static_cast<std::uint32_t>(schema.facts.size());
    const auto same = known.find(fact.name);
    if (same == known.end()) {
      found.push_back({fact.name, {{std::nullopt, type_text(fact)}}});
    } else {
      FactSchema& other = schema.facts[same->second];
      both[same->second] = true;
      const std::string before = type_text(other), after = type_text(fact);
      if (before == after && same_field_order(other, fact)) {
        other.used = other.used || fact.used;
        columns[Side::challenger].push_back(same->second);
        continue;
      }
      if (before != after) found.push_back({fact.name, {{before, after}}});
      other.same_name = own;
    }
    schema.facts.push_back(fact);
    columns[Side::challenger].push_back(own);
  }
  for (std::size_t fact = 0; fact < both.size(); ++fact) {
    if (!both[fact])
      differences.push_back({champion.facts[fact].name, {{type_text(champion.facts[fact]), std::nullopt}}});
  }
  differences.insert(differences.end(), found.begin(), found.end());
}

}  // namespace eligo::authoring
