#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <eligo/language.hpp>

namespace eligo {

/// How much work and memory a rule set, and one of its decisions, may take. Counted in steps and bytes,
/// never in time, so that the same rule set, profile and limits give the same decision everywhere.
/// Beyond a limit of loading the rule set is refused; beyond one of a decision the part of the condition
/// is a run-time error, so that the rule's `on_missing` applies. "Part" is one operator, function or macro
/// of a condition.
struct Limits {
  /// Of loading: the bytes of a rule set and of a list file, the nesting of its JSON, the values of a list.
  std::uint64_t rule_set_bytes = 256U * 1024 * 1024;
  std::uint64_t json_depth = 128;
  std::uint64_t list_file_bytes = 1024U * 1024 * 1024;
  std::uint64_t list_values = 10'000'000;
  /// The steps that one part may take for one profile: an element looked at is one, and so are 64 bytes
  /// of text; a regular expression of n instructions looks at each byte n times.
  std::uint64_t steps = 1'000'000;
  /// The elements that one part may copy for one profile where lists are made within macros.
  std::uint64_t copied_elements = 4'000'000;
  /// The elements of one list that a condition makes.
  std::uint64_t list_elements = 1'000'000;
  /// The bytes of one text that a condition makes.
  std::uint64_t string_bytes = 1024U * 1024;
  /// The bytes of all texts that one part makes for one profile, as within a macro.
  std::uint64_t text_bytes = 16U * 1024 * 1024;
  /// The steps of the search for `retry_at` and `valid_until` of one profile, besides 100 for each part of
  /// the rule set and each element of the profile's lists. Beyond them the decision says that its times are
  /// bounded.
  std::uint64_t search_steps = 100'000;

  friend bool operator==(const Limits&, const Limits&) = default;

  /// Sets the limit of that name (`steps`, `text_bytes`, …). False, and nothing changed, where there is
  /// none, or where the value is 0 or above 4,000,000,000 (`json_depth`: 1,000).
  bool set(std::string_view name, std::uint64_t value);
  /// Every name, in the order above.
  [[nodiscard]] static std::vector<std::string_view> names();
  /// The value of the limit of that name; nothing where there is none.
  [[nodiscard]] std::optional<std::uint64_t> get(std::string_view name) const;
};

/// The limits that are not the default, as `name=value` with a comma between; empty where all are.
[[nodiscard]] std::string to_string(const Limits& limits);

}  // namespace eligo
