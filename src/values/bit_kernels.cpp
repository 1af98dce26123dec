#include "values/bit_kernels.hpp"

#include <algorithm>
#include <array>
#include <bit>
#include <cstring>

#include "values/bitmap.hpp"

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

/// Bit `bit` of sixty-four bytes.
std::uint64_t gather_word(const std::uint8_t* bytes, unsigned bit) {
  std::array<std::uint8_t, 64> chosen;
  for (std::size_t i = 0; i < 64; i += 8) {  // a word at a time: the order of its bytes stays
    std::uint64_t eight;
    std::memcpy(&eight, bytes + i, 8);
    eight = eight >> bit & 0x0101'0101'0101'0101U;
    std::memcpy(&chosen[i], &eight, 8);
  }
  return pack_word(chosen.data());
}

#if defined(__x86_64__)
[[gnu::target("avx512f,avx512bw")]] void gather_words(const std::uint8_t* bytes, unsigned bit,
                                                      std::size_t words, std::uint64_t* rows) {
  const __m512i wanted = _mm512_set1_epi8(static_cast<char>(1U << bit));
  for (std::size_t word = 0; word < words; ++word)
    rows[word] = _mm512_test_epi8_mask(_mm512_loadu_si512(bytes + word * 64), wanted);
}

/// Of eight words a turn; gives how many were done.
[[gnu::target("avx512f")]] std::size_t keep_known_words(const std::uint64_t* known, std::uint64_t turned,
                                                        std::size_t words, std::uint64_t* truth) {
  const __m512i all_turned = _mm512_set1_epi64(static_cast<std::int64_t>(turned));
  std::size_t word = 0;
  for (; word + 8 <= words; word += 8) {
    const __m512i eight = _mm512_xor_si512(_mm512_loadu_si512(truth + word), all_turned);
    _mm512_storeu_si512(truth + word, _mm512_and_si512(eight, _mm512_loadu_si512(known + word)));
  }
  return word;
}

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

void gather_bits(const std::uint8_t* bytes, unsigned bit, std::size_t words, std::uint64_t* rows,
                 Kernels level) noexcept {
#if defined(__x86_64__)
  if (level == Kernels::avx512) return gather_words(bytes, bit, words, rows);
#endif
  for (std::size_t word = 0; word < words; ++word) rows[word] = gather_word(bytes + word * 64, bit);
}

void keep_known(const std::uint64_t* known, std::uint64_t turned, std::size_t words, std::uint64_t* truth,
                Kernels level) noexcept {
  std::size_t word = 0;
#if defined(__x86_64__)
  if (level == Kernels::avx512) word = keep_known_words(known, turned, words, truth);
#endif
  for (; word < words; ++word) truth[word] = (truth[word] ^ turned) & known[word];
}

}  // namespace eligo::values
