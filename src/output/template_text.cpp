#include "output/template_text.hpp"

#include <algorithm>

#include "decide/message.hpp"

namespace eligo::output {

bool is_plain(const check::Template& shown) {
  return std::ranges::all_of(shown.pieces, [](const check::Template::Piece& piece) {
    return piece.kind == check::Template::Piece::Kind::text;
  });
}

bool shows_text(const check::Template& shown) {
  return std::ranges::any_of(shown.pieces, [](const check::Template::Piece& piece) {
    return piece.kind == check::Template::Piece::Kind::text && !piece.text.empty();
  });
}

std::optional<std::string> plain_text(const check::LocalizedTemplate& text, std::string_view locale) {
  std::string plain;
  const check::Template* chosen = decide::choose(text, locale);
  if (chosen == nullptr) return plain;
  if (!is_plain(*chosen)) return std::nullopt;
  for (const check::Template::Piece& piece : chosen->pieces) plain += piece.text;
  return plain;
}

}  // namespace eligo::output
