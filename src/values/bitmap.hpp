#pragma once

#include <bit>
#include <cstddef>
#include <cstdint>
#include <cstring>

namespace eligo::values {

// Bitmaps hold a bit for each row: bit i % 64 of word i / 64 is row i. Bits past the last row are
// unspecified.

inline constexpr std::uint64_t all_rows = ~std::uint64_t{0};

[[nodiscard]] constexpr std::size_t words_for(std::size_t rows) { return (rows + 63) / 64; }

/// A bit for each of the first `count` rows of a word; all of them where there are more than 64.
[[nodiscard]] constexpr std::uint64_t first_rows(std::size_t count) {
  return count >= 64 ? all_rows : (std::uint64_t{1} << count) - 1;
}

/// Row 0 of a bitmap for every row of a word.
[[nodiscard]] constexpr std::uint64_t spread_word(std::uint64_t word) { return 0 - (word & 1U); }

/// A row's bit of the word that it is in.
[[nodiscard]] constexpr bool bit_in(std::uint64_t word, std::size_t row) {
  return (word >> (row % 64) & 1U) != 0;
}
[[nodiscard]] constexpr bool bit_at(const std::uint64_t* words, std::size_t row) {
  return bit_in(words[row / 64], row);
}
/// How many bits are set. A plain x86-64 has no instruction for it, and compilers call a function: here it is
/// added up in place (Warren, Hacker's Delight, 5-1).
[[nodiscard]] constexpr std::uint32_t count_bits(std::uint64_t word) {
  word -= word >> 1U & 0x5555'5555'5555'5555;
  word = (word & 0x3333'3333'3333'3333) + (word >> 2U & 0x3333'3333'3333'3333);
  word = (word + (word >> 4U)) & 0x0F0F'0F0F'0F0F'0F0F;
  return static_cast<std::uint32_t>(word * 0x0101'0101'0101'0101 >> 56U);
}
constexpr void set_bit(std::uint64_t* words, std::size_t row) {
  words[row / 64] |= std::uint64_t{1} << (row % 64);
}

/// Calls `use` with the row of each bit that is set in a word of a bitmap, ascending.
template <typename Use>
constexpr void for_each_row(std::uint64_t bits, std::size_t word, const Use& use) {
  for (; bits != 0; bits &= bits - 1) use(word * 64 + static_cast<std::size_t>(std::countr_zero(bits)));
}

/// Sixty-four bytes that are 0 or 1 as the bits of a word.
inline std::uint64_t pack_word(const std::uint8_t* bytes) {
  std::uint64_t word = 0;
  for (std::size_t i = 0; i < 8; ++i) {
    if constexpr (std::endian::native == std::endian::little) {
      std::uint64_t eight;
      std::memcpy(&eight, bytes + i * 8, 8);
      // The product brings bit 8k of the eight bytes to bit 56 + k; no two partial sums meet.
      word |= (eight * 0x0102'0408'1020'4080U >> 56U) << (i * 8);
    } else {
      for (std::size_t j = 0; j < 8; ++j) word |= std::uint64_t{bytes[i * 8 + j]} << (i * 8 + j);
    }
  }
  return word;
}

/// A boolean column, read a word at a time: the rows that are true, and those that are known. A row that is
/// true is also known. With `single` there is one row; else row 0 of a constant column stands for every row.
template <bool single = false>
class TruthBits {
 public:
  TruthBits(const std::uint64_t* truth, const std::uint64_t* known, bool constant = single)
      : truth_(truth), known_(known), constant_(constant) {}

  [[nodiscard]] std::uint64_t truth(std::size_t word) const { return read(truth_, word); }
  [[nodiscard]] std::uint64_t known(std::size_t word) const { return read(known_, word); }
  [[nodiscard]] std::uint64_t unknown(std::size_t word) const { return ~known(word); }
  [[nodiscard]] bool is_true(std::size_t row) const { return bit_in(truth(row / 64), row); }
  [[nodiscard]] bool is_known(std::size_t row) const { return bit_in(known(row / 64), row); }
  /// Of a column that is not constant: all of its words.
  [[nodiscard]] const std::uint64_t* truth_words() const { return truth_; }
  [[nodiscard]] const std::uint64_t* known_words() const { return known_; }

 private:
  [[nodiscard]] std::uint64_t read(const std::uint64_t* words, std::size_t word) const {
    if constexpr (single) return words[0];
    return constant_ ? spread_word(words[0]) : words[word];
  }

  const std::uint64_t* truth_;
  const std::uint64_t* known_;
  bool constant_;
};

}  // namespace eligo::values
