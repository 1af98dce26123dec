#include "engine/vector_compare.hpp"

#include <array>
#include <cstdlib>
#include <string_view>

#if defined(__x86_64__)
#include <immintrin.h>
#endif

namespace eligo::engine {

namespace {

#if defined(__x86_64__)

constexpr bool is_negated(Comparison comparison) {
  return comparison == Comparison::not_equal || comparison == Comparison::less_equal ||
         comparison == Comparison::greater_equal;
}

// Integers can be compared for "equal" and "greater" alone: the others are the opposite, or turned round.
template <Comparison comparison>
[[gnu::target("avx2")]] void compare_avx2(const std::int64_t* values, std::int64_t constant,
                                          std::size_t words, std::uint64_t* truth) {
  const __m256i other = _mm256_set1_epi64x(constant);
  for (std::size_t word = 0; word < words; ++word) {
    std::uint64_t bits = 0;
    for (unsigned i = 0; i < 64; i += 4) {
      const __m256i four = _mm256_loadu_si256(reinterpret_cast<const __m256i*>(values + word * 64 + i));
      __m256i met;
      if constexpr (comparison == Comparison::equal || comparison == Comparison::not_equal) {
        met = _mm256_cmpeq_epi64(four, other);
      } else if constexpr (comparison == Comparison::greater || comparison == Comparison::less_equal) {
        met = _mm256_cmpgt_epi64(four, other);
      } else {
        met = _mm256_cmpgt_epi64(other, four);
      }
      bits |= std::uint64_t{static_cast<unsigned>(_mm256_movemask_pd(_mm256_castsi256_pd(met)))} << i;
    }
    truth[word] = is_negated(comparison) ? ~bits : bits;
  }
}

// Ordered and quiet, but for "not equal", which NaN is: as C++ compares.
constexpr int predicate_of(Comparison comparison) {
  switch (comparison) {
    case Comparison::equal: return _CMP_EQ_OQ;
    case Comparison::not_equal: return _CMP_NEQ_UQ;
    case Comparison::less: return _CMP_LT_OQ;
    case Comparison::less_equal: return _CMP_LE_OQ;
    case Comparison::greater: return _CMP_GT_OQ;
    case Comparison::greater_equal: return _CMP_GE_OQ;
  }
  return _CMP_EQ_OQ;
}

template <Comparison comparison>
[[gnu::target("avx2")]] void compare_avx2(const double* values, double constant, std::size_t words,
                                          std::uint64_t* truth) {
  const __m256d other = _mm256_set1_pd(constant);
  for (std::size_t word = 0; word < words; ++word) {
    std::uint64_t bits = 0;
    for (unsigned i = 0; i < 64; i += 4) {
      const __m256d met =
          _mm256_cmp_pd(_mm256_loadu_pd(values + word * 64 + i), other, predicate_of(comparison));
      bits |= std::uint64_t{static_cast<unsigned>(_mm256_movemask_pd(met))} << i;
    }
    truth[word] = bits;
  }
}

constexpr int integer_predicate_of(Comparison comparison) {
  switch (comparison) {
    case Comparison::equal: return _MM_CMPINT_EQ;
    case Comparison::not_equal: return _MM_CMPINT_NE;
    case Comparison::less: return _MM_CMPINT_LT;
    case Comparison::less_equal: return _MM_CMPINT_LE;
    case Comparison::greater: return _MM_CMPINT_NLE;
    case Comparison::greater_equal: return _MM_CMPINT_NLT;
  }
  return _MM_CMPINT_EQ;
}

template <Comparison comparison>
[[gnu::target("avx512f")]] void compare_avx512(const std::int64_t* values, std::int64_t constant,
                                               std::size_t words, std::uint64_t* truth) {
  const __m512i other = _mm512_set1_epi64(constant);
  for (std::size_t word = 0; word < words; ++word) {
    std::uint64_t bits = 0;
    for (unsigned i = 0; i < 64; i += 8) {
      bits |= std::uint64_t{_mm512_cmp_epi64_mask(_mm512_loadu_si512(values + word * 64 + i), other,
                                                  integer_predicate_of(comparison))}
              << i;
    }
    truth[word] = bits;
  }
}

template <Comparison comparison>
[[gnu::target("avx512f")]] void compare_avx512(const double* values, double constant, std::size_t words,
                                               std::uint64_t* truth) {
  const __m512d other = _mm512_set1_pd(constant);
  for (std::size_t word = 0; word < words; ++word) {
    std::uint64_t bits = 0;
    for (unsigned i = 0; i < 64; i += 8) {
      bits |= std::uint64_t{_mm512_cmp_pd_mask(_mm512_loadu_pd(values + word * 64 + i), other,
                                               predicate_of(comparison))}
              << i;
    }
    truth[word] = bits;
  }
}

template <typename Number>
using ByComparison = std::array<CompareKernel<Number>, 6>;

/// In the order of Comparison.
template <typename Number>
constexpr ByComparison<Number> avx2_kernels{
    compare_avx2<Comparison::equal>,   compare_avx2<Comparison::not_equal>,
    compare_avx2<Comparison::less>,    compare_avx2<Comparison::less_equal>,
    compare_avx2<Comparison::greater>, compare_avx2<Comparison::greater_equal>};
template <typename Number>
constexpr ByComparison<Number> avx512_kernels{
    compare_avx512<Comparison::equal>,   compare_avx512<Comparison::not_equal>,
    compare_avx512<Comparison::less>,    compare_avx512<Comparison::less_equal>,
    compare_avx512<Comparison::greater>, compare_avx512<Comparison::greater_equal>};

template <typename Number>
CompareKernel<Number> kernel_of(Comparison comparison, Kernels level) {
  const auto place = static_cast<std::size_t>(comparison);
  switch (level) {
    case Kernels::plain: break;
    case Kernels::avx2: return avx2_kernels<Number>[place];
    case Kernels::avx512: return avx512_kernels<Number>[place];
  }
  return nullptr;
}

#else

template <typename Number>
CompareKernel<Number> kernel_of(Comparison, Kernels) {
  return nullptr;
}

#endif

Kernels best_allowed() noexcept {
  const char* const asked = std::getenv("ELIGO_KERNELS");
  Kernels most = Kernels::avx512;
  if (asked != nullptr) {
    const std::string_view name = asked;
    most = name == "avx512" ? Kernels::avx512 : name == "avx2" ? Kernels::avx2 : Kernels::plain;
  }
  for (const Kernels level : {Kernels::avx512, Kernels::avx2}) {
    if (level <= most && supports(level)) return level;
  }
  return Kernels::plain;
}

}  // namespace

bool supports(Kernels level) noexcept {
#if defined(__x86_64__)
  switch (level) {
    case Kernels::plain: return true;
    case Kernels::avx2: return __builtin_cpu_supports("avx2") != 0;
    case Kernels::avx512: return __builtin_cpu_supports("avx512f") != 0;
  }
#endif
  return level == Kernels::plain;
}

Kernels kernels() noexcept {
  static const Kernels level = best_allowed();
  return level;
}

CompareKernel<std::int64_t> integer_kernel(Comparison comparison, Kernels level) noexcept {
  return kernel_of<std::int64_t>(comparison, level);
}

CompareKernel<double> double_kernel(Comparison comparison, Kernels level) noexcept {
  return kernel_of<double>(comparison, level);
}

}  // namespace eligo::engine
