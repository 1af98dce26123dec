#include "decide/figures.hpp"

#include <algorithm>

namespace eligo::decide {

namespace {

void append_figures(const check::LocalizedTemplate& text, std::vector<Figure>& figures) {
  for (const auto& entry : text.entries) {
    for (const auto& piece : entry.text.pieces) {
      if (piece.kind == check::Template::Piece::Kind::text) continue;
      if (!position_of(piece, figures)) figures.push_back({piece.kind, piece.index});
    }
  }
}

}  // namespace

std::vector<Figure> figures_of(const check::Rule& rule) {
  std::vector<Figure> figures;
  append_figures(rule.message, figures);
  append_figures(rule.remedy, figures);
  return figures;
}

std::optional<std::size_t> position_of(const check::Template::Piece& piece,
                                       const std::vector<Figure>& figures) {
  if (piece.kind == check::Template::Piece::Kind::text) return std::nullopt;
  const auto found = std::find(figures.begin(), figures.end(), Figure{piece.kind, piece.index});
  if (found == figures.end()) return std::nullopt;
  return static_cast<std::size_t>(found - figures.begin());
}

}  // namespace eligo::decide
