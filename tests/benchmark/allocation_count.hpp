#pragma once

#include <cstddef>

namespace eligo::benchmark_limit {

/// How many times this program has asked the heap for memory through `new`.
std::size_t allocations() noexcept;

}  // namespace eligo::benchmark_limit
