#pragma once

#include <optional>
#include <span>
#include <string_view>
#include <vector>

#include "document/shape.hpp"

namespace eligo::document {

/// The words for what happens where a condition is unknown.
[[nodiscard]] std::span<const std::string_view> on_missing_choices() noexcept;

/// Readers of the parts that hold conditions or expressions.
[[nodiscard]] std::vector<WrittenDefinition> read_definitions(const Shape& shape, const Located& value);
[[nodiscard]] std::vector<WrittenSegment> read_segments(const Shape& shape, const Located& value);
[[nodiscard]] std::vector<WrittenRule> read_rules(const Shape& shape, const Located& value);
[[nodiscard]] std::vector<WrittenAlternative> read_alternatives(const Shape& shape, const Located& value);

}  // namespace eligo::document
