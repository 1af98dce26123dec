#pragma once

#include <cstddef>
#include <memory>
#include <optional>

#include "document/json_tree.hpp"
#include "document/mistake_list.hpp"

namespace eligo::document {

/// Reads JSON (RFC 8259; a byte order mark at the start is passed over). A mistake in the syntax, in
/// UTF-8 or in depth leaves no tree; duplicate keys (the first stays) and numbers that no type can hold
/// (zero stands in) are reported and reading goes on. Integers are those without fraction and exponent.
[[nodiscard]] std::optional<JsonValue> parse_json(const std::shared_ptr<const diagnostics::Source>& source,
                                                  std::size_t max_depth, MistakeList& mistakes);

}  // namespace eligo::document
