#pragma once

#include <cstddef>
#include <memory>
#include <string>
#include <vector>

#include "authoring/layout/document_parts.hpp"
#include "diagnostics/mistake_list.hpp"
#include "diagnostics/place.hpp"
#include "json/tree.hpp"

namespace eligo::authoring {

/// A value of a document as it will be written, but for its lines.
struct Piece {
  enum class Kind : std::uint8_t { scalar, array, object };
  Kind kind = Kind::scalar;
  Part part = Part::data;
  std::string key;   ///< with its quotes; empty in an array
  std::string text;  ///< of a scalar
  int group = 0;     ///< see line_group
  std::vector<Piece> members;
  /// On one line, the key included; `no_width` where it cannot be.
  std::size_t width = 0;
  static constexpr std::size_t no_width = std::size_t{1} << 40U;
};

/// Takes a document apart. Expressions that cannot be read are noted.
[[nodiscard]] Piece make_pieces(const std::shared_ptr<const diagnostics::Source>& source,
                                const json::Value& root, diagnostics::MistakeList& mistakes);

}  // namespace eligo::authoring
