#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "authoring/comparison/assertion.hpp"

namespace eligo::tool {

/// The share that an option was given. Nothing, with a message that shows `example`, where it is none.
[[nodiscard]] std::optional<authoring::Share> read_share(std::string_view option, const std::string& text,
                                                         std::string_view example);

}  // namespace eligo::tool
