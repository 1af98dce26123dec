#include "decide/placeholders.hpp"

#include <algorithm>

namespace eligo::decide {

namespace {

void append_placeholders(const check::LocalizedTemplate& text, std::vector<Placeholder>& placeholders) {
  for (const auto& entry : text.entries) {
    for (const auto& piece : entry.text.pieces) {
      if (piece.kind == check::Template::Piece::Kind::text) continue;
      if (!position_of(piece, placeholders)) placeholders.push_back({piece.kind, piece.index});
    }
  }
}

}  // namespace

std::vector<Placeholder> placeholders_of(const check::Rule& rule) {
  std::vector<Placeholder> placeholders;
  append_placeholders(rule.message, placeholders);
  append_placeholders(rule.remedy, placeholders);
  return placeholders;
}

std::optional<std::size_t> position_of(const check::Template::Piece& piece,
                                       const std::vector<Placeholder>& placeholders) {
  if (piece.kind == check::Template::Piece::Kind::text) return std::nullopt;
  const auto found = std::ranges::find(placeholders, Placeholder{piece.kind, piece.index});
  if (found == placeholders.end()) return std::nullopt;
  return static_cast<std::size_t>(found - placeholders.begin());
}

}  // namespace eligo::decide
