#include <eligo/limits.hpp>

#include <array>
#include <utility>

namespace eligo {

namespace {

using Member = std::uint64_t Limits::*;

constexpr std::array<std::pair<std::string_view, Member>, 9> limits_by_name{{
    {"rule_set_bytes", &Limits::rule_set_bytes},
    {"json_depth", &Limits::json_depth},
    {"list_file_bytes", &Limits::list_file_bytes},
    {"list_values", &Limits::list_values},
    {"steps", &Limits::steps},
    {"copied_elements", &Limits::copied_elements},
    {"list_elements", &Limits::list_elements},
    {"string_bytes", &Limits::string_bytes},
    {"text_bytes", &Limits::text_bytes},
}};

// Rows and bytes are counted in 32 bits.
constexpr std::uint64_t highest = 4'000'000'000;

Member member_of(std::string_view name) {
  for (const auto& [known, member] : limits_by_name) {
    if (known == name) return member;
  }
  return nullptr;
}

}  // namespace

bool Limits::set(std::string_view name, std::uint64_t value) {
  const Member member = member_of(name);
  if (member == nullptr || value == 0 || value > highest) return false;
  this->*member = value;
  return true;
}

std::vector<std::string_view> Limits::names() {
  std::vector<std::string_view> names;
  names.reserve(limits_by_name.size());
  for (const auto& [name, member] : limits_by_name) names.push_back(name);
  return names;
}

std::optional<std::uint64_t> Limits::get(std::string_view name) const {
  const Member member = member_of(name);
  return member == nullptr ? std::nullopt : std::optional(this->*member);
}

std::string to_string(const Limits& limits) {
  const Limits usual;
  std::string text;
  for (const auto& [name, member] : limits_by_name) {
    if (limits.*member == usual.*member) continue;
    text += (text.empty() ? "" : ",") + std::string(name) + '=' + std::to_string(limits.*member);
  }
  return text;
}

}  // namespace eligo
