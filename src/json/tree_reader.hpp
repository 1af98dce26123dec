#pragma once

#include <cstddef>
#include <memory>
#include <optional>

#include "diagnostics/mistake_list.hpp"
#include "json/tree.hpp"

namespace eligo::json {

/// Reads JSON (RFC 8259; a byte order mark at the start is passed over). A mistake in the syntax, in
/// UTF-8 or in depth leaves no tree; duplicate keys (the first stays) and numbers that no type can hold
/// (zero stands in) are reported and reading goes on. Integers are those without fraction and exponent.
[[nodiscard]] std::optional<Value> read_tree(const std::shared_ptr<const diagnostics::Source>& source,
                                             std::size_t max_depth, diagnostics::MistakeList& mistakes);

}  // namespace eligo::json
