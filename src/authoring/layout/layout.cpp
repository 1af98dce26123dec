#include "authoring/layout/layout.hpp"

#include <algorithm>
#include <utility>

#include "authoring/layout/pieces.hpp"
#include "diagnostics/mistake_list.hpp"
#include "document/reader.hpp"
#include "json/tree_reader.hpp"

namespace eligo::authoring {

namespace {

constexpr std::size_t indent = 2;

bool is_array(const Piece& piece) { return piece.kind == Piece::Kind::array; }

/// Whether it is an array of numbers, words and texts, of which a line may hold many.
bool is_filled(const Piece& piece) {
  return is_array(piece) && piece.part != Part::conditions &&
         std::ranges::all_of(piece.members,
                             [](const Piece& member) { return member.kind == Piece::Kind::scalar; });
}

class LineWriter {
 public:
  // The depth of the recursion is bounded by that of the JSON text.
  void write(const Piece& piece, std::size_t column) {
    const bool fits = column + piece.width < line_width;  // a comma may follow
    const bool joined = is_joined(piece.part) && piece.width < Piece::no_width;
    if (piece.members.empty() || fits || joined) return write_joined(piece);
    write_key(piece);
    out_ += is_array(piece) ? '[' : '{';
    depth_ += indent;
    std::size_t used = 0;  // columns of the line
    for (std::size_t i = 0; i < piece.members.size(); ++i) {
      const Piece& member = piece.members[i];
      if (i > 0) out_ += ',';
      if (i > 0 && shares_line(piece, i) && used + 2 + member.width < line_width) {
        out_ += ' ';
        used += 2;
      } else {
        new_line();
        used = depth_;
      }
      write(member, used);
      used = std::min(used + member.width, Piece::no_width);
    }
    depth_ -= indent;
    new_line();
    out_ += is_array(piece) ? ']' : '}';
  }

  [[nodiscard]] std::string finish() {
    out_ += '\n';
    return std::move(out_);
  }

 private:
  [[nodiscard]] static bool shares_line(const Piece& piece, std::size_t at) {
    if (is_array(piece)) return is_filled(piece);
    return piece.members[at].group != 0 && piece.members[at].group == piece.members[at - 1].group;
  }

  void write_key(const Piece& piece) {
    if (piece.key.empty()) return;
    out_ += piece.key;
    out_ += ": ";
  }

  void write_joined(const Piece& piece) {
    write_key(piece);
    if (piece.kind == Piece::Kind::scalar) {
      out_ += piece.text;
      return;
    }
    out_ += is_array(piece) ? '[' : '{';
    for (std::size_t i = 0; i < piece.members.size(); ++i) {
      if (i > 0) out_ += ", ";
      write_joined(piece.members[i]);
    }
    out_ += is_array(piece) ? ']' : '}';
  }

  void new_line() {
    out_ += '\n';
    out_.append(depth_, ' ');
  }

  std::string out_;
  std::size_t depth_ = 0;  // columns that a line begins with
};

}  // namespace

std::optional<std::string> lay_out(std::string text, const std::string& name, const Limits& limits,
                                   std::vector<Diagnostic>& diagnostics) {
  const auto source = document::make_source(std::move(text), name, limits, diagnostics);
  if (source == nullptr) return std::nullopt;
  diagnostics::MistakeList mistakes(diagnostics);
  const auto root = json::read_tree(source, limits.json_depth, mistakes);
  std::optional<Piece> pieces;
  if (root) pieces = make_pieces(source, *root, mistakes);
  mistakes.finish(name);
  if (!pieces || mistakes.has_errors()) return std::nullopt;
  LineWriter writer;
  writer.write(*pieces, 0);
  return writer.finish();
}

}  // namespace eligo::authoring
