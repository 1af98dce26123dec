#pragma once

#include <cstddef>
#include <cstdint>
#include <span>

namespace eligo::values {

/// Which of the processor's instructions comparisons of whole columns use, and readers of profiles: `avx2`
/// goes with BMI, which processors that have it have, too. All give the same bits.
enum class Kernels : std::uint8_t { plain, avx2, avx512 };

/// The best that this processor has, or what the environment variable ELIGO_KERNELS (`plain`, `avx2` or
/// `avx512`) allows of it; anything else in there is `plain`. The same for as long as the program runs.
[[nodiscard]] Kernels kernels() noexcept;
/// Whether this processor has the instructions.
[[nodiscard]] bool supports(Kernels level) noexcept;

enum class Comparison : std::uint8_t { equal, not_equal, less, less_equal, greater, greater_equal };

/// Compares 64 rows for each of `words` words with a constant: bit i of word w is row 64 w + i. Numbers may
/// be anything, NaN too, which is not equal to anything.
template <typename Number>
using CompareKernel = void (*)(const Number* values, Number constant, std::size_t words,
                               std::uint64_t* truth);

/// Null for `plain`: the compiler makes that of the engine's own loops.
[[nodiscard]] CompareKernel<std::int64_t> integer_kernel(Comparison comparison, Kernels level) noexcept;
[[nodiscard]] CompareKernel<double> double_kernel(Comparison comparison, Kernels level) noexcept;

/// The same for codes into a dictionary: those that are equal to `wanted`, or those below 32 whose bit is set
/// in it. Codes may be anything.
using CodeKernel = void (*)(const std::uint32_t* codes, std::uint32_t wanted, std::size_t words,
                            std::uint64_t* truth);

/// Never null.
[[nodiscard]] CodeKernel equal_code_kernel(Kernels level) noexcept;
[[nodiscard]] CodeKernel code_set_kernel(Kernels level) noexcept;

/// Whether `code < limit` holds for all.
[[nodiscard]] bool all_below(std::span<const std::uint32_t> codes, std::uint32_t limit,
                             Kernels level) noexcept;

/// Whether `lowest <= number <= highest` holds for all; of doubles no NaN is among them.
[[nodiscard]] bool all_between(std::span<const std::int64_t> numbers, std::int64_t lowest,
                               std::int64_t highest, Kernels level) noexcept;
[[nodiscard]] bool all_between(std::span<const double> numbers, double lowest, double highest,
                               Kernels level) noexcept;

}  // namespace eligo::values
