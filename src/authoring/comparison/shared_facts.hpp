#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "profiles/schema.hpp"

namespace eligo::authoring {

/// The two rule sets of a comparison: the one in force, and the one that is to take its place.
enum class Side : std::uint8_t { champion, challenger };
inline constexpr std::array sides{Side::champion, Side::challenger};
[[nodiscard]] constexpr std::size_t index_of(Side side) { return static_cast<std::size_t>(side); }

/// One of something for each side.
template <typename T>
struct Both {
  std::array<T, 2> each{};
  [[nodiscard]] T& operator[](Side side) { return each[index_of(side)]; }
  [[nodiscard]] const T& operator[](Side side) const { return each[index_of(side)]; }
};

/// A fact that the rule sets do not have alike.
struct FactDifference {
  std::string name;
  Both<std::optional<std::string>> types;  ///< `int from 350 to 950`; nothing: it has no such fact
};

/// The facts of two rule sets as one schema, so that each profile is read once. What both have alike is one
/// column; a fact whose type, range or values differ is two, each with what its rule set makes of the value.
struct SharedFacts {
  SharedFacts(const profiles::Schema& champion, const profiles::Schema& challenger);

  profiles::Schema schema;                   ///< its subject is the champion's
  Both<std::vector<std::uint32_t>> columns;  ///< by the rule set's own facts: where each stands in the schema
  std::vector<FactDifference> differences;   ///< in the order of the facts
};

}  // namespace eligo::authoring
