#include "authoring/comparison/input_names.hpp"

#include "json/string.hpp"

namespace eligo::authoring {

void InputNames::write(json::Writer& json, const ProfileName& profile) const {
  if (!profile.subject.empty()) {
    json.key("id").raw(profile.subject);
    return;
  }
  if (names.size() > 1) json.key("file").string(names[profile.record.input]);
  json.key(profile.element ? "element" : "line").number(profile.record.line);
}

std::string InputNames::place(const ProfileName& profile) const {
  std::string text = (profile.element ? "element " : "line ") + std::to_string(profile.record.line);
  return names.size() > 1 ? text + " of " + names[profile.record.input] : text;
}

std::string InputNames::text(const ProfileName& profile) const {
  return profile.subject.empty() ? place(profile) : json::bare_text(profile.subject);
}

}  // namespace eligo::authoring
