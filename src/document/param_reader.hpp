#pragma once

#include <vector>

#include "document/shape.hpp"

namespace eligo::document {

/// Reads `params`: names with a scalar, or with an object of type and value.
[[nodiscard]] std::vector<Param> read_params(const Shape& shape, const Located& value);

/// Reads a segment's `params`.
[[nodiscard]] std::vector<ParamOverride> read_overrides(const Shape& shape, const Located& value);

}  // namespace eligo::document
