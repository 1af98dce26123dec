#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <string_view>

#include "values/bitmap.hpp"
#include "values/value.hpp"

namespace eligo::values {

/// A string as columns hold it: where its bytes are, and its number in the rule set's dictionary.
struct StringValue {
  static constexpr std::uint32_t absent_code = 0;             ///< looked up; not in the dictionary
  static constexpr std::uint32_t unknown_code = 0xFFFF'FFFF;  ///< never looked up (a computed string)

  const char* data = nullptr;
  std::uint32_t size = 0;
  std::uint32_t code = unknown_code;

  [[nodiscard]] std::string_view text() const { return {data, size}; }
};

/// A column that somebody else owns, in the manner of Arrow: values, a validity bitmap, and for lists
/// offsets into a child column. Bit i of word i/64 is row i. Bits past the last row are unspecified in
/// both bitmaps; whoever counts them masks first. Numbers and strings of unknown rows may be anything.
///
/// | kind                | `values`                                         |
/// |---------------------|--------------------------------------------------|
/// | boolean             | `const std::uint64_t*`, bits; a bit that is set is also set in `known` |
/// | integer             | `const std::int64_t*`                            |
/// | floating            | `const double*`                                  |
/// | string              | `const StringValue*`; with `codes` row i is `values[codes[i]]` |
/// | timestamp, duration | `const Nanoseconds*`                             |
/// | list                | unused; row i is children[0] at [offsets[i], offsets[i+1]) |
/// | record              | unused; children[f] is field f                   |
/// | null                | unused                                           |
struct View {
  Kind kind = Kind::null;
  bool constant = false;          ///< row 0 stands for every row
  std::uint32_t entry_count = 0;  ///< with `codes`: how many `values` there are
  std::size_t size = 0;           ///< rows (1 where constant)
  const void* values = nullptr;
  const std::uint64_t* known = nullptr;  ///< never null: readers and engine always give one
  /// Of facts, their elements and fields: why each row that is not known is not (those of known rows mean
  /// nothing). Null where all of them are absent, and of what was computed.
  const Cause* causes = nullptr;
  /// Of a fact's strings that come with a dictionary of their own; those of unknown rows may be anything.
  const std::uint32_t* codes = nullptr;
  const std::uint32_t* offsets = nullptr;  ///< size + 1 entries, list only; the first need not be 0
  const View* children = nullptr;
  std::size_t child_count = 0;

  template <typename T>
  [[nodiscard]] const T* as() const {
    return static_cast<const T*>(values);
  }
  [[nodiscard]] bool is_known(std::size_t row) const { return bit_at(known, constant ? 0 : row); }
  /// A string of a row that is known.
  [[nodiscard]] const StringValue& string_at(std::size_t row) const {
    const std::size_t at = constant ? 0 : row;
    return as<StringValue>()[codes == nullptr ? at : codes[at]];
  }
  /// Why a row is not known; `none` where it is.
  [[nodiscard]] Cause cause_at(std::size_t row) const {
    if (is_known(row)) return Cause::none;
    return causes == nullptr ? Cause::absent : causes[constant ? 0 : row];
  }
  /// Whether a row, an element of one or a field may be unknown for another reason than that it is absent.
  [[nodiscard]] bool has_causes() const {
    return causes != nullptr || std::any_of(children, children + child_count,
                                            [](const View& child) { return child.has_causes(); });
  }
  /// The column without its rows before `first`. Bitmaps begin with the word that holds it, so that, unless
  /// it is a multiple of 64, its bit is no longer the first one. Not for records, whose fields stay whole.
  [[nodiscard]] View from(std::size_t first) const;
};

/// How much of a value is copied: of a string so many code points, of a list so many elements. Where there is
/// more, `…` stands behind them, in a list as a string.
struct Extent {
  std::size_t code_points = std::numeric_limits<std::size_t>::max();
  std::size_t elements = std::numeric_limits<std::size_t>::max();
};
/// What decisions and explanations show of a value, however long it is in the profile.
inline constexpr Extent shown{1'000, 100};

/// One row of a column as a value on its own; unknown rows, elements and fields come out with their cause.
[[nodiscard]] Value value_at(const View& view, std::size_t row, Extent extent = {});
/// The same in place of another value.
inline void assign_at(const View& view, std::size_t row, Extent extent, Value& value) {
  const std::size_t at = view.constant ? 0 : row;
  if (view.kind == Kind::integer && view.is_known(row)) {
    value.content = view.as<std::int64_t>()[at];
  } else if (view.kind == Kind::floating && view.is_known(row)) {
    value.content = view.as<double>()[at];
  } else if (view.kind == Kind::boolean && view.is_known(row)) {
    value.content = bit_at(view.as<std::uint64_t>(), at);
  } else {
    value = value_at(view, row, extent);
  }
}

}  // namespace eligo::values
