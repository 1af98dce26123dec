#include <eligo/limits.hpp>

#include <algorithm>
#include <array>

namespace eligo {

namespace {

using Member = std::uint64_t Limits::*;

// Rows and bytes are counted in 32 bits.
constexpr std::uint64_t countable = 4'000'000'000;

struct Entry {
  std::string_view name;
  Member member;
  std::uint64_t highest = countable;
};

constexpr std::array<Entry, 10> entries{{
    {"rule_set_bytes", &Limits::rule_set_bytes},
    {"json_depth", &Limits::json_depth, 1'000},  // what reads it calls itself once a level
    {"list_file_bytes", &Limits::list_file_bytes},
    {"list_values", &Limits::list_values},
    {"steps", &Limits::steps},
    {"copied_elements", &Limits::copied_elements},
    {"list_elements", &Limits::list_elements},
    {"string_bytes", &Limits::string_bytes},
    {"text_bytes", &Limits::text_bytes},
    {"search_steps", &Limits::search_steps},
}};

const Entry* entry_of(std::string_view name) {
  const auto* const found =
      std::ranges::find_if(entries, [&](const Entry& entry) { return entry.name == name; });
  return found == entries.end() ? nullptr : found;
}

}  // namespace

bool Limits::set(std::string_view name, std::uint64_t value) {
  const Entry* const entry = entry_of(name);
  if (entry == nullptr || value == 0 || value > entry->highest) return false;
  this->*entry->member = value;
  return true;
}

std::vector<std::string_view> Limits::names() {
  std::vector<std::string_view> names;
  names.reserve(entries.size());
  for (const Entry& entry : entries) names.push_back(entry.name);
  return names;
}

std::optional<std::uint64_t> Limits::get(std::string_view name) const {
  const Entry* const entry = entry_of(name);
  return entry == nullptr ? std::nullopt : std::optional(this->*entry->member);
}

std::string to_string(const Limits& limits) {
  const Limits usual;
  std::string text;
  for (const Entry& entry : entries) {
    const std::uint64_t value = limits.*entry.member;
    if (value == usual.*entry.member) continue;
    text += (text.empty() ? "" : ",") + std::string(entry.name) + '=' + std::to_string(value);
  }
  return text;
}

}  // namespace eligo
