#pragma once

#include <vector>

#include "document/shape.hpp"

namespace eligo::document {

/// Reads `facts`: dotted names, each with its type and what belongs to it.
[[nodiscard]] std::vector<WrittenFact> read_facts(const Shape& shape, const Located& value);

}  // namespace eligo::document
