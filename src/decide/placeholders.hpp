#pragma once

#include <compare>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <vector>

#include "check/checked_rule_set.hpp"

namespace eligo::decide {

/// Something whose value a rule's texts show.
struct Placeholder {
  check::Template::Piece::Kind kind = check::Template::Piece::Kind::fact;
  std::uint32_t index = 0;  ///< into facts, params or definitions
  friend auto operator<=>(const Placeholder&, const Placeholder&) = default;
};

/// The distinct placeholders of a rule's message and remedy, over all locales, in order of first
/// appearance: message before remedy, locales in document order, then left to right. The values in
/// `ReasonData::placeholder_values` stand in this order.
[[nodiscard]] std::vector<Placeholder> placeholders_of(const check::Rule& rule);

/// Where `piece` stands among `placeholders`; nothing for literal text.
[[nodiscard]] std::optional<std::size_t> position_of(const check::Template::Piece& piece,
                                                     const std::vector<Placeholder>& placeholders);

}  // namespace eligo::decide
