#include "authoring/search/profile_values.hpp"

#include <cmath>
#include <utility>

#include "authoring/fixtures/fixture_profiles.hpp"
#include "authoring/fixtures/fixture_reader.hpp"
#include "authoring/fixtures/observation.hpp"
#include "json/writer.hpp"

namespace eligo::authoring {

namespace {

using values::Kind;
using values::Type;
using values::Value;

void append_value(const Value& value, const profiles::Schema& schema, profiles::Batch& batch,
                  values::Column& column) {
  if (const auto* unknown = std::get_if<values::Unknown>(&value.content)) {
    column.append_unknown(unknown->cause == values::Cause::none ? values::Cause::absent : unknown->cause);
    return;
  }
  switch (column.type().kind) {
    case Kind::boolean: return column.append(std::get<bool>(value.content));
    case Kind::integer: return column.append(std::get<std::int64_t>(value.content));
    case Kind::floating: return column.append(std::get<double>(value.content));
    case Kind::timestamp: return column.append(std::get<values::Timestamp>(value.content).nanoseconds);
    case Kind::duration: return column.append(std::get<values::Interval>(value.content).nanoseconds);
    case Kind::string: {
      const std::string_view kept = batch.bytes().keep(std::get<std::string>(value.content));
      const std::uint32_t code =
          schema.dictionary == nullptr ? values::StringValue::unknown_code : schema.dictionary->find(kept);
      return column.append(values::StringValue{kept.data(), static_cast<std::uint32_t>(kept.size()), code});
    }
    case Kind::list:
      for (const Value& element : std::get<values::List>(value.content))
        append_value(element, schema, batch, column.child());
      return column.append_list();
    case Kind::record: {
      const auto& fields = std::get<values::Record>(value.content).fields;
      for (std::size_t field = 0; field < fields.size(); ++field)
        append_value(fields[field], schema, batch, column.child(field));
      return column.append_record();
    }
    case Kind::null:
    case Kind::any: break;
  }
  column.append_unknown(values::Cause::absent);
}

/// Makes what was refused absent: it cannot be written down.
void forget_refusals(values::Value& value, values::Cause instead) {
  if (!value.known()) value = {values::Unknown{instead}};
  if (auto* const items = std::get_if<values::List>(&value.content)) {
    for (values::Value& item : *items) forget_refusals(item, values::Cause::null);
  }
  if (auto* const record = std::get_if<values::Record>(&value.content)) {
    for (values::Value& field : record->fields) forget_refusals(field, values::Cause::absent);
  }
}

/// The members of an object of a profile, in the order of the facts.
struct Member {
  std::string text;  ///< of a fact
  std::vector<std::string> keys;
  std::vector<Member> members;  ///< one a key

  Member& at(const std::string& key) {
    for (std::size_t i = 0; i < keys.size(); ++i) {
      if (keys[i] == key) return members[i];
    }
    keys.push_back(key);
    return members.emplace_back();
  }
  [[nodiscard]] std::string written() const {
    if (!text.empty()) return text;
    std::string out = "{";
    for (std::size_t i = 0; i < keys.size(); ++i) {
      if (out.size() > 1) out += ", ";
      out += json::quoted(keys[i]) + ": " + members[i].written();
    }
    return out + "}";
  }
};

}  // namespace

std::vector<Situation> situations_of(const profiles::Schema& schema, const FixtureFile& file,
                                     std::span<const Fixture> fixtures) {
  const profiles::Schema all = FixtureProfiles::schema_of(schema);
  FixtureProfiles reader(all, file);
  profiles::Batch batch(all);
  std::vector<RefusedValue> refused;
  for (const Fixture& fixture : fixtures) reader.append(fixture, batch, refused);
  const auto views = batch.seal();
  std::vector<Situation> situations;
  situations.reserve(fixtures.size());
  for (std::size_t row = 0; row < fixtures.size(); ++row) {
    Situation& situation = situations.emplace_back();
    for (const values::View& fact : views) situation.profile.push_back(value_at(fact, row));
    for (Value& value : situation.profile) forget_refusals(value, values::Cause::absent);
    situation.now = fixtures[row].now;
  }
  return situations;
}

std::vector<BaseProfile> base_profiles_of(const profiles::Schema& schema, const FixtureFile& file,
                                          const check::CheckedRuleSet& rules) {
  const std::vector<Fixture> named = read_profiles(file, rules);
  std::vector<Situation> situations = situations_of(schema, file, named);
  std::vector<BaseProfile> bases;
  for (std::size_t i = 0; i < named.size(); ++i)
    bases.push_back({named[i].name, std::move(situations[i].profile)});
  return bases;
}

void append(const ProfileValues& profile, const profiles::Schema& schema, profiles::Batch& batch) {
  for (std::size_t fact = 0; fact < profile.size(); ++fact) {
    if (schema.facts[fact].used) append_value(profile[fact], schema, batch, batch.column(fact));
  }
  batch.end_row({}, 0);
}

std::string fixture_value(const Value& value, const Type& type) {
  if (!value.known()) return "null";
  if (const auto* items = std::get_if<values::List>(&value.content)) {
    std::string out = "[";
    for (const Value& item : *items) {
      if (out.size() > 1) out += ", ";
      out += fixture_value(item, *type.element);
    }
    return out + "]";
  }
  if (const auto* record = std::get_if<values::Record>(&value.content)) {
    std::string out = "{";
    for (std::size_t field = 0; field < record->fields.size(); ++field) {
      if (!record->fields[field].known()) continue;
      if (out.size() > 1) out += ", ";
      out += json::quoted((*type.fields)[field].name) + ": " +
             fixture_value(record->fields[field], (*type.fields)[field].type);
    }
    return out + "}";
  }
  if (std::holds_alternative<values::Interval>(value.content)) return json::quoted(display_text(value));
  if (const auto* number = std::get_if<double>(&value.content); number != nullptr && std::isfinite(*number)) {
    std::string text = values::number_text(*number);
    if (text.find_first_of(".e") == std::string::npos) text += ".0";
    return text;
  }
  return json::text_of(value);
}

std::string profile_text(const check::CheckedRuleSet& rules, const ProfileValues& profile) {
  Member root;
  for (std::size_t fact = 0; fact < profile.size(); ++fact) {
    if (!profile[fact].known()) continue;
    Member* at = &root;
    for (const std::string& key : rules.facts[fact].path) at = &at->at(key);
    at->text = fixture_value(profile[fact], rules.facts[fact].type);
  }
  return root.written();
}

std::string expectations_text(const check::CheckedRuleSet& rules, const decide::DecisionData& decision) {
  const auto spaced = [](std::string json) {
    for (std::size_t at = json.find("\",\""); at != std::string::npos; at = json.find("\",\"", at + 2))
      json.insert(at + 2, " ");
    return json;
  };
  std::string out = "{\"verdict\": " + observed(rules, decision, Aspect::verdict, {});
  out += ", \"reasons\": " + spaced(observed(rules, decision, Aspect::reasons, {}));
  if (decision.segment) out += ", \"segment\": " + observed(rules, decision, Aspect::segment, {});
  if (!decision.waived.empty())
    out += ", \"waived\": " + spaced(observed(rules, decision, Aspect::waived, {}));
  return out + "}";
}

std::size_t distance(const ProfileValues& from, const ProfileValues& to) {
  std::size_t count = 0;
  for (std::size_t fact = 0; fact < from.size(); ++fact) {
    const bool absent = !from[fact].known() && !to[fact].known();
    if (!absent && from[fact] != to[fact]) ++count;
  }
  return count;
}

std::string difference_text(const check::CheckedRuleSet& rules, const ProfileValues& from,
                            const ProfileValues& to) {
  std::string out = "{";
  for (std::size_t fact = 0; fact < from.size(); ++fact) {
    const bool absent = !from[fact].known() && !to[fact].known();
    if (absent || from[fact] == to[fact]) continue;
    if (out.size() > 1) out += ", ";
    out += json::quoted(rules.facts[fact].name) + ": " + fixture_value(to[fact], rules.facts[fact].type);
  }
  return out + "}";
}

std::string fixture_text(const check::CheckedRuleSet& rules, std::span<const BaseProfile> bases,
                         const WrittenFixture& fixture) {
  const ProfileValues& profile = fixture.situation->profile;
  const BaseProfile* nearest = nullptr;
  for (const BaseProfile& base : bases) {
    if (nearest == nullptr || distance(base.profile, profile) < distance(nearest->profile, profile))
      nearest = &base;
  }
  std::string out = "{\"name\": " + json::quoted(fixture.name) + ", ";
  if (nearest == nullptr) {
    out += "\"profile\": " + profile_text(rules, profile);
  } else {
    out += "\"base\": " + json::quoted(nearest->name);
    if (const std::string with = difference_text(rules, nearest->profile, profile); with != "{}")
      out += ", \"with\": " + with;
  }
  if (fixture.with_now) out += ", \"now\": " + json::quoted(values::format_timestamp(fixture.situation->now));
  out += ", \"expect\": " + fixture.expectations;
  if (fixture.unreviewed) out += ", \"unreviewed\": true";
  return out + "}";
}

}  // namespace eligo::authoring
