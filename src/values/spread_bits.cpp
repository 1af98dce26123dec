#include "values/spread_bits.hpp"

#include <algorithm>
#include <array>
#include <bit>
#include <cstring>

#if defined(__x86_64__)
#include <immintrin.h>
#endif

namespace eligo::values {

namespace {

/// For each byte of a bitmap eight bytes, 1 for a row that is set.
using EightBytes = std::array<std::array<std::uint8_t, 8>, 256>;
constexpr EightBytes eight_bytes = [] {
  EightBytes all{};
  for (std::size_t byte = 0; byte < all.size(); ++byte) {
    for (std::size_t bit = 0; bit < 8; ++bit) all[byte][bit] = static_cast<std::uint8_t>(byte >> bit & 1U);
  }
  return all;
}();

/// Of the first rows of a word.
void spread_word(std::uint64_t ones, std::uint64_t twos, std::size_t rows, std::uint8_t* bytes) {
  for (std::size_t row = 0; row < rows; row += 8) {
    const std::uint64_t one = ones >> row & 0xFFU, two = twos >> row & 0xFFU;
    const std::uint64_t eight = std::bit_cast<std::uint64_t>(eight_bytes[one & ~two]) |
                                std::bit_cast<std::uint64_t>(eight_bytes[two]) << 1U;
    std::memcpy(bytes + row, &eight, std::min<std::size_t>(8, rows - row));
  }
}

#if defined(__x86_64__)
[[gnu::target("avx512f,avx512bw")]] void spread_words(const std::uint64_t* ones, const std::uint64_t* twos,
                                                      std::size_t words, std::uint8_t* bytes) {
  for (std::size_t word = 0; word < words; ++word) {
    const __m512i one = _mm512_maskz_set1_epi8(ones[word], 1);
    _mm512_storeu_si512(bytes + word * 64, _mm512_mask_set1_epi8(one, twos[word], 2));
  }
}
#endif

}  // namespace

void spread_bits(const std::uint64_t* ones, const std::uint64_t* twos, std::size_t rows, std::uint8_t* bytes,
                 Kernels level) noexcept {
  std::size_t word = 0;
#if defined(__x86_64__)
  if (level == Kernels::avx512) {
    word = rows / 64;
    spread_words(ones, twos, word, bytes);
  }
#endif
  for (; word * 64 < rows; ++word)
    spread_word(ones[word], twos[word], std::min<std::size_t>(64, rows - word * 64), bytes + word * 64);
}

}  // namespace eligo::values
