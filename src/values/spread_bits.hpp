#pragma once

#include <cstddef>
#include <cstdint>

#include "values/vector_compare.hpp"

namespace eligo::values {

/// A byte for each row of two bitmaps: 2 where `twos` has the row, else 1 where `ones` has it, else 0.
void spread_bits(const std::uint64_t* ones, const std::uint64_t* twos, std::size_t rows, std::uint8_t* bytes,
                 Kernels level) noexcept;

}  // namespace eligo::values
