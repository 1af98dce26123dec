#pragma once

#include <cstdint>

namespace comparison {

/// How often the program has asked for memory by `new` so far.
std::uint64_t allocations();

}  // namespace comparison
