#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace eligo::property {

/// A JSON text whose parts can be moved about. Keys and scalars are kept as they are written, so that what
/// comes out need not be what a program would write, nor valid.
struct RecordMember;
struct RecordTree {
  enum class Kind { scalar, object, list };
  Kind kind = Kind::scalar;
  std::string scalar;
  std::vector<RecordMember> members;
  std::vector<RecordTree> elements;

  /// Of a text that is valid.
  [[nodiscard]] static RecordTree parse(std::string_view text);
  /// A scalar as written, however wrong.
  [[nodiscard]] static RecordTree raw(std::string text);
};

struct RecordMember {
  std::string key;  ///< with its quotes
  RecordTree value;
};

/// What stands between the tokens of a text.
enum class Spacing { none, blanks, lines };
[[nodiscard]] std::string written(const RecordTree& tree, Spacing spacing);

}  // namespace eligo::property
