#include "authoring/layout/pieces.hpp"

#include <string_view>
#include <utility>

#include "document/shape.hpp"
#include "expression/parser.hpp"
#include "expression/spacing.hpp"
#include "json/string.hpp"
#include "text/display.hpp"

namespace eligo::authoring {

namespace {

using diagnostics::LocatedText;
using diagnostics::Span;

class Maker {
 public:
  Maker(const std::shared_ptr<const diagnostics::Source>& source, diagnostics::MistakeList& mistakes)
      : text_(source->text), shape_(source, mistakes) {}

  // The depth of the recursion is bounded by that of the JSON text.
  Piece make(const document::Located& value, Part part, std::string key) {
    Piece piece;
    piece.part = part;
    piece.key = std::move(key);
    if (const auto* object = value.json->as<json::Value::Object>()) {
      piece.kind = Piece::Kind::object;
      for (const json::Member& member : *object) {
        const document::Located below{&member.value, json::child_pointer(value.pointer, member.key),
                                      member.key_span};
        piece.members.push_back(
            make(below, part_within(part, member.key), respelt(written(member.key_span))));
        piece.members.back().group = line_group(part, member.key);
      }
    } else if (const auto* array = value.json->as<json::Value::Array>()) {
      piece.kind = Piece::Kind::array;
      for (std::size_t i = 0; i < array->size(); ++i) {
        piece.members.push_back(
            make({&(*array)[i], json::child_pointer(value.pointer, i)}, part_within(part, {}), {}));
      }
    } else {
      piece.text = scalar(value, part);
    }
    measure(piece);
    return piece;
  }

 private:
  [[nodiscard]] std::string_view written(Span span) const {
    return text_.substr(span.begin, span.end - span.begin);
  }

  static std::string respelt(std::string_view quoted) {
    std::string out = "\"";
    json::append_respelt(out, quoted.substr(1, quoted.size() - 2));
    return out + "\"";
  }

  [[nodiscard]] std::string scalar(const document::Located& value, Part part) {
    if (value.json->as<std::string>() == nullptr) return std::string(written(value.json->span));
    const bool is_expression =
        part == Part::expression || part == Part::condition || part == Part::definition;
    return is_expression ? expression(value) : respelt(written(value.json->span));
  }

  [[nodiscard]] std::string expression(const document::Located& value) {
    const std::optional<LocatedText> located = shape_.string(value);
    std::vector<Diagnostic> diagnostics;
    const bool readable = located && expression::parse(*located, diagnostics);
    shape_.mistakes().add(std::move(diagnostics));
    const auto tokens = readable ? expression::canonical_spacing(located->text) : std::nullopt;
    if (!tokens) return respelt(written(value.json->span));
    std::string out = "\"";
    for (const expression::SpacedToken& token : *tokens) {
      if (token.space) out += ' ';
      json::append_respelt(out, written(located->at(token.span).span));
    }
    return out + "\"";
  }

  static void measure(Piece& piece) {
    std::size_t width = text::display_width(piece.text);
    if (piece.kind != Piece::Kind::scalar) {
      width = 2;
      for (const Piece& member : piece.members) width += member.width;
      if (!piece.members.empty()) width += 2 * (piece.members.size() - 1);
      if (is_spread(piece.part) && !piece.members.empty()) width = Piece::no_width;
    }
    if (!piece.key.empty()) width += text::display_width(piece.key) + 2;
    piece.width = std::min(width, Piece::no_width);
  }

  std::string_view text_;
  document::Shape shape_;
};

}  // namespace

Piece make_pieces(const std::shared_ptr<const diagnostics::Source>& source, const json::Value& root,
                  diagnostics::MistakeList& mistakes) {
  return Maker(source, mistakes).make({&root, {}}, part_of_document(root), {});
}

}  // namespace eligo::authoring
