#pragma once

#include <optional>

#include "document/shape.hpp"

namespace eligo::document {

/// Reads a condition: an expression, or an object with `when`, `all`, `any` or `none`.
[[nodiscard]] std::optional<Condition> read_condition(const Shape& shape, const Located& value);

}  // namespace eligo::document
