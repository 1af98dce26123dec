#pragma once

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
/// both bitmaps; whoever counts them masks first.
///
/// | kind                | `values`                                         |
/// |---------------------|--------------------------------------------------|
/// | boolean             | `const std::uint64_t*`, bits; a bit that is set is also set in `known` |
/// | integer             | `const std::int64_t*`                            |
/// | floating            | `const double*`                                  |
/// | string              | `const StringValue*`                             |
/// | timestamp, duration | `const Nanoseconds*`                             |
/// | list                | unused; row i is children[0] at [offsets[i], offsets[i+1]) |
/// | record              | unused; children[f] is field f                   |
/// | null                | unused                                           |
struct View {
  Kind kind = Kind::null;
  bool constant = false;  ///< row 0 stands for every row
  std::size_t size = 0;   ///< rows (1 where constant)
  const void* values = nullptr;
  const std::uint64_t* known = nullptr;  ///< never null: readers and engine always give one
  /// Rows where a value stands that was refused, or null where there are none; only of facts and of the
  /// fields of their records. has() asks, because such a value is neither there nor missing.
  const std::uint64_t* refused = nullptr;
  const std::uint32_t* offsets = nullptr;  ///< size + 1 entries, list only; the first need not be 0
  const View* children = nullptr;
  std::size_t child_count = 0;

  template <typename T>
  [[nodiscard]] const T* as() const {
    return static_cast<const T*>(values);
  }
  [[nodiscard]] bool is_known(std::size_t row) const { return bit_at(known, constant ? 0 : row); }
  [[nodiscard]] bool is_refused(std::size_t row) const {
    return refused != nullptr && bit_at(refused, constant ? 0 : row);
  }
};

/// How much of a value is copied: of a string so many code points, of a list so many elements. Where there is
/// more, `…` stands behind them, in a list as a string.
struct Extent {
  std::size_t code_points = std::numeric_limits<std::size_t>::max();
  std::size_t elements = std::numeric_limits<std::size_t>::max();
};
/// What decisions and explanations show of a value, however long it is in the profile.
inline constexpr Extent shown{1'000, 100};

/// One row of a column as a value on its own; unknown rows come out as `Unknown{absent}` (a view
/// does not carry causes).
[[nodiscard]] Value value_at(const View& view, std::size_t row, Extent extent = {});

}  // namespace eligo::values
