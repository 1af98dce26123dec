#pragma once

#include <vector>

#include "document/shape.hpp"

namespace eligo::document {

/// Reads `params`: names with a scalar, or with an object of type and value.
[[nodiscard]] std::vector<WrittenParam> read_params(const Shape& shape, const Located& value);

/// Reads a segment's `params`.
[[nodiscard]] std::vector<WrittenOverride> read_overrides(const Shape& shape, const Located& value);

}  // namespace eligo::document
