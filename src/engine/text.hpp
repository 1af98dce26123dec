#pragma once

#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

#include "engine/arena.hpp"
#include "text/utf8.hpp"
#include "values/value.hpp"

namespace eligo::engine {

// The string functions of the language. Sizes and positions count code points of UTF-8. What they
// return points into the operands or into `arena`. Where a function can fail it returns the error and
// writes its result to `out`.

[[nodiscard]] std::int64_t code_points(std::string_view text);

[[nodiscard]] std::string_view lower_ascii(std::string_view text, Arena& arena);
[[nodiscard]] std::string_view upper_ascii(std::string_view text, Arena& arena);

/// Without white space (Unicode's property White_Space) at both ends.
[[nodiscard]] std::string_view trim(std::string_view text);

/// The code points [begin, end); an error where not 0 <= begin <= end <= size.
[[nodiscard]] values::Cause substring(std::string_view& out, std::string_view text, std::int64_t begin,
                                      std::optional<std::int64_t> end);

/// The first place of `part` at `from` or after, or -1; an error where not 0 <= from <= size.
[[nodiscard]] values::Cause index_of(std::int64_t& out, std::string_view text, std::string_view part,
                                     std::int64_t from);
/// The last place of `part` at `from` or before, or -1; an error where not 0 <= from <= size. No `from`
/// means the end.
[[nodiscard]] values::Cause last_index_of(std::int64_t& out, std::string_view text, std::string_view part,
                                          std::optional<std::int64_t> from);

/// Replaces the first `limit` occurrences, all of them where negative. An empty `from` stands before each
/// code point and at the end. An overflow where the result has more than `most_bytes`.
[[nodiscard]] values::Cause replace(std::string_view& out, std::string_view text, std::string_view from,
                                    std::string_view to, std::int64_t limit, std::size_t most_bytes,
                                    Arena& arena);

/// The first byte at `from` or after where `part` stands; npos where it does not. Takes time in proportion
/// to the text, whatever both hold, as std::string_view::find does not.
[[nodiscard]] std::size_t find(std::string_view text, std::string_view part, std::size_t from = 0);

/// Calls `part` with each piece of the text. A `limit` above 0 is the most pieces, the last holding the
/// rest; 0 gives none; below 0 there is no limit. An empty separator splits into code points.
template <typename Part>
void split(std::string_view text, std::string_view separator, std::int64_t limit, Part part);

template <typename Part>
void split(std::string_view text, std::string_view separator, std::int64_t limit, Part part) {
  if (limit == 0) return;
  if (separator.empty()) {
    while (!text.empty()) {
      const std::size_t size = --limit == 0 ? text.size() : text::code_point_size(text);
      part(text.substr(0, size));
      text.remove_prefix(size);
    }
    return;
  }
  while (--limit != 0) {
    const std::size_t at = find(text, separator);
    if (at == std::string_view::npos) break;
    part(text.substr(0, at));
    text.remove_prefix(at + separator.size());
  }
  part(text);
}

}  // namespace eligo::engine
