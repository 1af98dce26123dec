#pragma once

#include <array>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <cstring>

#include "profiles/byte_block.hpp"

#if defined(__x86_64__)
#include <immintrin.h>
#endif

namespace eligo::profiles {

// The few questions that reading by shape asks of the next bytes of a text, answered with the instructions of
// any processor, and with those of many. All answers are the same.

/// Digits as they stand at some place of a text.
struct DigitRun {
  std::uint64_t value = 0;
  std::uint32_t count = 0;
};

inline constexpr std::array<std::uint64_t, 15> powers_of_ten = [] {
  std::array<std::uint64_t, 15> powers{1};
  for (std::size_t power = 1; power < powers.size(); ++power) powers[power] = powers[power - 1] * 10;
  return powers;
}();

/// What `plain_string_size` says of a string that is not plain.
inline constexpr std::size_t not_plain = 32;

struct PlainScan {
  /// Which of 32 bytes differ.
  [[nodiscard]] static std::uint32_t differing(const char* one, const char* other) {
    const std::uint32_t same = ByteBlock(one).equal(ByteBlock(other)) |
                               ByteBlock(one + ByteBlock::size).equal(ByteBlock(other + ByteBlock::size))
                                   << ByteBlock::size;
    return ~same;
  }

  /// Up to fifteen digits; sixteen may be the first ones of more. Sixteen bytes must be readable.
  [[nodiscard]] static DigitRun digits(const char* at) {
    const DigitRun first = eight_digits(at);
    if (first.count < 8) [[likely]]
      return first;
    const DigitRun second = eight_digits(at + 8);
    return {first.value * powers_of_ten[second.count] + second.value, 8 + second.count};
  }

  /// The size of the string's body at `at`, if a quote ends it within 32 bytes, all of them readable, and it
  /// is of ASCII with nothing escaped; else `not_plain`.
  [[nodiscard]] static std::size_t plain_string_size(const char* at) {
    const ByteBlock first(at), second(at + ByteBlock::size);
    const std::uint32_t quotes = first.equal('"') | second.equal('"') << ByteBlock::size;
    const std::uint32_t odd = (first.control_or_not_ascii() | first.equal('\\')) |
                              (second.control_or_not_ascii() | second.equal('\\')) << ByteBlock::size;
    // What stands behind the first quote is no part of the string.
    if (quotes == 0 || (odd & (quotes - 1) & ~quotes) != 0) return not_plain;
    return static_cast<std::size_t>(std::countr_zero(quotes));
  }

 private:
  /// Up to eight digits, without a loop; eight may be the first ones of more. Eight bytes must be readable.
  [[nodiscard]] static DigitRun eight_digits(const char* at) {
    std::uint64_t word = 0;
    std::memcpy(&word, at, sizeof word);
    if constexpr (std::endian::native == std::endian::big) word = __builtin_bswap64(word);
    word ^= 0x3030'3030'3030'3030U;  // a digit becomes its value
    constexpr std::uint64_t upper_half = 0xF0F0'F0F0'F0F0'F0F0U;
    const std::uint64_t others = ((word + 0x0606'0606'0606'0606U) | word) & upper_half;
    const auto count = static_cast<std::uint32_t>(std::countr_zero(others)) >> 3U;
    if (count == 0) return {};
    word <<= 64 - 8 * count;                                              // zeros before the digits
    word = (word * (1 + (10U << 8U)) >> 8U) & 0x00FF'00FF'00FF'00FFU;     // pairs of digits
    word = (word * (1 + (100U << 16U)) >> 16U) & 0x0000'FFFF'0000'FFFFU;  // fours
    return {word * (1 + (std::uint64_t{10'000} << 32U)) >> 32U, count};
  }
};

#if defined(__x86_64__)
/// For processors that have AVX2 and BMI. Called where those are told to the compiler, too, its functions
/// stand in place.
struct Avx2Scan {
  [[nodiscard, gnu::target("avx2,bmi,bmi2")]] static std::uint32_t differing(const char* one,
                                                                             const char* other) {
    return ~bits(_mm256_cmpeq_epi8(load(one), load(other)));
  }

  // Words tell how many digits there are sooner than vectors do, and everything behind them waits for that.
  [[nodiscard, gnu::target("avx2,bmi,bmi2")]] static DigitRun digits(const char* at) {
    return PlainScan::digits(at);
  }

  [[nodiscard, gnu::target("avx2,bmi,bmi2")]] static std::size_t plain_string_size(const char* at) {
    const __m256i text = load(at);
    const std::uint32_t quotes = bits(_mm256_cmpeq_epi8(text, _mm256_set1_epi8('"')));
    // Signed: what is not ASCII is below a space, too.
    const __m256i odd = _mm256_or_si256(_mm256_cmpgt_epi8(_mm256_set1_epi8(' '), text),
                                        _mm256_cmpeq_epi8(text, _mm256_set1_epi8('\\')));
    if (quotes == 0 || (bits(odd) & (quotes ^ (quotes - 1))) != 0) return not_plain;
    return static_cast<std::size_t>(std::countr_zero(quotes));
  }

 private:
  [[nodiscard, gnu::target("avx2,bmi,bmi2")]] static __m256i load(const char* at) {
    return _mm256_loadu_si256(reinterpret_cast<const __m256i*>(at));
  }
  [[nodiscard, gnu::target("avx2,bmi,bmi2")]] static std::uint32_t bits(__m256i bytes) {
    return static_cast<std::uint32_t>(_mm256_movemask_epi8(bytes));
  }
};
#endif

}  // namespace eligo::profiles
