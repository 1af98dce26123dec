#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include <eligo/diagnostic.hpp>

#include "diagnostics/code.hpp"

namespace eligo::diagnostics {

/// A place in a long line whose column is known.
struct ColumnMark {
  std::uint32_t offset = 0;
  std::uint32_t column = 0;  ///< code points between the line's start and here
};

/// A text that diagnostics point into.
struct Source {
  std::string file;  ///< as shown to people; empty for text from memory
  std::string text;
  std::vector<std::uint32_t> line_starts = {};  ///< offset of each line; empty: found when asked for
  std::vector<ColumnMark> marks = {};           ///< ascending
};

/// A line longer than this has marks, no farther apart than this and a code point.
inline constexpr std::size_t mark_distance = 4'096;  // bytes

/// A source with its lines and the columns of long lines indexed, so that placing many diagnostics in a large
/// text stays cheap, on one line too.
[[nodiscard]] std::shared_ptr<const Source> make_source(std::string file, std::string text);

/// Where counting the column of `offset` begins: the last mark before it, or else the start of its line.
[[nodiscard]] ColumnMark last_mark(const Source& source, std::size_t line_begin, std::size_t offset);

/// A stretch of bytes, [begin, end).
struct Span {
  std::uint32_t begin = 0;
  std::uint32_t end = 0;
  friend bool operator==(const Span&, const Span&) = default;
};

/// A stretch of a source and the JSON pointer of the value it belongs to.
struct Place {
  std::shared_ptr<const Source> source;
  Span span;
  std::string pointer;
};

/// A string of a document whose characters can be found again in the source, although escapes make
/// the two differ in length. Expressions are such strings.
struct LocatedText {
  std::string text;                    ///< decoded
  Place place;                         ///< of the whole JSON string, quotes included
  std::vector<std::uint32_t> offsets;  ///< source offset of each decoded byte and of the end;
                                       ///< empty: decoded byte i is at place.span.begin + 1 + i

  /// The place of a stretch of the decoded text.
  [[nodiscard]] Place at(Span span) const;
};

/// Text that stands in no document: each byte's place is its own offset in a source without a file.
[[nodiscard]] LocatedText text_from_memory(std::string text);

/// Makes a diagnostic at a place: line, column and source line are read off the source.
[[nodiscard]] Diagnostic diagnose(Code code, const Place& place, std::string message, std::string hint = {},
                                  std::string context = {}, Severity severity = Severity::error);

/// The stable text of a code: `E0312`, or `W0410` for a warning.
[[nodiscard]] std::string code_text(Code code, Severity severity);

}  // namespace eligo::diagnostics
