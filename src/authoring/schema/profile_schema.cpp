#include "authoring/schema/profile_schema.hpp"

#include <algorithm>
#include <memory>
#include <vector>

#include "authoring/schema/schema_writer.hpp"

namespace eligo::authoring {

namespace {

constexpr int profile_form = 1;

/// What stands under a key of a profile: an object, if it has members, else a fact, the subject or both.
struct Place {
  std::string key;
  std::vector<std::unique_ptr<Place>> members;
  const check::Fact* fact = nullptr;
  bool is_subject = false;

  Place& member(std::string_view name) {
    for (const auto& known : members) {
      if (known->key == name) return *known;
    }
    members.push_back(std::make_unique<Place>());
    members.back()->key = name;
    return *members.back();
  }
  [[nodiscard]] bool has_used_fact() const {
    if (members.empty()) return fact != nullptr && fact->used;
    return std::ranges::any_of(members, [](const auto& member) { return member->has_used_fact(); });
  }
};

Place& place_of(Place& root, std::string_view dotted) {
  Place* place = &root;
  for (std::size_t dot = dotted.find('.'); dot != std::string_view::npos; dot = dotted.find('.')) {
    place = &place->member(dotted.substr(0, dot));
    dotted.remove_prefix(dot + 1);
  }
  return place->member(dotted);
}

/// Whether it, its elements or their fields are timestamps or durations.
bool has_times(const check::Fact& fact) {
  if (!fact.used) return false;
  const values::Type& type = fact.type.kind == values::Kind::list ? *fact.type.element : fact.type;
  return values::is_time(type) || std::ranges::any_of(fact.fields, [](const check::RecordField& field) {
           return values::is_time(field.type);
         });
}

class ProfileSchema {
 public:
  ProfileSchema(json::Writer& json, std::string_view locale, bool strict)
      : json_(json), locale_(locale), strict_(strict) {}

  void write_members(const Place& object) {
    json_.key("properties").begin_object();
    for (const auto& member : object.members) {
      json_.key(member->key).begin_object();
      member->members.empty() ? write_leaf(*member) : write_object(*member);
      json_.end_object();
    }
    json_.end_object();
    close();
  }

 private:
  // Where no rule reads any of its facts, something else than an object refuses nothing.
  void write_object(const Place& place) {
    if (strict_ || place.has_used_fact()) write_type(json_, "object", true);
    write_members(place);
  }

  void write_leaf(const Place& place) {
    if (place.fact != nullptr) write_fact(*place.fact);
    if (!place.is_subject) return;
    if (place.fact != nullptr) {
      json_.key("allOf").begin_array().begin_object();
      write_subject();
      json_.end_object().end_array();
    } else {
      json_.key("description").string("Who the profile is about");
      write_subject();
    }
  }

  void write_subject() {
    json_.key("type").begin_array().string("string").string("integer").string("null").end_array();
  }

  void write_fact(const check::Fact& fact) {
    write_text(json_, "title", fact.title, locale_);
    write_text(json_, "description", fact.description, locale_);
    write_unit(fact.unit);
    if (!fact.used) {
      json_.key("$comment").string("No rule reads it: any value is taken.");
    } else if (fact.type.kind == values::Kind::list) {
      write_list(fact);
    } else {
      write_scalar(json_, fact.type, fact.range);
    }
  }

  void write_list(const check::Fact& fact) {
    write_type(json_, "array", true);
    json_.key("items").begin_object();
    if (fact.fields.empty()) {
      write_scalar(json_, *fact.type.element, fact.range);
    } else {
      write_type(json_, "object", true);
      json_.key("properties").begin_object();
      for (const check::RecordField& field : fact.fields) {
        json_.key(field.name).begin_object();
        write_text(json_, "title", field.title, locale_);
        write_unit(field.unit);
        write_scalar(json_, field.type, field.range);
        json_.end_object();
      }
      json_.end_object();
      close();
    }
    json_.end_object();
  }

  void write_unit(const std::string& unit) {
    if (!unit.empty()) json_.key("x-unit").string(unit);
  }

  void close() {
    if (strict_) json_.key("additionalProperties").boolean(false);
  }

  json::Writer& json_;
  std::string_view locale_;
  bool strict_;
};

}  // namespace

std::string profile_schema(const check::CheckedRuleSet& rules, std::string_view sha256,
                           std::string_view locale, bool strict) {
  Place root;
  for (const check::Fact& fact : rules.facts) place_of(root, fact.name).fact = &fact;
  place_of(root, rules.subject).is_subject = true;
  std::string text;
  json::Writer json(text);
  begin_schema(
      json, "profile", profile_form, rules, sha256,
      strict ? "Profiles that `eligo evaluate --strict` takes" : "Profiles of which no value is refused");
  write_text(json, "title", rules.title, locale);
  write_type(json, "object", false);
  ProfileSchema(json, locale, strict).write_members(root);
  if (std::ranges::any_of(rules.facts, has_times)) write_time_definitions(json);
  json.end_object();
  return finish_schema(text);
}

}  // namespace eligo::authoring
