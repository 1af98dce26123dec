#include "profiles/key_table.hpp"

namespace eligo::profiles {

std::uint32_t KeyTable::insert(const std::string& name) {
  const auto [entry, added] = numbers_.try_emplace(name, static_cast<std::uint32_t>(names_.size()));
  if (added) {
    names_.push_back(name);
    seen_.push_back(0);
  }
  return entry->second;
}

void KeyTable::begin() {
  ++object_;
  position_ = 0;
}

std::optional<std::uint32_t> KeyTable::find(std::string_view name) {
  const std::size_t at = position_;
  if (at < expected_.size() && names_[expected_[at]] == name) {
    ++position_;
    return expected_[at];
  }
  const auto found = numbers_.find(name);
  if (found == numbers_.end()) return std::nullopt;
  ++position_;
  if (at < names_.size()) {  // an object with a key twice could be longer
    if (at == expected_.size()) {
      expected_.push_back(found->second);
    } else {
      expected_[at] = found->second;
    }
  }
  return found->second;
}

bool KeyTable::mark(std::uint32_t key) {
  if (seen_[key] == object_) return false;
  seen_[key] = object_;
  return true;
}

}  // namespace eligo::profiles
