#pragma once

#include <cstddef>
#include <string>
#include <string_view>

#include "expression/reporter.hpp"

namespace eligo::expression {

/// The text that the inside of a string literal stands for. `offset` is where it begins in the
/// expression. Escapes that CEL does not have are reported and left out.
[[nodiscard]] std::string decode_escapes(std::string_view inside, std::size_t offset, Reporter& reporter);

/// The text as a string literal: single quotes, or double ones where that saves escapes.
[[nodiscard]] std::string quote(std::string_view text);

}  // namespace eligo::expression
