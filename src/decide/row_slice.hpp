#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "values/view.hpp"

namespace eligo::decide {

/// One row of a batch's facts as a batch of its own. Only the bits are copied; values, causes, offsets and
/// children stay where they are.
class RowSlice {
 public:
  RowSlice(std::span<const values::View> views, std::size_t row);
  RowSlice(const RowSlice&) = delete;
  RowSlice& operator=(const RowSlice&) = delete;

  [[nodiscard]] std::span<const values::View> views() const { return views_; }

 private:
  std::vector<values::View> views_;
  std::vector<std::uint64_t> words_;  // for each fact its known bit, and its value if a boolean
};

}  // namespace eligo::decide
