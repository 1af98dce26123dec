#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <vector>

#include "check/checked_rule_set.hpp"

namespace eligo::decide {

/// Something whose value a rule's texts show.
struct Figure {
  check::Template::Piece::Kind kind = check::Template::Piece::Kind::fact;
  std::uint32_t index = 0;  ///< into facts, params or definitions
  friend bool operator==(const Figure&, const Figure&) = default;
};

/// The distinct placeholders of a rule's message and remedy, over all locales, in order of first
/// appearance: message before remedy, locales in document order, then left to right. The values in
/// `ReasonData::figures` stand in this order.
[[nodiscard]] std::vector<Figure> figures_of(const check::Rule& rule);

/// Where `piece` stands among `figures`; nothing for literal text.
[[nodiscard]] std::optional<std::size_t> position_of(const check::Template::Piece& piece,
                                                     const std::vector<Figure>& figures);

}  // namespace eligo::decide
