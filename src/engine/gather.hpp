#pragma once

#include <cstddef>
#include <cstdint>

#include "engine/arena.hpp"
#include "values/view.hpp"

namespace eligo::engine {

/// A row of some column; no column stands for an unknown value.
struct RowRef {
  const values::View* column = nullptr;
  std::size_t row = 0;
};

/// A new column of `count` rows picked from columns of one kind (an empty list's child, of kind `any`,
/// goes with every kind). Bytes of strings stay where they are.
[[nodiscard]] values::View gather(values::Kind kind, const RowRef* refs, std::size_t count, Arena& arena);

/// The same from one column.
[[nodiscard]] values::View gather(const values::View& column, const std::uint32_t* rows, std::size_t count,
                                  Arena& arena);

/// Takes room for a list column of `rows` rows, offsets[0] = 0; everything else is left to the caller.
struct ListResult {
  std::uint32_t* offsets;
  std::uint64_t* known;
  values::View view;

  ListResult(std::size_t rows, Arena& arena);
  /// The view with its child column.
  [[nodiscard]] values::View finish(const values::View& child, Arena& arena);
};

}  // namespace eligo::engine
