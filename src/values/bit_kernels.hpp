#pragma once

#include <cstddef>
#include <cstdint>

#include "values/vector_compare.hpp"

namespace eligo::values {

// Between bitmaps and bytes, by the processor's vector instructions; every level gives the same.

/// A byte for each row of two bitmaps: 2 where `twos` has the row, else 1 where `ones` has it, else 0.
void spread_bits(const std::uint64_t* ones, const std::uint64_t* twos, std::size_t rows, std::uint8_t* bytes,
                 Kernels level) noexcept;

/// The other way round: bit `bit` of each of 64 bytes a word.
void gather_bits(const std::uint8_t* bytes, unsigned bit, std::size_t words, std::uint64_t* rows,
                 Kernels level) noexcept;

/// Turns each word of `truth` by `turned` (its bits that are set are the opposite), and keeps what is known.
void keep_known(const std::uint64_t* known, std::uint64_t turned, std::size_t words, std::uint64_t* truth,
                Kernels level) noexcept;

}  // namespace eligo::values
