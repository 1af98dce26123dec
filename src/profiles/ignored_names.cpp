#include "profiles/ignored_names.hpp"

namespace eligo::profiles {

void IgnoredNames::add(std::string_view object, std::string_view key) {
  if (names_.size() == most_names || object.size() + key.size() > longest_name) return;
  std::string name(object);
  name.append(key);
  if (known_.insert(name).second) names_.push_back(std::move(name));
}

void IgnoredNames::add(const std::vector<std::string>& names) {
  for (const std::string& name : names) add({}, name);
}

void IgnoredNames::clear() {
  names_.clear();
  known_.clear();
}

}  // namespace eligo::profiles
