#pragma once

#include <cstddef>
#include <limits>

namespace eligo::reliability {

inline constexpr std::size_t no_failure = std::numeric_limits<std::size_t>::max();

/// How many more allocations of this thread succeed before one fails; no_failure: all of them. It is set
/// back by the failure, because who cleans up may allocate. Programs that link this file have its operator
/// new; it is a file of its own so that no call of one is inlined into the other, where GCC takes the pair
/// for a mismatch.
extern thread_local std::size_t allocations_left;

}  // namespace eligo::reliability
