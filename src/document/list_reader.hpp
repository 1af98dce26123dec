#pragma once

#include <optional>
#include <vector>

#include "document/list_file.hpp"
#include "document/shape.hpp"

namespace eligo::document {

/// Reads `lists`, with the values of the files that they name.
[[nodiscard]] std::vector<WrittenList> read_lists(const Shape& shape, const Located& value,
                                                  const std::optional<ListFolder>& folder,
                                                  const Limits& limits);

}  // namespace eligo::document
