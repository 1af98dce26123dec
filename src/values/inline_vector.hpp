#pragma once

#include <cstddef>

#include <absl/container/inlined_vector.h>

namespace eligo::values {

/// A vector whose first elements take no memory from the heap.
template <typename T, std::size_t few>
using InlineVector = absl::InlinedVector<T, few>;

}  // namespace eligo::values
