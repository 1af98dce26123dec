#include "values/vector_compare.hpp"

#include <array>
#include <cstdlib>
#include <string_view>

#include "values/bitmap.hpp"

#if defined(__x86_64__)
#include <immintrin.h>
#endif

namespace eligo::values {

namespace {

/// Sixty-four rows a word, row by row.
template <typename Test>
void test_words(const std::uint32_t* codes, std::size_t words, std::uint64_t* truth, Test test) {
  for (std::size_t word = 0; word < words; ++word) {
    std::array<std::uint8_t, 64> met;
    for (std::size_t i = 0; i < met.size(); ++i) met[i] = test(codes[word * 64 + i]) ? 1 : 0;
    truth[word] = pack_word(met.data());
  }
}

void equal_codes(const std::uint32_t* codes, std::uint32_t wanted, std::size_t words, std::uint64_t* truth) {
  test_words(codes, words, truth, [wanted](std::uint32_t code) { return code == wanted; });
}

void codes_in_set(const std::uint32_t* codes, std::uint32_t wanted, std::size_t words, std::uint64_t* truth) {
  test_words(codes, words, truth,
             [wanted](std::uint32_t code) { return code < 32 && (wanted >> (code % 32) & 1U) != 0; });
}

template <typename Number>
bool all_between_plain(std::span<const Number> numbers, Number lowest, Number highest) {
  bool between = true;
  for (const Number number : numbers) between &= number >= lowest && number <= highest;
  return between;
}

bool all_below_plain(std::span<const std::uint32_t> codes, std::uint32_t limit) {
  bool below = true;
  for (const std::uint32_t code : codes) below &= code < limit;
  return below;
}

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

[[gnu::target("avx2")]] void equal_codes_avx2(const std::uint32_t* codes, std::uint32_t wanted,
                                              std::size_t words, std::uint64_t* truth) {
  const __m256i other = _mm256_set1_epi32(static_cast<int>(wanted));
  for (std::size_t word = 0; word < words; ++word) {
    std::uint64_t bits = 0;
    for (unsigned i = 0; i < 64; i += 8) {
      const __m256i eight = _mm256_loadu_si256(reinterpret_cast<const __m256i*>(codes + word * 64 + i));
      const __m256i met = _mm256_cmpeq_epi32(eight, other);
      bits |= std::uint64_t{static_cast<unsigned>(_mm256_movemask_ps(_mm256_castsi256_ps(met)))} << i;
    }
    truth[word] = bits;
  }
}

// A shift by 32 or more gives 0.
[[gnu::target("avx2")]] void codes_in_set_avx2(const std::uint32_t* codes, std::uint32_t wanted,
                                               std::size_t words, std::uint64_t* truth) {
  const __m256i set = _mm256_set1_epi32(static_cast<int>(wanted));
  for (std::size_t word = 0; word < words; ++word) {
    std::uint64_t bits = 0;
    for (unsigned i = 0; i < 64; i += 8) {
      const __m256i eight = _mm256_loadu_si256(reinterpret_cast<const __m256i*>(codes + word * 64 + i));
      const __m256i met = _mm256_slli_epi32(_mm256_srlv_epi32(set, eight), 31);
      bits |= std::uint64_t{static_cast<unsigned>(_mm256_movemask_ps(_mm256_castsi256_ps(met)))} << i;
    }
    truth[word] = bits;
  }
}

[[gnu::target("avx512f")]] void equal_codes_avx512(const std::uint32_t* codes, std::uint32_t wanted,
                                                   std::size_t words, std::uint64_t* truth) {
  const __m512i other = _mm512_set1_epi32(static_cast<int>(wanted));
  for (std::size_t word = 0; word < words; ++word) {
    std::uint64_t bits = 0;
    for (unsigned i = 0; i < 64; i += 16) {
      const __m512i sixteen = _mm512_loadu_si512(codes + word * 64 + i);
      bits |= std::uint64_t{_mm512_cmpeq_epi32_mask(sixteen, other)} << i;
    }
    truth[word] = bits;
  }
}

[[gnu::target("avx512f")]] void codes_in_set_avx512(const std::uint32_t* codes, std::uint32_t wanted,
                                                    std::size_t words, std::uint64_t* truth) {
  const __m512i set = _mm512_set1_epi32(static_cast<int>(wanted));
  const __m512i first = _mm512_set1_epi32(1);
  for (std::size_t word = 0; word < words; ++word) {
    std::uint64_t bits = 0;
    for (unsigned i = 0; i < 64; i += 16) {
      const __m512i sixteen = _mm512_loadu_si512(codes + word * 64 + i);
      bits |= std::uint64_t{_mm512_test_epi32_mask(_mm512_maskz_srlv_epi32(0xFFFF, set, sixteen), first)}
              << i;
    }
    truth[word] = bits;
  }
}

// Each turn looks at 16 numbers.
[[gnu::target("avx2")]] bool all_between_avx2(std::span<const std::int64_t> numbers, std::int64_t lowest,
                                              std::int64_t highest) {
  const __m256i low = _mm256_set1_epi64x(lowest), high = _mm256_set1_epi64x(highest);
  __m256i outside = _mm256_setzero_si256();
  std::size_t i = 0;
  for (; i + 16 <= numbers.size(); i += 16) {
    for (std::size_t j = i; j < i + 16; j += 4) {
      const __m256i four = _mm256_loadu_si256(reinterpret_cast<const __m256i*>(numbers.data() + j));
      const __m256i below = _mm256_cmpgt_epi64(low, four), above = _mm256_cmpgt_epi64(four, high);
      outside = _mm256_or_si256(outside, _mm256_or_si256(below, above));
    }
  }
  return _mm256_testz_si256(outside, outside) != 0 && all_between_plain(numbers.subspan(i), lowest, highest);
}

[[gnu::target("avx2")]] bool all_between_avx2(std::span<const double> numbers, double lowest,
                                              double highest) {
  const __m256d low = _mm256_set1_pd(lowest), high = _mm256_set1_pd(highest);
  __m256d inside = _mm256_castsi256_pd(_mm256_set1_epi64x(-1));
  std::size_t i = 0;
  for (; i + 16 <= numbers.size(); i += 16) {
    for (std::size_t j = i; j < i + 16; j += 4) {
      const __m256d four = _mm256_loadu_pd(numbers.data() + j);
      const __m256d from = _mm256_cmp_pd(four, low, _CMP_GE_OQ), to = _mm256_cmp_pd(four, high, _CMP_LE_OQ);
      inside = _mm256_and_pd(inside, _mm256_and_pd(from, to));
    }
  }
  return _mm256_movemask_pd(inside) == 0xF && all_between_plain(numbers.subspan(i), lowest, highest);
}

[[gnu::target("avx2")]] bool all_below_avx2(std::span<const std::uint32_t> codes, std::uint32_t limit) {
  __m256i most = _mm256_setzero_si256();
  std::size_t i = 0;
  for (; i + 32 <= codes.size(); i += 32) {
    for (std::size_t j = i; j < i + 32; j += 8) {
      const __m256i eight = _mm256_loadu_si256(reinterpret_cast<const __m256i*>(codes.data() + j));
      most = _mm256_max_epu32(most, eight);
    }
  }
  alignas(32) std::array<std::uint32_t, 8> largest;
  _mm256_store_si256(reinterpret_cast<__m256i*>(largest.data()), most);
  return (i == 0 || all_below_plain(largest, limit)) && all_below_plain(codes.subspan(i), limit);
}

// Each turn looks at 32 numbers.
[[gnu::target("avx512f")]] bool all_between_avx512(std::span<const std::int64_t> numbers, std::int64_t lowest,
                                                   std::int64_t highest) {
  const __m512i low = _mm512_set1_epi64(lowest), high = _mm512_set1_epi64(highest);
  unsigned outside = 0;
  std::size_t i = 0;
  for (; i + 32 <= numbers.size(); i += 32) {
    for (std::size_t j = i; j < i + 32; j += 8) {
      const __m512i eight = _mm512_loadu_si512(numbers.data() + j);
      outside |= _mm512_cmplt_epi64_mask(eight, low) | _mm512_cmpgt_epi64_mask(eight, high);
    }
  }
  return outside == 0 && all_between_plain(numbers.subspan(i), lowest, highest);
}

[[gnu::target("avx512f")]] bool all_between_avx512(std::span<const double> numbers, double lowest,
                                                   double highest) {
  const __m512d low = _mm512_set1_pd(lowest), high = _mm512_set1_pd(highest);
  unsigned inside = 0xFF;
  std::size_t i = 0;
  for (; i + 32 <= numbers.size(); i += 32) {
    for (std::size_t j = i; j < i + 32; j += 8) {
      const __m512d eight = _mm512_loadu_pd(numbers.data() + j);
      const __mmask8 from = _mm512_cmp_pd_mask(eight, low, _CMP_GE_OQ);
      inside &= _mm512_mask_cmp_pd_mask(from, eight, high, _CMP_LE_OQ);
    }
  }
  return inside == 0xFF && all_between_plain(numbers.subspan(i), lowest, highest);
}

[[gnu::target("avx512f")]] bool all_below_avx512(std::span<const std::uint32_t> codes, std::uint32_t limit) {
  const __m512i end = _mm512_set1_epi32(static_cast<int>(limit));
  unsigned beyond = 0;
  std::size_t i = 0;
  for (; i + 64 <= codes.size(); i += 64) {
    for (std::size_t j = i; j < i + 64; j += 16)
      beyond |= _mm512_cmpge_epu32_mask(_mm512_loadu_si512(codes.data() + j), end);
  }
  return beyond == 0 && all_below_plain(codes.subspan(i), limit);
}

bool all_below_vectors(std::span<const std::uint32_t> codes, std::uint32_t limit, Kernels level) {
  return level == Kernels::avx512 ? all_below_avx512(codes, limit) : all_below_avx2(codes, limit);
}

template <typename Number>
bool all_between_vectors(std::span<const Number> numbers, Number lowest, Number highest, Kernels level) {
  return level == Kernels::avx512 ? all_between_avx512(numbers, lowest, highest)
                                  : all_between_avx2(numbers, lowest, highest);
}

CodeKernel equal_code_vectors(Kernels level) {
  return level == Kernels::avx512 ? equal_codes_avx512 : equal_codes_avx2;
}
CodeKernel code_set_vectors(Kernels level) {
  return level == Kernels::avx512 ? codes_in_set_avx512 : codes_in_set_avx2;
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

template <typename Number>
bool all_between_vectors(std::span<const Number> numbers, Number lowest, Number highest, Kernels) {
  return all_between_plain(numbers, lowest, highest);
}

bool all_below_vectors(std::span<const std::uint32_t> codes, std::uint32_t limit, Kernels) {
  return all_below_plain(codes, limit);
}

CodeKernel equal_code_vectors(Kernels) { return equal_codes; }
CodeKernel code_set_vectors(Kernels) { return codes_in_set; }

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
    case Kernels::avx2:
      return __builtin_cpu_supports("avx2") != 0 && __builtin_cpu_supports("bmi") != 0 &&
             __builtin_cpu_supports("bmi2") != 0;
    case Kernels::avx512:
      return supports(Kernels::avx2) && __builtin_cpu_supports("avx512f") != 0 &&
             __builtin_cpu_supports("avx512bw") != 0;
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

CodeKernel equal_code_kernel(Kernels level) noexcept {
  return level == Kernels::plain ? equal_codes : equal_code_vectors(level);
}

CodeKernel code_set_kernel(Kernels level) noexcept {
  return level == Kernels::plain ? codes_in_set : code_set_vectors(level);
}

bool all_below(std::span<const std::uint32_t> codes, std::uint32_t limit, Kernels level) noexcept {
  return level == Kernels::plain ? all_below_plain(codes, limit) : all_below_vectors(codes, limit, level);
}

bool all_between(std::span<const std::int64_t> numbers, std::int64_t lowest, std::int64_t highest,
                 Kernels level) noexcept {
  return level == Kernels::plain ? all_between_plain(numbers, lowest, highest)
                                 : all_between_vectors(numbers, lowest, highest, level);
}

bool all_between(std::span<const double> numbers, double lowest, double highest, Kernels level) noexcept {
  return level == Kernels::plain ? all_between_plain(numbers, lowest, highest)
                                 : all_between_vectors(numbers, lowest, highest, level);
}

}  // namespace eligo::values
