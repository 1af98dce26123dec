#pragma once

#include <string>

#include "profiles/input_window.hpp"

namespace eligo::profiles {

/// Drops what stands before the array that a JSON pointer (RFC 6901) leads to, so that the window begins with
/// its bracket. Says what is wrong where there is no such array; what follows the array is nobody's concern.
[[nodiscard]] std::string seek_records(InputWindow& window, const std::string& pointer);

}  // namespace eligo::profiles
