#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include <eligo/language.hpp>

namespace eligo {

/// How much a diagnostic matters: an error refuses the rule set, a warning does not.
enum class Severity : std::uint8_t { error, warning };

/// One mistake in a rule set: where it is, what is wrong, what would be right.
///
/// A plain value; safe to copy between threads. It never quotes a profile.
struct Diagnostic {
  Severity severity = Severity::error;
  std::string code;          ///< stable, for instance `E0312`
  std::string message;       ///< what is wrong, without the place
  std::string file;          ///< as named when loading; may be empty for text from memory
  std::string pointer;       ///< JSON pointer (RFC 6901) to the value at fault; empty for the whole document
  std::string context;       ///< what the value belongs to, for instance "rule `credit.score`"; may be empty
  std::uint32_t line = 0;    ///< from 1; 0 where no place is known
  std::uint32_t column = 0;  ///< from 1, counted in code points
  std::uint32_t length = 0;  ///< how many code points of that line are meant, at least 1
  std::string source_line;   ///< the text of that line, for the caret; a long line is cut around the place
  std::uint32_t source_column = 1;  ///< the column at which `source_line` begins: 1 unless it was cut
  std::string hint;  ///< what would be right, for instance "did you mean `credit.score`?"; may be empty

  /// The diagnostic as people read it: place, message, the source line with carets, hint, pointer.
  /// Ends with a newline. `color` adds ANSI colours.
  [[nodiscard]] std::string render(bool color = false) const;

  friend bool operator==(const Diagnostic&, const Diagnostic&) = default;
};

/// All diagnostics rendered one after the other.
[[nodiscard]] std::string render(const std::vector<Diagnostic>& diagnostics, bool color = false);

}  // namespace eligo
