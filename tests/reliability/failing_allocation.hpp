#pragma once

#include <atomic>
#include <cstddef>
#include <limits>

namespace eligo::reliability {

inline constexpr std::size_t no_failure = std::numeric_limits<std::size_t>::max();

/// How many more allocations succeed before one fails, in all threads together; no_failure: all of them.
/// Programs that link this have its operator new.
extern std::atomic<std::size_t> allocations_left;
/// Whether memory stays out: then all that follow fail, too. Otherwise it is one, because who cleans up may
/// allocate, and `allocations_left` is set back.
extern std::atomic<bool> memory_stays_out;

}  // namespace eligo::reliability
