#include "profiles/key_table.hpp"

#include <algorithm>
#include <cstddef>

namespace eligo::profiles {

std::uint32_t KeyTable::insert(std::string_view name) {
  const auto known = numbers_.find(name);
  if (known != numbers_.end()) return known->second;
  const auto number = static_cast<std::uint32_t>(names_.size());
  numbers_.emplace(name, number);
  names_.emplace_back(name);
  patterns_.emplace_back(name);
  seen_.push_back(0);
  return number;
}

std::optional<std::uint32_t> KeyTable::number_of(std::string_view name) const {
  const auto found = numbers_.find(name);
  return found == numbers_.end() ? std::nullopt : std::optional(found->second);
}

std::optional<std::uint32_t> KeyTable::find(std::string_view name) {
  const auto found = numbers_.find(name);
  if (found == numbers_.end()) return std::nullopt;
  const auto place = std::ranges::find(order_, found->second);
  if (place != order_.end()) {  // some before it are missing, or it comes earlier than it used to
    position_ = static_cast<std::size_t>(place - order_.begin()) + 1;
  } else {
    order_.insert(order_.begin() + static_cast<std::ptrdiff_t>(position_++), found->second);
  }
  return found->second;
}

}  // namespace eligo::profiles
